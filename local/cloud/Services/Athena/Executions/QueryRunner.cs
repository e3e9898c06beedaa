using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Catalog;
using CustomerLake.Local.Cloud.Services.Athena.Ddl;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>Runs one statement to its end and leaves its result files.</summary>
internal sealed class QueryRunner(
    SqlRoom sql,
    EngineStatements engine,
    HiveRunner hive,
    PreparedRunner prepared,
    ResultReuse reuse,
    ResultFiles files,
    DataCatalogs catalogs,
    TimeProvider time
)
{
    /// <summary>The code by which the SQL room says that a query would scan more than it may.</summary>
    public const string ScanLimit = "EXCEEDED_SCAN_LIMIT";

    public TimeProvider Time => time;

    public async Task<QueryExecution> RunAsync(
        QueryExecution execution,
        AthenaStatement statement,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (await reuse.FindAsync(execution, statement, call, cancellationToken) is { } earlier)
        {
            return execution with
            {
                State = ExecutionState.Succeeded,
                IsReused = true,
                Results = earlier.Results,
                Outcome = earlier.Outcome with { BytesScanned = 0 },
            };
        }

        var clock = new RunClock(time);
        try
        {
            var outcome = await OutcomeAsync(execution, statement, call, clock, cancellationToken);
            return execution with
            {
                State = ExecutionState.Succeeded,
                Outcome = outcome,
                EngineTime = clock.Engine,
                PublishTime = clock.Publishing,
            };
        }
        catch (SqlException fault) when (fault.Code == ScanLimit)
        {
            return execution with
            {
                State = ExecutionState.Cancelled,
                Reason = "Bytes scanned limit was exceeded",
                EngineTime = clock.Engine,
                Outcome = new ExecutionOutcome { BytesScanned = execution.ScanCutoff ?? 0 },
            };
        }
    }

    /// <summary>A failure of Hive's side is also the text of the result.</summary>
    public Task LeaveFailureAsync(
        QueryExecution execution,
        CallContext call,
        string reason,
        CancellationToken cancellationToken
    ) => files.PutTextAsync(execution, call, reason, cancellationToken);

    private async Task<ExecutionOutcome> OutcomeAsync(
        QueryExecution execution,
        AthenaStatement statement,
        CallContext call,
        RunClock clock,
        CancellationToken cancellationToken
    )
    {
        if (statement.Hive is { } ddl)
        {
            var answer = hive.Run(ddl, execution, call);
            clock.EngineEnds();
            return await LeaveAsync(execution, call, answer, cancellationToken);
        }

        var run = new EngineRun(execution, call, OpenSession(execution, call), clock);
        return statement.Kind.Runner is StatementRunner.Prepare or StatementRunner.Deallocate
            ? await LeaveAsync(execution, call, prepared.Run(run, statement), cancellationToken)
            : await engine.RunAsync(prepared.Resolve(run, statement), cancellationToken);
    }

    private async Task<ExecutionOutcome> LeaveAsync(
        QueryExecution execution,
        CallContext call,
        HiveAnswer answer,
        CancellationToken cancellationToken
    )
    {
        await files.PutTextAsync(execution, call, string.Join('\n', answer.Lines), cancellationToken);
        var outcome = new ExecutionOutcome
        {
            Columns = answer.Columns,
            Form = answer.Columns.Count == 0 && answer.Lines.Count == 0 ? ResultForm.None : ResultForm.Lines,
            UpdateCount = execution.StatementType == "UTILITY" ? 0 : null,
            RowCount = answer.Lines.Count,
        };
        if (answer.Columns.Count > 0)
        {
            await files.PutMetadataAsync(execution, call, outcome, cancellationToken);
        }

        return outcome;
    }

    private TrinoSession OpenSession(QueryExecution execution, CallContext call)
    {
        var catalog = execution.Context.Catalog ?? TrinoSessionOptions.DefaultCatalogName;
        if (catalogs.Find(call.Scope, catalog) is null)
        {
            throw new SqlException("CATALOG_NOT_FOUND", $"Catalog '{catalog}' not found");
        }

        return sql.Open(
            call,
            new TrinoSessionOptions
            {
                CatalogName = catalog,
                Database = execution.Context.Database ?? SqlDatabase.DefaultName,
                OutputLocation = execution.ResultPath + "/",
                ScanCutoff = execution.ScanCutoff,
                User = execution.CallerArn,
                TimeProvider = time,
            }
        );
    }
}

/// <summary>Splits an execution's time into the engine's and the publishing of results.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long? _engineEnded;

    public TimeSpan Engine => time.GetElapsedTime(_started, _engineEnded ?? time.GetTimestamp());

    public TimeSpan Publishing => _engineEnded is { } ended ? time.GetElapsedTime(ended) : TimeSpan.Zero;

    public void EngineEnds() => _engineEnded ??= time.GetTimestamp();
}

/// <summary>What running a statement on the SQL room needs.</summary>
internal sealed record EngineRun(QueryExecution Execution, CallContext Call, TrinoSession Session, RunClock Clock)
{
    public IReadOnlyList<string> Parameters { get; init; } = [];
}
