using System.Collections.Concurrent;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Ddl;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>The queries that are queued or running: starts, stops and ends each one, whatever becomes of it.</summary>
internal sealed class QueryRuns(ExecutionStore executions, QueryRunner runner, BackgroundWork work)
{
    /// <summary>The machine's, whoever shares it: more would only wait inside the engine and be called running.</summary>
    private static readonly SemaphoreSlim Slots = new(Math.Max(2, Environment.ProcessorCount));
    private readonly ConcurrentDictionary<string, Run> _running = new(StringComparer.Ordinal);

    public void Start(QueryExecution execution, AthenaStatement statement, CallContext call)
    {
        var run = new Run();
        _running[execution.Id] = run;
        work.Start($"query {execution.Id}", stopping => RunAsync(execution, statement, call, run, stopping));
    }

    /// <summary>Ends when the query has ended.</summary>
    public Task WaitAsync(string id, CancellationToken cancellationToken) =>
        _running.TryGetValue(id, out var run) ? run.Ended.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Stopping a query that has ended succeeds and changes nothing.</summary>
    public async Task<Nothing> StopAsync(QueryExecutionRequest request, CallContext call, CancellationToken _)
    {
        executions.Get(call.Scope, request.QueryExecutionId);
        executions.TryMove(
            call.Scope,
            request.QueryExecutionId,
            ExecutionState.Cancelled,
            current => current with { Reason = "Query cancelled by user" }
        );
        if (_running.TryGetValue(request.QueryExecutionId, out var run))
        {
            await run.Cancellation.CancelAsync();
        }

        return Nothing.Value;
    }

    private async Task RunAsync(
        QueryExecution execution,
        AthenaStatement statement,
        CallContext call,
        Run run,
        CancellationToken stopping
    )
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation.Token, stopping);
        try
        {
            var needsEngine = statement.Kind.Runner != StatementRunner.Hive;
            if (needsEngine)
            {
                await Slots.WaitAsync(linked.Token);
            }

            try
            {
                await EndAsync(execution, statement, call, linked.Token);
            }
            finally
            {
                if (needsEngine)
                {
                    Slots.Release();
                }
            }
        }
        // Stopped by its user: the state says so already. A stopping server is recorded at the next start.
        catch (OperationCanceledException) when (linked.IsCancellationRequested) { }
        finally
        {
            _running.TryRemove(execution.Id, out var _);
            run.Ended.SetResult();
            run.Cancellation.Dispose();
        }
    }

    private async Task EndAsync(
        QueryExecution execution,
        AthenaStatement statement,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (
            executions.TryMove(
                call.Scope,
                execution.Id,
                ExecutionState.Running,
                current => current with { Started = runner.Time.GetUtcNow() }
            )
            is not { } running
        )
        {
            return;
        }

        try
        {
            var ended = await runner.RunAsync(running, statement, call, cancellationToken);
            executions.TryMove(call.Scope, execution.Id, ended.State, _ => ended);
        }
        catch (SqlException fault)
        {
            Fail(call, execution.Id, current => current.Failed(fault.Code, fault.PositionedMessage));
        }
        catch (HiveFailure fault)
        {
            await runner.LeaveFailureAsync(running, call, fault.Message, cancellationToken);
            Fail(call, execution.Id, current => fault.Apply(current));
        }
        catch (StatementRefused fault)
        {
            Fail(
                call,
                execution.Id,
                current =>
                    current with
                    {
                        Reason = fault.Message,
                        Error = AthenaErrorTypes.For("INVALID_TABLE_PROPERTY", fault.Message),
                    }
            );
        }
        catch (AwsException fault)
        {
            Fail(call, execution.Id, current => AwsFaults.Apply(current, fault));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Fail(call, execution.Id, current => current.Failed("GENERIC_INTERNAL_ERROR", fault.Message));
            throw;
        }
    }

    private void Fail(CallContext call, string id, Func<QueryExecution, QueryExecution> change) =>
        executions.TryMove(call.Scope, id, ExecutionState.Failed, change);

    private sealed class Run
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
