using System.Text.Json;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

internal sealed record ValidationStrategy(string Mode);

internal abstract record WriteDashboardRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public required string Name { get; init; }

    /// <summary>The API's own form, kept as it came; what this server draws is read from it.</summary>
    public JsonElement? Definition { get; init; }
    public string? VersionDescription { get; init; }
    public JsonElement? DashboardPublishOptions { get; init; }
    public string? ThemeArn { get; init; }
    public ValidationStrategy? ValidationStrategy { get; init; }
}

internal sealed record CreateDashboardRequest : WriteDashboardRequest
{
    public IReadOnlyList<ResourcePermission>? Permissions { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record UpdateDashboardRequest : WriteDashboardRequest;

internal sealed record DashboardRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
}

internal sealed record DashboardVersionRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public long? VersionNumber { get; init; }
    public string? AliasName { get; init; }
}

internal sealed record DeleteDashboardRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public long? VersionNumber { get; init; }
}

internal sealed record PublishDashboardRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public required long VersionNumber { get; init; }
}

internal sealed record ListDashboardsRequest : QuickSightRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record ListDashboardVersionsRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record UpdateDashboardPermissionsRequest : QuickSightRequest
{
    public required string DashboardId { get; init; }
    public IReadOnlyList<ResourcePermission>? GrantPermissions { get; init; }
    public IReadOnlyList<ResourcePermission>? RevokePermissions { get; init; }
}

internal sealed record ViolatedEntity(string Path);

internal sealed record DashboardError(string Type, string Message, IReadOnlyList<ViolatedEntity> ViolatedEntities);

internal sealed record SheetSummary
{
    public required string SheetId { get; init; }
    public string? Name { get; init; }
}

internal sealed record DashboardVersionDescription
{
    public required DateTimeOffset CreatedTime { get; init; }
    public IReadOnlyList<DashboardError>? Errors { get; init; }
    public required long VersionNumber { get; init; }
    public required string Status { get; init; }
    public required string Arn { get; init; }
    public IReadOnlyList<string>? DataSetArns { get; init; }
    public string? Description { get; init; }
    public string? ThemeArn { get; init; }
    public IReadOnlyList<SheetSummary>? Sheets { get; init; }
}

internal sealed record DashboardDescription
{
    public required string DashboardId { get; init; }
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public required DashboardVersionDescription Version { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public DateTimeOffset? LastPublishedTime { get; init; }
    public required DateTimeOffset LastUpdatedTime { get; init; }
}

internal sealed record WriteDashboardResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string VersionArn { get; init; }
    public required string DashboardId { get; init; }
    public required string CreationStatus { get; init; }
}

internal sealed record DescribeDashboardResponse : QuickSightResponse
{
    public required DashboardDescription Dashboard { get; init; }
}

internal sealed record DescribeDashboardDefinitionResponse : QuickSightResponse
{
    public required string DashboardId { get; init; }
    public IReadOnlyList<DashboardError>? Errors { get; init; }
    public required string Name { get; init; }
    public required string ResourceStatus { get; init; }
    public string? ThemeArn { get; init; }
    public required JsonElement Definition { get; init; }
    public JsonElement? DashboardPublishOptions { get; init; }
}

internal sealed record DeleteDashboardResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string DashboardId { get; init; }
}

internal sealed record DashboardSummary
{
    public required string Arn { get; init; }
    public required string DashboardId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required DateTimeOffset LastUpdatedTime { get; init; }
    public long? PublishedVersionNumber { get; init; }
    public DateTimeOffset? LastPublishedTime { get; init; }
}

internal sealed record ListDashboardsResponse : QuickSightResponse
{
    public required IReadOnlyList<DashboardSummary> DashboardSummaryList { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record DashboardVersionSummary
{
    public required string Arn { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required long VersionNumber { get; init; }
    public required string Status { get; init; }
    public string? Description { get; init; }
}

internal sealed record ListDashboardVersionsResponse : QuickSightResponse
{
    public required IReadOnlyList<DashboardVersionSummary> DashboardVersionSummaryList { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record PublishDashboardResponse : QuickSightResponse
{
    public required string DashboardId { get; init; }
    public required string DashboardArn { get; init; }
}

internal sealed record DashboardPermissionsResponse : QuickSightResponse
{
    public required string DashboardId { get; init; }
    public required string DashboardArn { get; init; }
    public required IReadOnlyList<ResourcePermission> Permissions { get; init; }
}
