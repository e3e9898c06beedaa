using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>
/// Finds an earlier result that may answer a query again: same text, database, catalog, result configuration,
/// workgroup and caller, young enough, its file still there, and nothing in the query that changes by itself.
/// </summary>
internal sealed class ResultReuse(ExecutionStore executions, ResultFiles files, TimeProvider time)
{
    public const int LongestAge = 10080;
    private const int DefaultAge = 60;

    private static readonly string[] Changing = ["now", "random", "rand", "uuid", "shuffle", "localtimestamp"];

    public async Task<QueryExecution?> FindAsync(
        QueryExecution execution,
        AthenaStatement statement,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (
            execution.Reuse?.ResultReuseByAgeConfiguration is not { Enabled: true } reuse
            || statement.Tree is not QueryStatement { Query: var query }
            || !IsStable(query)
        )
        {
            return null;
        }

        var oldest = time.GetUtcNow() - TimeSpan.FromMinutes(reuse.MaxAgeInMinutes ?? DefaultAge);
        foreach (var earlier in executions.Newest(call.Scope, execution.WorkGroup))
        {
            if (earlier.Submitted < oldest)
            {
                return null;
            }

            if (earlier.Id != execution.Id && IsSame(earlier, execution))
            {
                using var file = await files.OpenAsync(earlier, call, 0, cancellationToken);
                return file is null ? null : earlier;
            }
        }

        return null;
    }

    private static bool IsSame(QueryExecution earlier, QueryExecution execution) =>
        earlier is { State: ExecutionState.Succeeded, IsReused: false }
        && earlier.Query == execution.Query
        && earlier.Context == execution.Context
        && earlier.CallerArn == execution.CallerArn
        && Folder(earlier) == Folder(execution)
        && earlier.Results.EncryptionConfiguration == execution.Results.EncryptionConfiguration
        && (earlier.Parameters ?? []).SequenceEqual(execution.Parameters ?? []);

    private static string Folder(QueryExecution execution) =>
        execution.ResultPath[..(execution.ResultPath.LastIndexOf('/') + 1)];

    private static bool IsStable(Query query)
    {
        if (query is { Limit: not null, OrderBy: [] })
        {
            return false;
        }

        var tree = SqlTree.ToJson(query);
        return !tree.Contains("\"node\":\"current\"", StringComparison.Ordinal)
            && !Changing.Any(name =>
                tree.Contains($"\"node\":\"call\"", StringComparison.Ordinal)
                && tree.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase)
            );
    }
}
