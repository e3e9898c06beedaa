using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>Binds, prepares, prints and executes one query.</summary>
internal sealed class QueryRunner(TrinoSession session)
{
    public BindContext NewContext(IReadOnlyList<Expression> parameters) =>
        new(session.Catalog, session.Options with { StartedAt = session.Options.TimeProvider.GetUtcNow() })
        {
            Parameters = parameters,
        };

    public static BoundQuery Bind(BindContext context, Query query) =>
        new QueryBinder(context, CommonTables.None, null).Bind(query);

    public static IReadOnlyList<SqlResultColumn> Columns(BoundQuery query) =>
        [.. query.Columns.Select((column, i) => new SqlResultColumn(column.Name ?? $"_col{i}", column.Output.Type))];

    /// <summary>Runs for rows: to the sink, or into the result.</summary>
    public async Task<SqlResult> RunAsync(
        BindContext context,
        BoundQuery query,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<object?[]>();
        var sink =
            run.RowSink
            ?? (
                (batch, _) =>
                {
                    rows.AddRange(batch);
                    return ValueTask.CompletedTask;
                }
            );
        using var prepared = await PrepareAsync(context, query, run, cancellationToken);
        var outcome = await session.Executor.ExecuteAsync(prepared.Query, sink, cancellationToken);
        return new SqlResult
        {
            Columns = Columns(query),
            Rows = rows,
            BytesScanned = outcome.BytesScanned,
        };
    }

    /// <summary>Everything but execution; the files stay open until the result is disposed.</summary>
    public async Task<PreparedQuery> PrepareAsync(
        BindContext context,
        BoundQuery query,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        PlanUse.Mark(query, context.Scans);
        var scans = new ScanPreparer(session);
        try
        {
            foreach (var scan in context.Scans)
            {
                await scan.PrepareAsync(scans, cancellationToken);
            }

            IReadOnlyList<PlanOutput> outputs = [.. query.Columns.Select(column => column.Output)];
            var printed = new EngineQuery
            {
                Sql = new PlanPrinter().PrintResult(query.Plan, outputs),
                ColumnTypes = [.. outputs.Select(output => output.Type).DefaultIfEmpty(SqlType.Integer)],
                Files = scans.Files,
                TimeZone = session.Options.TimeZone,
                Deadline = run.Deadline,
                ScanCutoff = session.Options.ScanCutoff,
            };
            return new PreparedQuery(printed, scans);
        }
        catch
        {
            scans.Dispose();
            throw;
        }
    }
}

/// <summary>A query ready to execute, and the files it keeps open.</summary>
internal sealed record PreparedQuery(EngineQuery Query, IDisposable Files) : IDisposable
{
    public void Dispose() => Files.Dispose();
}
