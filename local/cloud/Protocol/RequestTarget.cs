using System.Text;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// The request target as it came over the wire. Kestrel's own path is normalised (<c>a/../b</c>), which would change
/// object keys and signatures, so nothing else reads it.
/// </summary>
internal sealed class RequestTarget
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private RequestTarget(string rawPath, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        RawPath = rawPath;
        Query = query;
    }

    /// <summary>Percent-encoded, from the first slash to the question mark.</summary>
    public string RawPath { get; }

    /// <summary>Decoded pairs in the order sent. A plus sign is a plus sign: only <c>%20</c> is a blank.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    public static RequestTarget Parse(string rawTarget)
    {
        var start = rawTarget.StartsWith('/') ? 0 : rawTarget.IndexOf('/', SchemeEnd(rawTarget));
        var target = start < 0 ? "/" : rawTarget[start..];
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        return new RequestTarget(path, [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)]);
    }

    /// <summary>The same request with another path, as virtual-host addressing has it.</summary>
    public RequestTarget Under(string segment) => new($"/{Encode(segment)}{(RawPath == "/" ? "" : RawPath)}", Query);

    public string? this[string name] => Query.FirstOrDefault(pair => pair.Key == name).Value;

    /// <summary>Percent-decodes to UTF-8; bytes that are no UTF-8 are refused, since no key can hold them.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal) && text.All(char.IsAscii))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (
                text[index] == '%'
                && index + 2 < text.Length
                && char.IsAsciiHexDigit(text[index + 1])
                && char.IsAsciiHexDigit(text[index + 2])
            )
            {
                bytes.Add(Convert.ToByte(text.Substring(index + 1, 2), 16));
                index += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[index].ToString()));
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw new AwsException("InvalidURI", "Couldn't parse the specified URI: it is not percent-encoded UTF-8.");
        }
    }

    /// <summary>AWS's canonical encoding: everything but the unreserved characters; slashes stay in a path.</summary>
    public static string Encode(string text, bool keepSlash = false)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (Unreserved.Contains(character, StringComparison.Ordinal) || (keepSlash && character == '/'))
            {
                result.Append(character);
            }
            else
            {
                result.Append('%').Append(Convert.ToHexString([value]));
            }
        }

        return result.ToString();
    }

    private static int SchemeEnd(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? 0 : scheme + 3;
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? KeyValuePair.Create(Decode(text), "")
            : KeyValuePair.Create(Decode(text[..equals]), Decode(text[(equals + 1)..]));
    }
}
