using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>
/// Query executions by id, and by workgroup the newest first. Every change of state goes through the machine: a query
/// that ends late can never write over its cancellation.
/// </summary>
internal sealed class ExecutionStore
{
    private const int MostInBatch = 50;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(45);

    private static readonly StateMachine<string> Machine = new(
        (ExecutionState.Queued, ExecutionState.Running),
        (ExecutionState.Queued, ExecutionState.Succeeded),
        (ExecutionState.Queued, ExecutionState.Failed),
        (ExecutionState.Queued, ExecutionState.Cancelled),
        (ExecutionState.Running, ExecutionState.Succeeded),
        (ExecutionState.Running, ExecutionState.Failed),
        (ExecutionState.Running, ExecutionState.Cancelled)
    );

    private readonly ResourceTable<QueryExecution> _executions;
    private readonly ResourceTable<string> _order;
    private readonly TimeProvider _time;
    private readonly StateDatabase _database;

    public ExecutionStore(StateDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _executions = new ResourceTable<QueryExecution>(database, "athena-execution");
        _order = new ResourceTable<string>(database, "athena-execution-order");
        FinishInterrupted();
        Forget();
    }

    public QueryExecution? Find(Scope scope, string id) => _executions.Find(scope, id);

    public QueryExecution Get(Scope scope, string id) => Find(scope, id) ?? throw AthenaErrors.NoExecution(id);

    public void Add(Scope scope, QueryExecution execution) =>
        _database.InTransaction(() =>
        {
            _executions.Put(scope, execution.Id, execution);
            _order.Put(scope, OrderKey(execution), execution.Id);
        });

    /// <summary>The changed execution, or null when it cannot move to that state from where it stands.</summary>
    public QueryExecution? TryMove(Scope scope, string id, string to, Func<QueryExecution, QueryExecution> change) =>
        Machine.TryMove(
            _executions,
            scope,
            id,
            to,
            execution => execution.State,
            execution =>
            {
                var changed = change(execution) with { State = to };
                return Machine.IsFinal(to) ? changed with { Completed = _time.GetUtcNow() } : changed;
            }
        );

    /// <summary>The executions of a workgroup, the newest first.</summary>
    public IEnumerable<QueryExecution> Newest(Scope scope, string workGroup)
    {
        foreach (var id in _order.List(scope, workGroup + "/"))
        {
            if (_executions.Find(scope, id) is { } execution)
            {
                yield return execution;
            }
        }
    }

    public Task<GetQueryExecutionResponse> GetAsync(
        QueryExecutionRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new GetQueryExecutionResponse(Get(call.Scope, request.QueryExecutionId).ToDescription()));

    public Task<GetQueryRuntimeStatisticsResponse> GetStatisticsAsync(
        QueryExecutionRequest request,
        CallContext call,
        CancellationToken _
    ) =>
        Task.FromResult(
            new GetQueryRuntimeStatisticsResponse(Get(call.Scope, request.QueryExecutionId).ToRuntimeStatistics())
        );

    public Task<BatchGetQueryExecutionResponse> BatchGetAsync(
        BatchGetQueryExecutionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        AthenaBatch.Check(request.QueryExecutionIds, MostInBatch, "queryExecutionIds");
        var (found, missing) = AthenaBatch.Split(request.QueryExecutionIds, id => _executions.Find(call.Scope, id));
        return Task.FromResult(
            new BatchGetQueryExecutionResponse(
                [.. found.Select(execution => execution.ToDescription())],
                [
                    .. missing.Select(id => new UnprocessedQueryExecutionId(
                        id,
                        "QUERY_EXECUTION_NOT_FOUND",
                        AthenaErrors.NoExecution(id).Message
                    )),
                ]
            )
        );
    }

    public Task<ListQueryExecutionsResponse> ListAsync(
        ListQueryExecutionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var size = AthenaPage.Size(request.MaxResults, 0, 50);
        var entries = _order.Entries(
            call.Scope,
            (request.WorkGroup ?? WorkGroups.WorkGroup.Primary) + "/",
            AthenaPage.After(request.NextToken),
            size + 1
        );
        var (found, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(new ListQueryExecutionsResponse(found, next));
    }

    /// <summary>A restart ends what was running: nobody is left to finish it.</summary>
    private void FinishInterrupted()
    {
        foreach (var (scope, id, execution) in _executions.ListEverywhere())
        {
            if (!Machine.IsFinal(execution.State))
            {
                TryMove(
                    scope,
                    id,
                    ExecutionState.Failed,
                    current => current.Failed("GENERIC_INTERNAL_ERROR", "The server was stopped while the query ran.")
                );
            }
        }
    }

    /// <summary>History is kept for 45 days, as the service does.</summary>
    private void Forget()
    {
        var oldest = _time.GetUtcNow() - KeptFor;
        foreach (var (scope, id, execution) in _executions.ListEverywhere())
        {
            if (execution.Submitted < oldest)
            {
                _executions.Delete(scope, id);
                _order.Delete(scope, OrderKey(execution));
            }
        }
    }

    /// <summary>Counts down, so that the newest sorts first.</summary>
    private static string OrderKey(QueryExecution execution) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{execution.WorkGroup}/{long.MaxValue - execution.Submitted.UtcTicks:D19}/{execution.Id}"
        );
}
