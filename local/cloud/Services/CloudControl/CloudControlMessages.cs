using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

internal abstract record TypedRequest
{
    public required string TypeName { get; init; }

    [Ignored("Types have one version here.")]
    public string? TypeVersionId { get; init; }

    [Ignored("The request runs as its caller.")]
    public string? RoleArn { get; init; }
}

internal sealed record CreateResourceRequest : TypedRequest
{
    public string? ClientToken { get; init; }
    public required string DesiredState { get; init; }
}

internal sealed record GetResourceRequest : TypedRequest
{
    public required string Identifier { get; init; }
}

internal sealed record UpdateResourceRequest : TypedRequest
{
    public string? ClientToken { get; init; }
    public required string Identifier { get; init; }
    public required string PatchDocument { get; init; }
}

internal sealed record DeleteResourceRequest : TypedRequest
{
    public string? ClientToken { get; init; }
    public required string Identifier { get; init; }
}

internal sealed record ListResourcesRequest : TypedRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
    public string? ResourceModel { get; init; }
}

internal sealed record GetResourceRequestStatusRequest
{
    public required string RequestToken { get; init; }
}

internal sealed record ResourceRequestStatusFilter
{
    public IReadOnlyList<string>? Operations { get; init; }
    public IReadOnlyList<string>? OperationStatuses { get; init; }
}

internal sealed record ListResourceRequestsRequest
{
    public int? MaxResults { get; init; }
    public string? NextToken { get; init; }
    public ResourceRequestStatusFilter? ResourceRequestStatusFilter { get; init; }
}

internal sealed record ListResourceRequestsResponse(
    IReadOnlyList<ProgressEvent> ResourceRequestStatusSummaries,
    string? NextToken
);

/// <summary>How far a request has come.</summary>
internal sealed record ProgressEvent
{
    public required string TypeName { get; init; }
    public string? Identifier { get; init; }
    public required string RequestToken { get; init; }
    public required string Operation { get; init; }
    public required string OperationStatus { get; init; }
    public required DateTimeOffset EventTime { get; init; }
    public string? ResourceModel { get; init; }
    public string? StatusMessage { get; init; }
    public string? ErrorCode { get; init; }
}

internal sealed record ProgressResponse(ProgressEvent ProgressEvent);

internal sealed record ResourceDescription(string Identifier, string Properties);

internal sealed record GetResourceResponse(string TypeName, ResourceDescription ResourceDescription);

internal sealed record ListResourcesResponse(
    string TypeName,
    IReadOnlyList<ResourceDescription> ResourceDescriptions,
    string? NextToken
);
