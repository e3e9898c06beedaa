using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>URL functions, by the grammar of RFC 2396 that Java's URI has.</summary>
internal static partial class UrlRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_url", (string url, string part) => Part(url, part)),
        RuntimeFunction.Of("lake_url_parameter", (string url, string name) => Parameter(url, name)),
        RuntimeFunction.Of("lake_url_encode", (string text) => Encode(text)),
        RuntimeFunction.Of("lake_url_decode", (string text) => Decode(text)),
    ];

    [GeneratedRegex(
        @"^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$",
        RegexOptions.Singleline
    )]
    private static partial Regex Pattern();

    private static Match? Match(string url)
    {
        var match = Pattern().Match(url);
        var isClean = !url.Any(c =>
            c is ' ' or '<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`' || c < ' '
        );
        var authority = match.Groups[2].Value;
        var isHost =
            authority.IndexOf('[', StringComparison.Ordinal) < 0 || authority.Contains(']', StringComparison.Ordinal);
        return match.Success && isClean && isHost ? match : null;
    }

    private static string? Part(string url, string part)
    {
        if (Match(url) is not { } match)
        {
            return null;
        }

        var authority = match.Groups[2].Value;
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        var hasPort = colon >= 0 && host.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return part switch
        {
            "protocol" => match.Groups[1].Value,
            "host" => hasPort ? host[..colon] : host,
            "port" => hasPort && colon + 1 < host.Length ? host[(colon + 1)..] : null,
            "path" => match.Groups[1].Success && !match.Groups[2].Success && !match.Groups[3].Value.StartsWith('/')
                ? ""
                : Uri.UnescapeDataString(match.Groups[3].Value),
            "query" => match.Groups[4].Value,
            _ => Uri.UnescapeDataString(match.Groups[5].Value),
        };
    }

    private static string? Parameter(string url, string name)
    {
        if (Match(url) is not { } match || !match.Groups[4].Success)
        {
            return null;
        }

        foreach (var pair in match.Groups[4].Value.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if ((equals < 0 ? pair : pair[..equals]) == name)
            {
                return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            }
        }

        return null;
    }

    private static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            _ =
                char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*' ? result.Append(c)
                : c == ' ' ? result.Append('+')
                : result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return result.ToString();
    }

    private static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i] == '+' ? " " : text[i].ToString()));
                continue;
            }

            if (i + 2 >= text.Length)
            {
                throw RuntimeFailure.Argument("URLDecoder: Incomplete trailing escape (%) pattern");
            }

            var bad = text.Substring(i + 1, 2).FirstOrDefault(c => !char.IsAsciiHexDigit(c));
            if (bad != default)
            {
                throw RuntimeFailure.Argument(
                    $"URLDecoder: Illegal hex characters in escape (%) pattern - not a hexadecimal digit: \"{bad}\" = {(int)bad}"
                );
            }

            bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
