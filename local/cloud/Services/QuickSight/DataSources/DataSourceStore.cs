using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSources;

/// <summary>Where data sets get their data from: Athena workgroups.</summary>
internal sealed class DataSourceStore(
    StateDatabase database,
    WorkGroupStore workGroups,
    PermissionStore permissions,
    QuickSightTags tags,
    TimeProvider time
)
{
    private readonly ResourceTable<DataSourceDescription> _sources = new(database, "quicksight-datasource");

    public DataSourceDescription? FindByArn(Scope scope, string arn) =>
        arn.Split(":datasource/") is [_, var id] && _sources.Find(scope, id) is { } source && source.Arn == arn
            ? source
            : null;

    /// <summary>The workgroup that the source's queries run in.</summary>
    public static string WorkGroupOf(DataSourceDescription source) =>
        source.DataSourceParameters?.AthenaParameters?.WorkGroup ?? WorkGroup.Primary;

    public Task<CreateDataSourceResponse> CreateAsync(
        CreateDataSourceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        Check(request.Type, request.DataSourceParameters);
        var arn = call.Arn("quicksight", $"datasource/{request.DataSourceId}");
        var now = time.GetUtcNow();
        database.InTransaction(() =>
        {
            var source = Test(
                call.Scope,
                new DataSourceDescription
                {
                    Arn = arn,
                    DataSourceId = request.DataSourceId,
                    Name = request.Name,
                    Type = request.Type,
                    Status = "CREATION_SUCCESSFUL",
                    CreatedTime = now,
                    LastUpdatedTime = now,
                    DataSourceParameters = request.DataSourceParameters,
                    SslProperties = request.SslProperties,
                },
                "CREATION_FAILED"
            );
            if (!_sources.TryAdd(call.Scope, request.DataSourceId, source))
            {
                throw QuickSightErrors.Exists("DataSource", request.DataSourceId);
            }

            permissions.Grant(call.Scope, arn, ResourceActions.DataSource, request.Permissions);
            tags.Set(call.Scope, arn, request.Tags);
        });
        return Task.FromResult(
            new CreateDataSourceResponse
            {
                RequestId = call.RequestId,
                Status = 202,
                Arn = arn,
                DataSourceId = request.DataSourceId,
                CreationStatus = "CREATION_IN_PROGRESS",
            }
        );
    }

    public Task<DescribeDataSourceResponse> DescribeAsync(
        DataSourceRequest request,
        CallContext call,
        CancellationToken _
    ) =>
        Task.FromResult(
            new DescribeDataSourceResponse
            {
                RequestId = call.RequestId,
                DataSource = Get(request, request.DataSourceId, call),
            }
        );

    public Task<UpdateDataSourceResponse> UpdateAsync(
        UpdateDataSourceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var updated = database.InTransaction(() =>
        {
            var current = Get(request, request.DataSourceId, call);
            var parameters = request.DataSourceParameters ?? current.DataSourceParameters;
            Check(current.Type, parameters);
            var source = Test(
                call.Scope,
                current with
                {
                    Name = request.Name,
                    DataSourceParameters = parameters,
                    SslProperties = request.SslProperties ?? current.SslProperties,
                    LastUpdatedTime = time.GetUtcNow(),
                    Status = "UPDATE_SUCCESSFUL",
                    ErrorInfo = null,
                },
                "UPDATE_FAILED"
            );
            _sources.Put(call.Scope, request.DataSourceId, source);
            return source;
        });
        return Task.FromResult(
            new UpdateDataSourceResponse
            {
                RequestId = call.RequestId,
                Status = 202,
                Arn = updated.Arn,
                DataSourceId = updated.DataSourceId,
                UpdateStatus = "UPDATE_IN_PROGRESS",
            }
        );
    }

    public Task<DeleteDataSourceResponse> DeleteAsync(DataSourceRequest request, CallContext call, CancellationToken _)
    {
        var source = Get(request, request.DataSourceId, call);
        database.InTransaction(() =>
        {
            _sources.Delete(call.Scope, request.DataSourceId);
            permissions.Delete(call.Scope, source.Arn);
            tags.Set(call.Scope, source.Arn, null);
        });
        return Task.FromResult(
            new DeleteDataSourceResponse
            {
                RequestId = call.RequestId,
                Arn = source.Arn,
                DataSourceId = source.DataSourceId,
            }
        );
    }

    public Task<ListDataSourcesResponse> ListAsync(
        ListDataSourcesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = _sources.Entries(call.Scope, after: QuickSightPage.After(request.NextToken), limit: size + 1);
        var (sources, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListDataSourcesResponse
            {
                RequestId = call.RequestId,
                DataSources = sources,
                NextToken = next,
            }
        );
    }

    public Task<DataSourcePermissionsResponse> DescribePermissionsAsync(
        DataSourceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var source = Get(request, request.DataSourceId, call);
        return Task.FromResult(
            new DataSourcePermissionsResponse
            {
                RequestId = call.RequestId,
                DataSourceArn = source.Arn,
                DataSourceId = source.DataSourceId,
                Permissions = permissions.Of(call.Scope, source.Arn),
            }
        );
    }

    public Task<DataSourcePermissionsResponse> UpdatePermissionsAsync(
        UpdateDataSourcePermissionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var source = Get(request, request.DataSourceId, call);
        permissions.Grant(
            call.Scope,
            source.Arn,
            ResourceActions.DataSource,
            request.GrantPermissions,
            request.RevokePermissions
        );
        return Task.FromResult(
            new DataSourcePermissionsResponse
            {
                RequestId = call.RequestId,
                DataSourceArn = source.Arn,
                DataSourceId = source.DataSourceId,
            }
        );
    }

    public bool Exists(Scope scope, string arn) => FindByArn(scope, arn) is not null;

    private DataSourceDescription Get(QuickSightRequest request, string id, CallContext call)
    {
        request.CheckAccount(call);
        return _sources.Find(call.Scope, id) ?? throw QuickSightErrors.NotFound("DataSource", id);
    }

    /// <summary>The connection test: a source whose workgroup is missing or disabled ends as failed, with the reason.</summary>
    private DataSourceDescription Test(Scope scope, DataSourceDescription source, string failed)
    {
        var name = WorkGroupOf(source);
        var problem = workGroups.Find(scope, name) switch
        {
            null => $"The Athena workgroup '{name}' was not found.",
            { State: not WorkGroup.Enabled } => $"The Athena workgroup '{name}' is disabled.",
            _ => null,
        };
        return problem is null
            ? source
            : source with
            {
                Status = failed,
                ErrorInfo = new DataSourceError("GENERIC_SQL_FAILURE", problem),
            };
    }

    private static void Check(string type, DataSourceParameters? parameters)
    {
        if (type != "ATHENA")
        {
            throw QuickSightErrors.NotEmulated($"data sources of type '{type}'; it has those of type 'ATHENA'");
        }

        if (parameters is { AthenaParameters: null })
        {
            throw QuickSightErrors.Invalid("A data source of type ATHENA takes AthenaParameters.");
        }
    }
}
