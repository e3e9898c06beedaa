using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>URLs and their parts.</summary>
internal static class UrlValues
{
    public static string? Parse(string text, string part, string key) =>
        JavaUri.Parse(text) is not { } uri
            ? null
            : part switch
            {
                "HOST" => uri.Host,
                "PATH" => uri.Path,
                "QUERY" when key.Length > 0 => Parameter(uri, key),
                "QUERY" => uri.Query,
                "REF" => uri.Fragment,
                "PROTOCOL" => uri.Scheme,
                "FILE" => uri.Query is null ? uri.Path : $"{uri.Path}?{uri.Query}",
                "AUTHORITY" => uri.Authority,
                "USERINFO" => uri.UserInfo,
                _ => null,
            };

    private static string? Parameter(JavaUri uri, string key) =>
        uri
            .Query?.Split('&')
            .FirstOrDefault(pair => pair.StartsWith(key + "=", StringComparison.Ordinal))
            ?[(key.Length + 1)..];

    public static string Decode(string text)
    {
        try
        {
            return JavaUri.Decode(text);
        }
        catch (FormatException)
        {
            throw new SparkException(
                "IllegalArgumentException",
                "CANNOT_DECODE_URL",
                $"[CANNOT_DECODE_URL] Cannot decode url : {text}.",
                "org.apache.spark.SparkIllegalArgumentException"
            ).ForEngine();
        }
    }
}
