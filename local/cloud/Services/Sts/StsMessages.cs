namespace CustomerLake.Local.Cloud.Services.Sts;

internal sealed record GetCallerIdentityRequest;

internal sealed record GetCallerIdentityResult
{
    public required string UserId { get; init; }

    public required string Account { get; init; }

    public required string Arn { get; init; }
}

internal sealed record AssumeRoleRequest
{
    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    public int? DurationSeconds { get; init; }

    public string? ExternalId { get; init; }
}

internal sealed record AssumeRoleResult
{
    public required AssumedRoleUser AssumedRoleUser { get; init; }

    public required Credentials Credentials { get; init; }
}

internal sealed record AssumedRoleUser
{
    public required string AssumedRoleId { get; init; }

    public required string Arn { get; init; }
}

internal sealed record Credentials
{
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public required string SessionToken { get; init; }

    public required DateTimeOffset Expiration { get; init; }
}

internal sealed record GetSessionTokenRequest
{
    public int? DurationSeconds { get; init; }
}

internal sealed record GetSessionTokenResult
{
    public required Credentials Credentials { get; init; }
}
