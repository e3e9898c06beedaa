using Amazon.Athena;
using Amazon.Athena.Model;

namespace CustomerLake.Harness;

/// <summary>Runs SQL in the stack's workgroup and reads all of the answer.</summary>
public sealed class AthenaQueries(IAmazonAthena athena, string workgroup, TimeSpan deadline, TimeProvider time)
{
    private readonly Polling _polling = new(time, deadline);

    /// <summary>Runs a statement to its end.</summary>
    /// <param name="database">What unqualified table names are looked up in; null for none.</param>
    /// <exception cref="QueryFailedException">The query failed or was cancelled; holds what Athena said.</exception>
    public async Task<QueryAnswer> RunAsync(string sql, string? database, CancellationToken cancellationToken)
    {
        var started = await athena.StartQueryExecutionAsync(
            new StartQueryExecutionRequest
            {
                QueryString = sql,
                WorkGroup = workgroup,
                ClientRequestToken = Guid.NewGuid().ToString(),
                QueryExecutionContext = database is null ? null : new QueryExecutionContext { Database = database },
            },
            cancellationToken
        );
        var execution = await _polling.UntilAsync(
            $"Query {started.QueryExecutionId}",
            async token =>
                (
                    await athena.GetQueryExecutionAsync(
                        new GetQueryExecutionRequest { QueryExecutionId = started.QueryExecutionId },
                        token
                    )
                ).QueryExecution,
            seen =>
                seen.Status.State == QueryExecutionState.SUCCEEDED
                || seen.Status.State == QueryExecutionState.FAILED
                || seen.Status.State == QueryExecutionState.CANCELLED,
            cancellationToken
        );
        if (execution.Status.State != QueryExecutionState.SUCCEEDED)
        {
            throw new QueryFailedException(
                started.QueryExecutionId,
                execution.Status.StateChangeReason ?? execution.Status.State.Value
            );
        }

        return await ReadAsync(execution, cancellationToken);
    }

    private async Task<QueryAnswer> ReadAsync(QueryExecution execution, CancellationToken cancellationToken)
    {
        var columns = new List<string>();
        var rows = new List<string?[]>();
        string? next = null;
        do
        {
            var page = await athena.GetQueryResultsAsync(
                new GetQueryResultsRequest
                {
                    QueryExecutionId = execution.QueryExecutionId,
                    NextToken = next,
                    MaxResults = 1000,
                },
                cancellationToken
            );
            var isFirst = next is null;
            if (isFirst)
            {
                columns.AddRange((page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).Select(column => column.Name));
            }

            // The first row of the first page of a SELECT repeats the column names.
            var skip = isFirst && execution.StatementType == "DML" ? 1 : 0;
            rows.AddRange(
                (page.ResultSet?.Rows ?? [])
                    .Skip(skip)
                    .Select(row => (row.Data ?? []).Select(cell => cell.VarCharValue).ToArray())
            );
            next = page.NextToken;
        } while (next is not null);

        return new QueryAnswer(columns, rows, execution.Statistics?.DataScannedInBytes ?? 0);
    }
}

/// <param name="Rows">Cells as Athena prints them; null for NULL.</param>
/// <param name="BytesScanned">As Athena bills it.</param>
public sealed record QueryAnswer(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows, long BytesScanned)
{
    /// <summary>The cells of a column of that name.</summary>
    public string? Cell(int row, string column)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (Columns[index] == column)
            {
                return Rows[row][index];
            }
        }

        throw new InvalidDataException($"The answer has no column '{column}' (it has: {string.Join(", ", Columns)}).");
    }
}

/// <summary>Athena ran a query and it failed.</summary>
public sealed class QueryFailedException(string executionId, string reason) : Exception(reason)
{
    public string ExecutionId => executionId;
}
