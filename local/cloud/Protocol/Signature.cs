using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// Signature Version 4: canonical request, string to sign and the key derived from a secret.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"/>
/// </summary>
internal sealed class Signature(RequestClaim claim, string secret)
{
    private readonly byte[] _key = DeriveKey(secret, claim.Scope);

    public RequestClaim Claim => claim;

    public string OfRequest(AwsRequest request, string payloadHash) =>
        Sign($"{RequestClaim.Algorithm}\n{claim.Timestamp}\n{claim.Scope}\n{Sha256(Canonical(request, payloadHash))}");

    /// <summary>One chunk of an aws-chunked body; each signature covers the one before.</summary>
    public string OfChunk(string previous, string chunkHash) =>
        Sign(
            $"AWS4-HMAC-SHA256-PAYLOAD\n{claim.Timestamp}\n{claim.Scope}\n{previous}\n{PayloadHash.Empty}\n{chunkHash}"
        );

    public string OfTrailer(string previous, string trailerHash) =>
        Sign($"AWS4-HMAC-SHA256-TRAILER\n{claim.Timestamp}\n{claim.Scope}\n{previous}\n{trailerHash}");

    public static bool Equal(string expected, string actual) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    private string Canonical(AwsRequest request, string payloadHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n').Append(CanonicalPath(request.Target.RawPath)).Append('\n');
        text.Append(CanonicalQuery(request.Target.Query)).Append('\n');
        foreach (var name in claim.SignedHeaders)
        {
            text.Append(name).Append(':').Append(HeaderValue(request, name)).Append('\n');
        }

        text.Append('\n').AppendJoin(';', claim.SignedHeaders).Append('\n').Append(payloadHash);
        return text.ToString();
    }

    /// <summary>S3 encodes a path once, every other service the already encoded path again.</summary>
    private string CanonicalPath(string rawPath) =>
        claim.Scope.Service == "s3"
            ? RequestTarget.Encode(RequestTarget.Decode(rawPath), keepSlash: true)
            // As it was sent: an ARN in the path has its slashes encoded, and they stay so.
            : RequestTarget.Encode(rawPath, keepSlash: true);

    private static string CanonicalQuery(IReadOnlyList<KeyValuePair<string, string>> query) =>
        string.Join(
            '&',
            query
                .Where(pair => pair.Key != "X-Amz-Signature")
                .Select(pair => (Name: RequestTarget.Encode(pair.Key), Value: RequestTarget.Encode(pair.Value)))
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );

    private static string HeaderValue(AwsRequest request, string name)
    {
        var value = name switch
        {
            "host" => request.Host,
            "content-length" => request.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "",
            _ => request.Raw(name) ?? "",
        };
        return string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Header values are Latin-1 characters that stand for the bytes sent.</summary>
    private static string Sha256(string canonical) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(canonical)));

    private string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private static byte[] DeriveKey(string secret, SignedScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (string[])[scope.Day, scope.Region, scope.Service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }
}

/// <summary>The values of <c>x-amz-content-sha256</c>.</summary>
internal static class PayloadHash
{
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    public const string Unsigned = "UNSIGNED-PAYLOAD";
    public const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    public const string SignedChunksAndTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    public const string UnsignedChunksAndTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    public static bool IsDigest(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigitLower);
}
