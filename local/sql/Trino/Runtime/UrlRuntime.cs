using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>URL functions.</summary>
internal static class UrlRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_url", (string url, string part) => Part(url, part)),
        RuntimeFunction.Of("lake_url_parameter", (string url, string name) => Parameter(url, name)),
        RuntimeFunction.Of("lake_url_encode", (string text) => JavaUri.Encode(text)),
        RuntimeFunction.Of("lake_url_decode", (string text) => Decode(text)),
    ];

    private static string? Part(string url, string part) =>
        JavaUri.Parse(url) is not { } uri
            ? null
            : part switch
            {
                "protocol" => uri.Scheme ?? "",
                "host" => uri.Host ?? "",
                "port" => uri.Port,
                "path" => Uri.UnescapeDataString(uri.Path ?? ""),
                "query" => uri.Query ?? "",
                _ => Uri.UnescapeDataString(uri.Fragment ?? ""),
            };

    private static string? Parameter(string url, string name)
    {
        foreach (var pair in JavaUri.Parse(url)?.Query?.Split('&') ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if ((equals < 0 ? pair : pair[..equals]) == name)
            {
                return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            }
        }

        return null;
    }

    private static string Decode(string text)
    {
        try
        {
            return JavaUri.Decode(text);
        }
        catch (FormatException failure)
        {
            throw RuntimeFailure.Argument(failure.Message);
        }
    }
}
