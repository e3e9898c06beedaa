using System.Globalization;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>The credential scope of a signature: who signs, for which day, region and service.</summary>
internal sealed record SignedScope(string AccessKeyId, string Day, string Region, string Service)
{
    public override string ToString() => $"{Day}/{Region}/{Service}/aws4_request";
}

/// <summary>
/// What a request claims about itself before anything is believed: signer, signature and how it was signed. Read from
/// headers and query, never from the body.
/// </summary>
internal sealed record RequestClaim
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public required SignedScope Scope { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? SecurityToken { get; init; }

    /// <summary>Set for a presigned request: how long it holds.</summary>
    public TimeSpan? ValidFor { get; init; }

    public bool IsPresigned => ValidFor is not null;

    public string Timestamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for a request without a signature.</summary>
    public static RequestClaim? Read(AwsRequest request)
    {
        if (request.Raw("authorization") is { } authorization)
        {
            return FromHeader(request, authorization);
        }

        if (request.Target["X-Amz-Signature"] is not null)
        {
            return FromQuery(request);
        }

        return request.Target["AWSAccessKeyId"] is null
            ? null
            : throw AuthFault.Malformed("Signature Version 2 is not emulated. Sign with Signature Version 4.");
    }

    private static RequestClaim FromHeader(AwsRequest request, string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw AuthFault.Malformed(
                $"The authorization mechanism '{authorization.Split(' ')[0]}' is not emulated. Use {Algorithm}."
            );
        }

        var parts = authorization[(Algorithm.Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        return new RequestClaim
        {
            Scope = ParseScope(parts.GetValueOrDefault("Credential")),
            SignedHeaders = ParseNames(parts.GetValueOrDefault("SignedHeaders")),
            Signature = parts.GetValueOrDefault("Signature") ?? throw AuthFault.Malformed("Signature is missing."),
            Time = ParseTime(request.Raw("x-amz-date") ?? request.Raw("date")),
            SecurityToken = request.Raw("x-amz-security-token"),
        };
    }

    private static RequestClaim FromQuery(AwsRequest request)
    {
        if (request.Target["X-Amz-Algorithm"] != Algorithm)
        {
            throw AuthFault.MalformedQuery($"X-Amz-Algorithm only supports \"{Algorithm}\".");
        }

        if (
            !int.TryParse(
                request.Target["X-Amz-Expires"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            || seconds > 604800
        )
        {
            throw AuthFault.MalformedQuery(
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
            );
        }

        return new RequestClaim
        {
            Scope = ParseScope(request.Target["X-Amz-Credential"]),
            SignedHeaders = ParseNames(request.Target["X-Amz-SignedHeaders"]),
            Signature = request.Target["X-Amz-Signature"] ?? "",
            Time = ParseTime(request.Target["X-Amz-Date"]),
            SecurityToken = request.Target["X-Amz-Security-Token"],
            ValidFor = TimeSpan.FromSeconds(seconds),
        };
    }

    private static SignedScope ParseScope(string? credential) =>
        credential?.Split('/') is [var key, var day, var region, var service, "aws4_request"]
            ? new SignedScope(key, day, region, service)
            : throw AuthFault.Malformed(
                $"The credential '{credential}' is not of the form KEY/YYYYMMDD/REGION/SERVICE/aws4_request."
            );

    private static string[] ParseNames(string? names) =>
        names?.Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } list
            ? list
            : throw AuthFault.Malformed("SignedHeaders is missing.");

    private static DateTimeOffset ParseTime(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyyMMdd'T'HHmmss'Z'", "r"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw AuthFault.Malformed("The request has neither a valid x-amz-date nor a valid date.");
}
