using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>
/// Queries that QuickSight and the console make: through the same door as a client's, with the same executions and
/// result files, and read back here.
/// </summary>
internal sealed class AthenaQueries(
    QuerySubmissions submissions,
    ExecutionStore executions,
    QueryRuns runs,
    ResultFiles files,
    Ids ids
)
{
    /// <summary>Runs a statement to its end; a failed one is an answer too.</summary>
    /// <exception cref="AwsException">The statement was refused before it became an execution.</exception>
    public async Task<QueryExecution> RunAsync(
        CallContext call,
        string sql,
        string workGroup,
        string? database,
        CancellationToken cancellationToken
    )
    {
        var started = await submissions.StartAsync(
            new StartQueryExecutionRequest
            {
                QueryString = sql,
                WorkGroup = workGroup,
                ClientRequestToken = ids.Uuid(),
                QueryExecutionContext = database is null ? null : new QueryExecutionContext { Database = database },
            },
            call,
            cancellationToken
        );
        await runs.WaitAsync(started.QueryExecutionId, cancellationToken);
        return executions.Get(call.Scope, started.QueryExecutionId);
    }

    /// <summary>The newest executions of a workgroup.</summary>
    public IReadOnlyList<QueryExecution> Recent(CallContext call, string workGroup, int count) =>
        [.. executions.Newest(call.Scope, workGroup).Take(count)];

    /// <summary>The first rows of a finished query, at most <paramref name="limit"/>; null cells are NULL.</summary>
    public async Task<IReadOnlyList<string?[]>> RowsAsync(
        QueryExecution execution,
        CallContext call,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (execution.Outcome.Form == ResultForm.None)
        {
            return [];
        }

        using var file = await files.OpenAsync(execution, call, 0, cancellationToken) ?? throw AthenaErrors.NoResults();
        if (execution.Outcome.Form != ResultForm.Csv)
        {
            using var text = new StreamReader(file);
            var all = await text.ReadToEndAsync(cancellationToken);
            return [.. all.Split('\n').Take(limit).Select(line => new[] { line })];
        }

        var reader = new CsvResultReader(file, execution.Outcome.Columns.Count);
        reader.Read();
        var rows = new List<string?[]>();
        while (rows.Count < limit && reader.Read() is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }
}
