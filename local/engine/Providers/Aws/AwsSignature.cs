using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <param name="Token">Of a session; null for lasting keys.</param>
internal sealed record AwsCredentials(string AccessKey, string SecretKey, string? Token)
{
    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => AccessKey;
}

/// <summary>Signature Version 4, as AWS's "Create a signed AWS API request" describes it.</summary>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static void Sign(
        HttpRequestMessage message,
        AwsRequest request,
        AwsCredentials keys,
        string region,
        DateTimeOffset now
    )
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{request.Service}/aws4_request";
        var hash = Hex(SHA256.HashData(request.Body.Span));
        message.Headers.TryAddWithoutValidation("x-amz-date", time);
        message.Headers.TryAddWithoutValidation("x-amz-content-sha256", hash);
        if (keys.Token is not null)
        {
            message.Headers.TryAddWithoutValidation("x-amz-security-token", keys.Token);
        }

        var headers = SignedHeaders(message);
        var names = string.Join(';', headers.Select(h => h.Name));
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            // Every service but S3 signs the path encoded twice.
            request.Service == "s3"
                ? Path(request)
                : Path(request).Replace("%", "%25", StringComparison.Ordinal),
            QueryString(request),
            string.Concat(headers.Select(h => $"{h.Name}:{h.Value}\n")),
            names,
            hash
        );
        var toSign = string.Join('\n', Algorithm, time, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Hex(HMACSHA256.HashData(Key(keys.SecretKey, scope), Encoding.UTF8.GetBytes(toSign)));
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={keys.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}"
        );
    }

    /// <summary>The path as it goes over the wire.</summary>
    public static string Path(AwsRequest request) =>
        "/"
        + string.Join(
            '/',
            request.Path.Select(segment => request.Service == "s3" ? EncodeKey(segment) : Encode(segment))
        );

    /// <summary>The query string in the order in which it is signed, without <c>?</c>.</summary>
    public static string QueryString(AwsRequest request) =>
        string.Join(
            '&',
            request
                .Query.Select(q => (Name: Encode(q.Name), Value: Encode(q.Value)))
                .OrderBy(q => q.Name, StringComparer.Ordinal)
                .ThenBy(q => q.Value, StringComparer.Ordinal)
                .Select(q => $"{q.Name}={q.Value}")
        );

    private static List<(string Name, string Value)> SignedHeaders(HttpRequestMessage message)
    {
        var headers = message.Headers.Select(h =>
            (Name: h.Key.ToLowerInvariant(), Value: string.Join(',', h.Value).Trim())
        );
        var own = message.Content?.Headers.ContentType is { } type ? new[] { ("content-type", type.ToString()) } : [];
        return
        [
            .. headers
                .Concat(own)
                .Append(
                    ("host", message.RequestUri!.IsDefaultPort ? message.RequestUri.Host : message.RequestUri.Authority)
                )
                .OrderBy(h => h.Item1, StringComparer.Ordinal),
        ];
    }

    private static byte[] Key(string secret, string scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    // Only in S3's keys is a slash a slash.
    private static string EncodeKey(string key) => string.Join('/', key.Split('/').Select(Encode));

    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
