namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>Where a resource lives. Every record is keyed by it, so that accounts and regions never see each other.</summary>
internal readonly record struct Scope(string AccountId, string Region);

/// <summary>Who calls, on whose behalf, and where.</summary>
internal sealed record CallContext
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string CallerArn { get; init; }

    public required string RequestId { get; init; }

    public required string AccessKeyId { get; init; }

    public Scope Scope => new(AccountId, Region);

    /// <summary>IAM and other global services keep one scope an account.</summary>
    public Scope GlobalScope => new(AccountId, "aws-global");

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>The same call made by a service in the name of a role (a crawler, a job run).</summary>
    public CallContext As(string callerArn) => this with { CallerArn = callerArn };
}
