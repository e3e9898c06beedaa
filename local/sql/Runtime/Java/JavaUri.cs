using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>A URI's parts as they are written, by the grammar of RFC 2396 that Java's <c>URI</c> has; null for one that is not there.</summary>
internal sealed partial record JavaUri
{
    public string? Scheme { get; private init; }

    public string? Authority { get; private init; }

    public string? UserInfo { get; private init; }

    public string? Host { get; private init; }

    public string? Port { get; private init; }

    /// <summary>Null for an opaque URI (<c>mailto:a@b</c>).</summary>
    public string? Path { get; private init; }

    public string? Query { get; private init; }

    public string? Fragment { get; private init; }

    [GeneratedRegex(
        @"^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$",
        RegexOptions.Singleline
    )]
    private static partial Regex Pattern();

    /// <summary>The URI, or null if the text is none.</summary>
    public static JavaUri? Parse(string text)
    {
        var match = Pattern().Match(text);
        var isClean = !text.Any(c =>
            c is ' ' or '<' or '>' or '"' or '{' or '}' or '|' or '\\' or '^' or '`' || c < ' '
        );
        var authority = Part(match, 2);
        if (!match.Success || !isClean || (authority?.Contains('[') == true && !authority.Contains(']')))
        {
            return null;
        }

        var at = authority?.LastIndexOf('@') ?? -1;
        var host = authority?[(at + 1)..];
        var colon = host?.LastIndexOf(':') ?? -1;
        var hasPort = colon >= 0 && host.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        var isOpaque = match.Groups[1].Success && authority is null && !match.Groups[3].Value.StartsWith('/');
        return new JavaUri
        {
            Scheme = Part(match, 1),
            Authority = authority,
            UserInfo = at >= 0 ? authority![..at] : null,
            Host = hasPort ? host![..colon] : host,
            Port = hasPort && colon + 1 < host!.Length ? host[(colon + 1)..] : null,
            Path = isOpaque ? null : match.Groups[3].Value,
            Query = Part(match, 4),
            Fragment = Part(match, 5),
        };
    }

    private static string? Part(Match match, int group) =>
        match.Groups[group] is { Success: true } found ? found.Value : null;

    /// <summary>As <c>URLEncoder</c>: a form's value.</summary>
    public static string Encode(string text)
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

    /// <summary>As <c>URLDecoder</c>.</summary>
    /// <exception cref="FormatException">A percent sign without two hexadecimal digits.</exception>
    public static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i] == '+' ? " " : text.Substring(i, length)));
                i += length - 1;
                continue;
            }

            if (i + 2 >= text.Length)
            {
                throw new FormatException("URLDecoder: Incomplete trailing escape (%) pattern");
            }

            var bad = text.Substring(i + 1, 2).FirstOrDefault(c => !char.IsAsciiHexDigit(c));
            if (bad != default)
            {
                throw new FormatException(
                    $"URLDecoder: Illegal hex characters in escape (%) pattern - not a hexadecimal digit: \"{bad}\" = {(int)bad}"
                );
            }

            bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
