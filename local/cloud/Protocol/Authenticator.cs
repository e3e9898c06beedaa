using System.Globalization;
using System.Security.Cryptography;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>Someone with a secret: the root of an account or a session.</summary>
internal sealed record Caller
{
    public required string AccountId { get; init; }

    public required string Arn { get; init; }

    /// <summary>The unique id behind the ARN, as <c>sts:GetCallerIdentity</c> tells it.</summary>
    public required string UserId { get; init; }

    public required string Secret { get; init; }

    public string? SessionToken { get; init; }

    public DateTimeOffset? Expires { get; init; }
}

/// <summary>Finds the holder of an access key; null when nobody holds it.</summary>
internal delegate Caller? CallerLookup(string accessKeyId);

/// <summary>The one gate before any routing: every request of every service passes it, whatever its payload mode.</summary>
internal sealed class Authenticator(CallerLookup lookup, TimeProvider time)
{
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    public async Task<(Caller Caller, AwsPayload Payload)> AdmitAsync(
        AwsRequest request,
        RequestClaim claim,
        CancellationToken cancellationToken
    )
    {
        CheckTime(claim);
        var caller = FindCaller(claim);
        var signature = new Signature(claim, caller.Secret);
        var mode = PayloadModeOf(request, claim);
        if (mode is null)
        {
            // Services other than S3 may leave the hash out of the headers: the body itself decides.
            var body = await ReadAllAsync(request.Body, cancellationToken);
            CheckSignature(signature, request, Convert.ToHexStringLower(SHA256.HashData(body)));
            return (caller, AwsPayload.Of(body));
        }

        CheckSignature(signature, request, mode);
        CheckSignedHeaders(request, claim);
        return (caller, AwsPayload.Open(request, mode, signature));
    }

    private void CheckTime(RequestClaim claim)
    {
        var now = time.GetUtcNow();
        if (claim.ValidFor is { } lifetime)
        {
            if (now > claim.Time + lifetime || now < claim.Time - AllowedSkew)
            {
                throw new AuthFault(AuthFaultKind.Expired, "Request has expired");
            }
        }
        else if ((now - claim.Time).Duration() > AllowedSkew)
        {
            throw new AuthFault(
                AuthFaultKind.Skewed,
                "The difference between the request time and the current time is too large."
            );
        }

        var day = claim.Time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (claim.Scope.Day != day)
        {
            throw AuthFault.Malformed(
                $"The credential's day '{claim.Scope.Day}' is not the day of the request, {day}."
            );
        }
    }

    private Caller FindCaller(RequestClaim claim)
    {
        var key = claim.Scope.AccessKeyId;
        if (key.StartsWith("AKIA", StringComparison.Ordinal) || key.StartsWith("ASIA", StringComparison.Ordinal))
        {
            throw new AuthFault(
                AuthFaultKind.Forbidden,
                "This key looks like one of real AWS. The local cloud refuses it, so that no real secret is ever used here by "
                    + "mistake. Use a 12-digit account id (or 'test') as the access key id and the secret of the local cloud."
            );
        }

        var caller =
            lookup(key)
            ?? throw new AuthFault(
                AuthFaultKind.UnknownKey,
                "The AWS Access Key Id you provided does not exist in our records."
            );
        if (caller.Expires is { } end && end <= time.GetUtcNow())
        {
            throw new AuthFault(AuthFaultKind.ExpiredToken, "The provided token has expired.");
        }

        return caller.SessionToken is { } token && !Signature.Equal(token, claim.SecurityToken ?? "")
            ? throw new AuthFault(AuthFaultKind.InvalidToken, "The security token included in the request is invalid.")
            : caller;
    }

    private static void CheckSignature(Signature signature, AwsRequest request, string payloadHash)
    {
        var claim = signature.Claim;
        if (!claim.SignedHeaders.Contains("host"))
        {
            throw AuthFault.Malformed("The signature does not cover the header 'host'.");
        }

        if (!Signature.Equal(signature.OfRequest(request, payloadHash), claim.Signature))
        {
            throw new AuthFault(
                AuthFaultKind.WrongSignature,
                "The request signature we calculated does not match the signature you provided. Check your key and signing method."
            );
        }
    }

    /// <summary>An unsigned <c>x-amz-*</c> header could be added by anyone on the way.</summary>
    private static void CheckSignedHeaders(AwsRequest request, RequestClaim claim)
    {
        var unsigned = request
            .Headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !claim.SignedHeaders.Contains(name))
            .Where(name => !(claim.IsPresigned && name == "x-amz-content-sha256"))
            .ToList();
        if (unsigned.Count > 0)
        {
            throw new AuthFault(
                AuthFaultKind.Forbidden,
                $"There were headers present in the request which were not signed: {string.Join(", ", unsigned)}"
            );
        }
    }

    private static string? PayloadModeOf(AwsRequest request, RequestClaim claim)
    {
        var mode = request.Raw("x-amz-content-sha256");
        if (claim.Scope.Service != "s3")
        {
            return null;
        }

        if (claim.IsPresigned)
        {
            return mode is null ? PayloadHash.Unsigned : Known(mode);
        }

        return mode is null
            ? throw new AwsException("InvalidRequest", "Missing required header for this request: x-amz-content-sha256")
            : Known(mode);
    }

    private static string Known(string mode) =>
        PayloadHash.IsDigest(mode)
        || mode
            is PayloadHash.Unsigned
                or PayloadHash.SignedChunks
                or PayloadHash.SignedChunksAndTrailer
                or PayloadHash.UnsignedChunksAndTrailer
            ? mode
            : throw new AwsException(
                "InvalidArgument",
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."
            );

    /// <summary>Far above what any AWS JSON or Query request may hold (CloudWatch Logs' batches are 1 MiB).</summary>
    private const int LargestDocument = 16 * 1024 * 1024;

    private static async Task<byte[]> ReadAllAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var piece = new byte[16384];
        int read;
        while ((read = await body.ReadAsync(piece, cancellationToken)) > 0)
        {
            if (buffer.Length + read > LargestDocument)
            {
                throw new AwsException("RequestEntityTooLarge", "The request body is larger than 16 MiB.", 413);
            }

            buffer.Write(piece, 0, read);
        }

        return buffer.ToArray();
    }
}
