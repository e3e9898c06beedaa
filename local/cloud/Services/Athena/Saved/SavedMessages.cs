namespace CustomerLake.Local.Cloud.Services.Athena.Saved;

internal sealed record CreateNamedQueryRequest
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Database { get; init; }
    public required string QueryString { get; init; }
    public string? ClientRequestToken { get; init; }
    public string? WorkGroup { get; init; }
}

internal sealed record CreateNamedQueryResponse(string NamedQueryId);

internal sealed record NamedQueryRequest
{
    public required string NamedQueryId { get; init; }
}

internal sealed record NamedQueryDescription
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Database { get; init; }
    public required string QueryString { get; init; }
    public required string NamedQueryId { get; init; }
    public required string WorkGroup { get; init; }
}

internal sealed record GetNamedQueryResponse(NamedQueryDescription NamedQuery);

internal sealed record UpdateNamedQueryRequest
{
    public required string NamedQueryId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string QueryString { get; init; }
}

internal sealed record ListNamedQueriesRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
    public string? WorkGroup { get; init; }
}

internal sealed record ListNamedQueriesResponse(IReadOnlyList<string> NamedQueryIds, string? NextToken);

internal sealed record BatchGetNamedQueryRequest
{
    public required IReadOnlyList<string> NamedQueryIds { get; init; }
}

internal sealed record UnprocessedNamedQueryId(string NamedQueryId, string ErrorCode, string ErrorMessage);

internal sealed record BatchGetNamedQueryResponse(
    IReadOnlyList<NamedQueryDescription> NamedQueries,
    IReadOnlyList<UnprocessedNamedQueryId> UnprocessedNamedQueryIds
);

internal sealed record WritePreparedStatementRequest
{
    public required string StatementName { get; init; }
    public required string WorkGroup { get; init; }
    public required string QueryStatement { get; init; }
    public string? Description { get; init; }
}

internal sealed record PreparedStatementRequest
{
    public required string StatementName { get; init; }
    public required string WorkGroup { get; init; }
}

internal sealed record PreparedStatementDescription
{
    public required string StatementName { get; init; }
    public required string QueryStatement { get; init; }
    public required string WorkGroupName { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
}

internal sealed record GetPreparedStatementResponse(PreparedStatementDescription PreparedStatement);

internal sealed record ListPreparedStatementsRequest
{
    public required string WorkGroup { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record PreparedStatementSummary(string StatementName, DateTimeOffset LastModifiedTime);

internal sealed record ListPreparedStatementsResponse(
    IReadOnlyList<PreparedStatementSummary> PreparedStatements,
    string? NextToken
);

internal sealed record BatchGetPreparedStatementRequest
{
    public required IReadOnlyList<string> PreparedStatementNames { get; init; }
    public required string WorkGroup { get; init; }
}

internal sealed record UnprocessedPreparedStatementName(string StatementName, string ErrorCode, string ErrorMessage);

internal sealed record BatchGetPreparedStatementResponse(
    IReadOnlyList<PreparedStatementDescription> PreparedStatements,
    IReadOnlyList<UnprocessedPreparedStatementName> UnprocessedPreparedStatementNames
);
