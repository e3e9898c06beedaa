using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>Data sets: tables and queries of a data source, prepared for visuals.</summary>
internal sealed class DataSetStore(
    StateDatabase database,
    DataSourceStore sources,
    PermissionStore permissions,
    QuickSightTags tags,
    TimeProvider time
)
{
    private readonly ResourceTable<DataSetDescription> _sets = new(database, "quicksight-dataset");

    /// <summary>Starts what follows the creation or edit of a SPICE data set; answers the ingestion.</summary>
    public Func<CallContext, DataSetDescription, string, IngestionDescription>? StartIngestion { get; set; }

    public DataSetDescription? Find(Scope scope, string id) => _sets.Find(scope, id);

    public DataSetDescription? FindByArn(Scope scope, string arn) =>
        arn.Split(":dataset/") is [_, var id] && _sets.Find(scope, id) is { } set && set.Arn == arn ? set : null;

    public DataSetDescription Get(QuickSightRequest request, string id, CallContext call)
    {
        request.CheckAccount(call);
        return Find(call.Scope, id) ?? throw QuickSightErrors.NotFound("DataSet", id);
    }

    public Task<DataSetResponse> CreateAsync(CreateDataSetRequest request, CallContext call, CancellationToken _)
    {
        var now = time.GetUtcNow();
        var set = Build(request, call, now, now);
        database.InTransaction(() =>
        {
            if (!_sets.TryAdd(call.Scope, set.DataSetId, set))
            {
                throw QuickSightErrors.Exists("DataSet", set.DataSetId);
            }

            permissions.Grant(call.Scope, set.Arn, ResourceActions.DataSet, request.Permissions);
            tags.Set(call.Scope, set.Arn, request.Tags);
        });
        return Task.FromResult(Answer(set, call, "INITIAL_INGESTION", 201));
    }

    public Task<DataSetResponse> UpdateAsync(UpdateDataSetRequest request, CallContext call, CancellationToken _)
    {
        var set = database.InTransaction(() =>
        {
            var current = Get(request, request.DataSetId, call);
            var changed = Build(request, call, current.CreatedTime, time.GetUtcNow());
            _sets.Put(call.Scope, changed.DataSetId, changed);
            return changed;
        });
        return Task.FromResult(Answer(set, call, "EDIT", 200));
    }

    public Task<DescribeDataSetResponse> DescribeAsync(DataSetRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(
            new DescribeDataSetResponse { RequestId = call.RequestId, DataSet = Get(request, request.DataSetId, call) }
        );

    public Task<DataSetResponse> DeleteAsync(DataSetRequest request, CallContext call, CancellationToken _)
    {
        var set = Get(request, request.DataSetId, call);
        database.InTransaction(() =>
        {
            _sets.Delete(call.Scope, set.DataSetId);
            permissions.Delete(call.Scope, set.Arn);
            tags.Set(call.Scope, set.Arn, null);
        });
        return Task.FromResult(
            new DataSetResponse
            {
                RequestId = call.RequestId,
                Arn = set.Arn,
                DataSetId = set.DataSetId,
            }
        );
    }

    public Task<ListDataSetsResponse> ListAsync(ListDataSetsRequest request, CallContext call, CancellationToken _)
    {
        request.CheckAccount(call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = _sets.Entries(call.Scope, after: QuickSightPage.After(request.NextToken), limit: size + 1);
        var (sets, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListDataSetsResponse
            {
                RequestId = call.RequestId,
                DataSetSummaries = [.. sets.Select(Summary)],
                NextToken = next,
            }
        );
    }

    public Task<DataSetPermissionsResponse> DescribePermissionsAsync(
        DataSetRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var set = Get(request, request.DataSetId, call);
        return Task.FromResult(
            new DataSetPermissionsResponse
            {
                RequestId = call.RequestId,
                DataSetArn = set.Arn,
                DataSetId = set.DataSetId,
                Permissions = permissions.Of(call.Scope, set.Arn),
            }
        );
    }

    public Task<DataSetPermissionsResponse> UpdatePermissionsAsync(
        UpdateDataSetPermissionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var set = Get(request, request.DataSetId, call);
        permissions.Grant(
            call.Scope,
            set.Arn,
            ResourceActions.DataSet,
            request.GrantPermissions,
            request.RevokePermissions
        );
        return Task.FromResult(
            new DataSetPermissionsResponse
            {
                RequestId = call.RequestId,
                DataSetArn = set.Arn,
                DataSetId = set.DataSetId,
            }
        );
    }

    private DataSetDescription Build(
        WriteDataSetRequest request,
        CallContext call,
        DateTimeOffset created,
        DateTimeOffset updated
    )
    {
        request.CheckAccount(call);
        DataSetShape.Check(request);
        foreach (var table in request.PhysicalTableMap.Values)
        {
            if (!sources.Exists(call.Scope, table.DataSourceArn))
            {
                throw QuickSightErrors.Invalid(
                    $"The data source '{table.DataSourceArn}' of the data set '{request.DataSetId}' does not exist."
                );
            }
        }

        var logical = DataSetShape.LogicalTables(request);
        return new DataSetDescription
        {
            Arn = call.Arn("quicksight", $"dataset/{request.DataSetId}"),
            DataSetId = request.DataSetId,
            Name = request.Name,
            CreatedTime = created,
            LastUpdatedTime = updated,
            PhysicalTableMap = request.PhysicalTableMap,
            LogicalTableMap = logical,
            OutputColumns = DataSetShape.Columns(request.PhysicalTableMap, logical),
            ImportMode = request.ImportMode,
            DataSetUsageConfiguration = request.DataSetUsageConfiguration,
        };
    }

    private DataSetResponse Answer(DataSetDescription set, CallContext call, string reason, int status)
    {
        var ingestion = set.ImportMode == "SPICE" ? StartIngestion?.Invoke(call, set, reason) : null;
        return new DataSetResponse
        {
            RequestId = call.RequestId,
            Status = status,
            Arn = set.Arn,
            DataSetId = set.DataSetId,
            IngestionArn = ingestion?.Arn,
            IngestionId = ingestion?.IngestionId,
        };
    }

    private static DataSetSummary Summary(DataSetDescription set) =>
        new()
        {
            Arn = set.Arn,
            DataSetId = set.DataSetId,
            Name = set.Name,
            CreatedTime = set.CreatedTime,
            LastUpdatedTime = set.LastUpdatedTime,
            ImportMode = set.ImportMode,
        };
}
