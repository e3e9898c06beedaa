using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSources;

internal sealed record AthenaParameters
{
    public string? WorkGroup { get; init; }
    public string? RoleArn { get; init; }
}

/// <summary>Exactly one member says how to reach the source; here that is Athena.</summary>
internal sealed record DataSourceParameters
{
    public AthenaParameters? AthenaParameters { get; init; }
}

internal sealed record SslProperties
{
    public bool? DisableSsl { get; init; }
}

internal sealed record CreateDataSourceRequest : QuickSightRequest
{
    public required string DataSourceId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public DataSourceParameters? DataSourceParameters { get; init; }
    public IReadOnlyList<ResourcePermission>? Permissions { get; init; }
    public SslProperties? SslProperties { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record UpdateDataSourceRequest : QuickSightRequest
{
    public required string DataSourceId { get; init; }
    public required string Name { get; init; }
    public DataSourceParameters? DataSourceParameters { get; init; }
    public SslProperties? SslProperties { get; init; }
}

internal sealed record DataSourceRequest : QuickSightRequest
{
    public required string DataSourceId { get; init; }
}

internal sealed record ListDataSourcesRequest : QuickSightRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record DataSourceError(string Type, string Message);

internal sealed record DataSourceDescription
{
    public required string Arn { get; init; }
    public required string DataSourceId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required DateTimeOffset LastUpdatedTime { get; init; }
    public DataSourceParameters? DataSourceParameters { get; init; }
    public SslProperties? SslProperties { get; init; }
    public DataSourceError? ErrorInfo { get; init; }
}

internal sealed record CreateDataSourceResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string DataSourceId { get; init; }
    public required string CreationStatus { get; init; }
}

internal sealed record UpdateDataSourceResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string DataSourceId { get; init; }
    public required string UpdateStatus { get; init; }
}

internal sealed record DescribeDataSourceResponse : QuickSightResponse
{
    public required DataSourceDescription DataSource { get; init; }
}

internal sealed record DeleteDataSourceResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string DataSourceId { get; init; }
}

internal sealed record ListDataSourcesResponse : QuickSightResponse
{
    public required IReadOnlyList<DataSourceDescription> DataSources { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record DataSourcePermissionsResponse : QuickSightResponse
{
    public required string DataSourceArn { get; init; }
    public required string DataSourceId { get; init; }
    public IReadOnlyList<ResourcePermission>? Permissions { get; init; }
}

internal sealed record UpdateDataSourcePermissionsRequest : QuickSightRequest
{
    public required string DataSourceId { get; init; }
    public IReadOnlyList<ResourcePermission>? GrantPermissions { get; init; }
    public IReadOnlyList<ResourcePermission>? RevokePermissions { get; init; }
}
