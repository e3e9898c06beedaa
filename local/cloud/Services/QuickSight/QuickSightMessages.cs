using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

internal sealed record Tag(string Key, string Value);

/// <summary>Every answer repeats the HTTP status and the request's id.</summary>
internal record QuickSightResponse : IHasStatus
{
    public int Status { get; init; } = 200;

    int IHasStatus.StatusCode => Status;

    public required string RequestId { get; init; }

    public static Task<QuickSightResponse> For(CallContext call) =>
        Task.FromResult(new QuickSightResponse { RequestId = call.RequestId });
}

/// <summary>Every request names the account in its path; it must be the caller's.</summary>
internal abstract record QuickSightRequest
{
    public required string AwsAccountId { get; init; }

    public void CheckAccount(CallContext call)
    {
        if (AwsAccountId != call.AccountId)
        {
            throw QuickSightErrors.Denied(
                $"The account '{AwsAccountId}' of the request is not the caller's, '{call.AccountId}'."
            );
        }
    }
}

internal sealed record ResourceTagsRequest
{
    public required string ResourceArn { get; init; }
}

internal sealed record TagResourceRequest
{
    public required string ResourceArn { get; init; }
    public required IReadOnlyList<Tag> Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public required string ResourceArn { get; init; }
    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record ListTagsForResourceResponse : QuickSightResponse
{
    public required IReadOnlyList<Tag> Tags { get; init; }
}
