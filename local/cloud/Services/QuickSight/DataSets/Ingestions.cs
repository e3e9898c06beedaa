using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>
/// Ingestions of SPICE data sets: the data set is read once through Athena, rows are counted, and a failure keeps
/// Athena's own words.
/// </summary>
internal sealed class Ingestions(CloudState state, DataSetStore sets, DataSourceStore sources, DataSetQueries queries)
{
    private const string Initialized = "INITIALIZED";
    private const string Running = "RUNNING";
    private const string Completed = "COMPLETED";
    private const string Failed = "FAILED";
    private const string Cancelled = "CANCELLED";

    private static readonly StateMachine<string> Machine = new(
        (Initialized, Running),
        (Initialized, Failed),
        (Initialized, Cancelled),
        (Running, Completed),
        (Running, Failed),
        (Running, Cancelled)
    );

    private readonly ResourceTable<IngestionDescription> _ingestions = state.Table<IngestionDescription>(
        "quicksight-ingestion"
    );

    /// <summary>What a change of a SPICE data set sets off.</summary>
    public IngestionDescription Start(CallContext call, DataSetDescription set, string reason) =>
        Begin(call, set, state.Ids.Uuid(), reason);

    public Task<IngestionResponse> CreateAsync(CreateIngestionRequest request, CallContext call, CancellationToken _)
    {
        var set = sets.Get(request, request.DataSetId, call);
        if (set.ImportMode != "SPICE")
        {
            throw QuickSightErrors.Invalid(
                $"The data set {set.DataSetId} is queried directly (DIRECT_QUERY) and cannot be ingested."
            );
        }

        if (request.IngestionType is not (null or "FULL_REFRESH" or "INCREMENTAL_REFRESH"))
        {
            throw QuickSightErrors.Invalid(
                $"The ingestion type '{request.IngestionType}' is neither FULL_REFRESH nor INCREMENTAL_REFRESH."
            );
        }

        var started = Begin(call, set, request.IngestionId, request.IngestionType ?? "FULL_REFRESH");
        return Task.FromResult(Answer(started, call, 201));
    }

    public Task<DescribeIngestionResponse> DescribeAsync(
        IngestionRequest request,
        CallContext call,
        CancellationToken _
    ) =>
        Task.FromResult(
            new DescribeIngestionResponse
            {
                RequestId = call.RequestId,
                Ingestion = Get(request, request.DataSetId, request.IngestionId, call),
            }
        );

    public Task<IngestionResponse> CancelAsync(IngestionRequest request, CallContext call, CancellationToken _)
    {
        var ingestion = Get(request, request.DataSetId, request.IngestionId, call);
        return TryMove(call.Scope, Key(request.DataSetId, request.IngestionId), Cancelled, current => current) is null
            ? throw QuickSightErrors.Invalid(
                $"The ingestion {ingestion.IngestionId} has ended ({ingestion.IngestionStatus}) and cannot be cancelled."
            )
            : Task.FromResult(Answer(ingestion with { IngestionStatus = Cancelled }, call, 200));
    }

    public Task<ListIngestionsResponse> ListAsync(ListIngestionsRequest request, CallContext call, CancellationToken _)
    {
        var set = sets.Get(request, request.DataSetId, call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = _ingestions.Entries(
            call.Scope,
            set.DataSetId + "/",
            QuickSightPage.After(request.NextToken),
            size + 1
        );
        var (ingestions, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListIngestionsResponse
            {
                RequestId = call.RequestId,
                Ingestions = ingestions,
                NextToken = next,
            }
        );
    }

    private IngestionDescription Begin(CallContext call, DataSetDescription set, string id, string type)
    {
        var key = Key(set.DataSetId, id);
        var ingestion = new IngestionDescription
        {
            Arn = QuickSightArns.Ingestion(set.DataSetId, id, call),
            IngestionId = id,
            IngestionStatus = Initialized,
            CreatedTime = state.Time.GetUtcNow(),
            RequestSource = "MANUAL",
            RequestType = type,
        };
        if (!_ingestions.TryAdd(call.Scope, key, ingestion))
        {
            throw QuickSightErrors.Exists("Ingestion", id);
        }

        state.Work.Start($"ingestion {id}", stopping => RunAsync(call, set, key, stopping));
        return ingestion;
    }

    private async Task RunAsync(CallContext call, DataSetDescription set, string key, CancellationToken stopping)
    {
        if (TryMove(call.Scope, key, Running, current => current) is null)
        {
            return;
        }

        var started = state.Time.GetTimestamp();
        try
        {
            var source =
                sources.FindByArn(call.Scope, set.PhysicalTableMap.First().Value.DataSourceArn)
                ?? throw QuickSightErrors.NotFound("The data source of the data set is gone.");
            var execution = await queries.RunAsync(
                source,
                $"SELECT count(*) FROM ({DataSetSql.Query(set)})",
                call,
                stopping
            );
            if (execution.State != ExecutionState.Succeeded)
            {
                Fail(call, key, "SQL_EXCEPTION", execution.Reason ?? execution.State);
                return;
            }

            var rows = await queries.RowsAsync(execution, 1, call, stopping);
            var count = long.Parse(rows[0][0] ?? "0", CultureInfo.InvariantCulture);
            TryMove(
                call.Scope,
                key,
                Completed,
                current =>
                    current with
                    {
                        RowInfo = new RowInfo(count, 0, count),
                        IngestionTimeInSeconds = (long)state.Time.GetElapsedTime(started).TotalSeconds,
                        IngestionSizeInBytes = execution.Outcome.BytesScanned,
                    }
            );
        }
        catch (AwsException fault)
        {
            Fail(call, key, "SQL_EXCEPTION", fault.Message);
        }
    }

    private void Fail(CallContext call, string key, string type, string message) =>
        TryMove(call.Scope, key, Failed, current => current with { ErrorInfo = new IngestionError(type, message) });

    private IngestionDescription? TryMove(
        Scope scope,
        string key,
        string to,
        Func<IngestionDescription, IngestionDescription> change
    ) =>
        Machine.TryMove(
            _ingestions,
            scope,
            key,
            to,
            ingestion => ingestion.IngestionStatus,
            ingestion => change(ingestion) with { IngestionStatus = to }
        );

    private IngestionDescription Get(QuickSightRequest request, string set, string id, CallContext call)
    {
        sets.Get(request, set, call);
        return _ingestions.Find(call.Scope, Key(set, id)) ?? throw QuickSightErrors.NotFound("Ingestion", id);
    }

    private static string Key(string set, string id) => $"{set}/{id}";

    private static IngestionResponse Answer(IngestionDescription ingestion, CallContext call, int status) =>
        new()
        {
            RequestId = call.RequestId,
            Status = status,
            Arn = ingestion.Arn,
            IngestionId = ingestion.IngestionId,
            IngestionStatus = ingestion.IngestionStatus,
        };
}
