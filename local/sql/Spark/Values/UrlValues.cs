using System.Net;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>URLs and their parts.</summary>
internal static class UrlValues
{
    public static string? Parse(string url, string part, string key)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var query = uri.Query.Length > 0 ? uri.Query[1..] : null;
        switch (part)
        {
            case "HOST":
                return uri.Host.Length == 0 ? null : uri.Host;
            case "PATH":
                return uri.OriginalString.EndsWith(uri.Host, StringComparison.Ordinal) ? "" : uri.AbsolutePath;
            case "QUERY" when key.Length == 0:
                return query;
            case "QUERY":
                return query
                    ?.Split('&')
                    .FirstOrDefault(pair => pair.StartsWith(key + "=", StringComparison.Ordinal))
                    ?[(key.Length + 1)..];
            case "REF":
                return uri.Fragment.Length > 0 ? uri.Fragment[1..] : null;
            case "PROTOCOL":
                return uri.Scheme;
            case "FILE":
                return uri.PathAndQuery;
            case "AUTHORITY":
                return uri.UserInfo.Length > 0 ? $"{uri.UserInfo}@{uri.Authority}" : uri.Authority;
            case "USERINFO":
                return uri.UserInfo.Length > 0 ? uri.UserInfo : null;
            default:
                return null;
        }
    }

    public static string Encode(string text) =>
        WebUtility.UrlEncode(text).Replace("!", "%21", StringComparison.Ordinal);

    public static string Decode(string text) => WebUtility.UrlDecode(text);
}
