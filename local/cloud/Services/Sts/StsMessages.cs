namespace CustomerLake.Local.Cloud.Services.Sts;

internal sealed record GetCallerIdentityRequest;

internal sealed record GetCallerIdentityResult
{
    public required string UserId { get; init; }

    public required string Account { get; init; }

    public required string Arn { get; init; }
}
