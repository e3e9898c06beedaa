using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

internal sealed record QueryExecutionContext
{
    public string? Database { get; init; }
    public string? Catalog { get; init; }
}

internal sealed record ResultReuseByAgeConfiguration(bool Enabled)
{
    public int? MaxAgeInMinutes { get; init; }
}

internal sealed record ResultReuseConfiguration
{
    public ResultReuseByAgeConfiguration? ResultReuseByAgeConfiguration { get; init; }
}

internal sealed record StartQueryExecutionRequest
{
    public required string QueryString { get; init; }
    public string? ClientRequestToken { get; init; }
    public QueryExecutionContext? QueryExecutionContext { get; init; }
    public ResultConfiguration? ResultConfiguration { get; init; }
    public string? WorkGroup { get; init; }
    public IReadOnlyList<string>? ExecutionParameters { get; init; }
    public ResultReuseConfiguration? ResultReuseConfiguration { get; init; }
}

internal sealed record StartQueryExecutionResponse(string QueryExecutionId);

internal sealed record QueryExecutionRequest
{
    public required string QueryExecutionId { get; init; }
}

internal sealed record GetQueryExecutionResponse(QueryExecutionDescription QueryExecution);

internal sealed record QueryExecutionStatus
{
    public required string State { get; init; }
    public string? StateChangeReason { get; init; }
    public required DateTimeOffset SubmissionDateTime { get; init; }
    public DateTimeOffset? CompletionDateTime { get; init; }
    public AthenaError? AthenaError { get; init; }
}

internal sealed record ResultReuseInformation(bool ReusedPreviousResult);

internal sealed record QueryExecutionStatistics
{
    public long? EngineExecutionTimeInMillis { get; init; }
    public long? DataScannedInBytes { get; init; }
    public string? DataManifestLocation { get; init; }
    public long? TotalExecutionTimeInMillis { get; init; }
    public long? QueryQueueTimeInMillis { get; init; }
    public long? ServicePreProcessingTimeInMillis { get; init; }
    public long? QueryPlanningTimeInMillis { get; init; }
    public long? ServiceProcessingTimeInMillis { get; init; }
    public ResultReuseInformation? ResultReuseInformation { get; init; }
}

internal sealed record QueryExecutionDescription
{
    public required string QueryExecutionId { get; init; }
    public required string Query { get; init; }
    public string? StatementType { get; init; }
    public required ResultConfiguration ResultConfiguration { get; init; }
    public required ResultReuseConfiguration ResultReuseConfiguration { get; init; }
    public required QueryExecutionContext QueryExecutionContext { get; init; }
    public required QueryExecutionStatus Status { get; init; }
    public required QueryExecutionStatistics Statistics { get; init; }
    public required string WorkGroup { get; init; }
    public required EngineVersion EngineVersion { get; init; }
    public IReadOnlyList<string>? ExecutionParameters { get; init; }
    public string? SubstatementType { get; init; }
}

internal sealed record BatchGetQueryExecutionRequest
{
    public required IReadOnlyList<string> QueryExecutionIds { get; init; }
}

internal sealed record UnprocessedQueryExecutionId(string QueryExecutionId, string ErrorCode, string ErrorMessage);

internal sealed record BatchGetQueryExecutionResponse(
    IReadOnlyList<QueryExecutionDescription> QueryExecutions,
    IReadOnlyList<UnprocessedQueryExecutionId> UnprocessedQueryExecutionIds
);

internal sealed record ListQueryExecutionsRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
    public string? WorkGroup { get; init; }
}

internal sealed record ListQueryExecutionsResponse(IReadOnlyList<string> QueryExecutionIds, string? NextToken);

internal sealed record GetQueryResultsRequest
{
    public required string QueryExecutionId { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
    public string? QueryResultType { get; init; }
}

internal sealed record Datum(string? VarCharValue);

internal sealed record Row(IReadOnlyList<Datum> Data);

internal sealed record ColumnInfo
{
    public string CatalogName { get; init; } = "hive";
    public string SchemaName { get; init; } = "";
    public string TableName { get; init; } = "";
    public required string Name { get; init; }
    public required string Label { get; init; }
    public required string Type { get; init; }
    public required int Precision { get; init; }
    public required int Scale { get; init; }
    public string Nullable { get; init; } = "UNKNOWN";
    public required bool CaseSensitive { get; init; }
}

internal sealed record ResultSetMetadata(IReadOnlyList<ColumnInfo> ColumnInfo);

internal sealed record ResultSet(IReadOnlyList<Row> Rows, ResultSetMetadata ResultSetMetadata);

internal sealed record GetQueryResultsResponse
{
    public long? UpdateCount { get; init; }
    public required ResultSet ResultSet { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record RuntimeTimeline
{
    public long? QueryQueueTimeInMillis { get; init; }
    public long? ServicePreProcessingTimeInMillis { get; init; }
    public long? QueryPlanningTimeInMillis { get; init; }
    public long? EngineExecutionTimeInMillis { get; init; }
    public long? ServiceProcessingTimeInMillis { get; init; }
    public long? TotalExecutionTimeInMillis { get; init; }
}

internal sealed record RuntimeRows
{
    public long? InputBytes { get; init; }
    public long? OutputRows { get; init; }
    public long? OutputBytes { get; init; }
}

internal sealed record RuntimeStatistics(RuntimeTimeline Timeline, RuntimeRows Rows);

internal sealed record GetQueryRuntimeStatisticsResponse(RuntimeStatistics QueryRuntimeStatistics);
