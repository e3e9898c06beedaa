using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

internal sealed record DataSetUsageConfiguration
{
    public bool? DisableUseAsDirectQuerySource { get; init; }
    public bool? DisableUseAsImportedSource { get; init; }
}

internal abstract record WriteDataSetRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyDictionary<string, PhysicalTable> PhysicalTableMap { get; init; }
    public IReadOnlyDictionary<string, LogicalTable>? LogicalTableMap { get; init; }
    public required string ImportMode { get; init; }
    public DataSetUsageConfiguration? DataSetUsageConfiguration { get; init; }
}

internal sealed record CreateDataSetRequest : WriteDataSetRequest
{
    public IReadOnlyList<ResourcePermission>? Permissions { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record UpdateDataSetRequest : WriteDataSetRequest;

internal sealed record DataSetRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
}

internal sealed record ListDataSetsRequest : QuickSightRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

/// <summary>A data set as it is kept and as Describe answers it.</summary>
internal sealed record DataSetDescription
{
    public required string Arn { get; init; }
    public required string DataSetId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required DateTimeOffset LastUpdatedTime { get; init; }
    public required IReadOnlyDictionary<string, PhysicalTable> PhysicalTableMap { get; init; }
    public required IReadOnlyDictionary<string, LogicalTable> LogicalTableMap { get; init; }
    public required IReadOnlyList<OutputColumn> OutputColumns { get; init; }
    public required string ImportMode { get; init; }
    public long ConsumedSpiceCapacityInBytes { get; init; }
    public DataSetUsageConfiguration? DataSetUsageConfiguration { get; init; }
}

internal sealed record DataSetSummary
{
    public required string Arn { get; init; }
    public required string DataSetId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required DateTimeOffset LastUpdatedTime { get; init; }
    public required string ImportMode { get; init; }
}

internal sealed record DataSetResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string DataSetId { get; init; }
    public string? IngestionArn { get; init; }
    public string? IngestionId { get; init; }
}

internal sealed record DescribeDataSetResponse : QuickSightResponse
{
    public required DataSetDescription DataSet { get; init; }
}

internal sealed record ListDataSetsResponse : QuickSightResponse
{
    public required IReadOnlyList<DataSetSummary> DataSetSummaries { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record DataSetPermissionsResponse : QuickSightResponse
{
    public required string DataSetArn { get; init; }
    public required string DataSetId { get; init; }
    public IReadOnlyList<ResourcePermission>? Permissions { get; init; }
}

internal sealed record UpdateDataSetPermissionsRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public IReadOnlyList<ResourcePermission>? GrantPermissions { get; init; }
    public IReadOnlyList<ResourcePermission>? RevokePermissions { get; init; }
}

internal sealed record LookbackWindow(string ColumnName, long Size, string SizeUnit);

internal sealed record IncrementalRefresh(LookbackWindow LookbackWindow);

internal sealed record RefreshConfiguration(IncrementalRefresh IncrementalRefresh);

internal sealed record RefreshFailureEmailAlert
{
    public string? AlertStatus { get; init; }
}

internal sealed record RefreshFailureConfiguration
{
    public RefreshFailureEmailAlert? EmailAlert { get; init; }
}

internal sealed record DataSetRefreshProperties
{
    public RefreshConfiguration? RefreshConfiguration { get; init; }
    public RefreshFailureConfiguration? FailureConfiguration { get; init; }
}

internal sealed record PutDataSetRefreshPropertiesRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public required DataSetRefreshProperties DataSetRefreshProperties { get; init; }
}

internal sealed record DescribeDataSetRefreshPropertiesResponse : QuickSightResponse
{
    public required DataSetRefreshProperties DataSetRefreshProperties { get; init; }
}

internal sealed record CreateIngestionRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public required string IngestionId { get; init; }

    [Ignored("Every ingestion reads the whole data set again, an incremental one too.")]
    public string? IngestionType { get; init; }
}

internal sealed record IngestionRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public required string IngestionId { get; init; }
}

internal sealed record ListIngestionsRequest : QuickSightRequest
{
    public required string DataSetId { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record IngestionError(string Type, string Message);

internal sealed record RowInfo(long RowsIngested, long RowsDropped, long TotalRowsInDataset);

internal sealed record IngestionDescription
{
    public required string Arn { get; init; }
    public required string IngestionId { get; init; }
    public required string IngestionStatus { get; init; }
    public IngestionError? ErrorInfo { get; init; }
    public RowInfo? RowInfo { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public long? IngestionTimeInSeconds { get; init; }
    public long? IngestionSizeInBytes { get; init; }
    public required string RequestSource { get; init; }
    public required string RequestType { get; init; }
}

internal sealed record IngestionResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string IngestionId { get; init; }
    public string? IngestionStatus { get; init; }
}

internal sealed record DescribeIngestionResponse : QuickSightResponse
{
    public required IngestionDescription Ingestion { get; init; }
}

internal sealed record ListIngestionsResponse : QuickSightResponse
{
    public required IReadOnlyList<IngestionDescription> Ingestions { get; init; }
    public string? NextToken { get; init; }
}
