using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

/// <summary>The API over <see cref="DashboardStore"/>.</summary>
internal sealed class DashboardOperations(DashboardStore store, PermissionStore permissions)
{
    private const string Published = "$PUBLISHED";
    private const string Latest = "$LATEST";

    public Task<WriteDashboardResponse> CreateAsync(
        CreateDashboardRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var (dashboard, version) = store.Create(request, call);
        return Task.FromResult(Answer(dashboard, version, call, "CREATION_IN_PROGRESS"));
    }

    public Task<WriteDashboardResponse> UpdateAsync(
        UpdateDashboardRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var (dashboard, version) = store.Update(request, call);
        return Task.FromResult(Answer(dashboard, version, call, "CREATION_IN_PROGRESS"));
    }

    public Task<DescribeDashboardResponse> DescribeAsync(
        DashboardVersionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var (dashboard, version) = Find(request, call);
        return Task.FromResult(
            new DescribeDashboardResponse { RequestId = call.RequestId, Dashboard = dashboard.ToDescription(version) }
        );
    }

    public Task<DescribeDashboardDefinitionResponse> DescribeDefinitionAsync(
        DashboardVersionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var (dashboard, version) = Find(request, call);
        return Task.FromResult(
            new DescribeDashboardDefinitionResponse
            {
                RequestId = call.RequestId,
                DashboardId = dashboard.Id,
                Name = dashboard.Name,
                Errors = version.Errors,
                ResourceStatus = version.Status,
                ThemeArn = version.ThemeArn,
                Definition = version.Definition,
                DashboardPublishOptions = version.PublishOptions,
            }
        );
    }

    public Task<PublishDashboardResponse> PublishAsync(
        PublishDashboardRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        var dashboard = store.Publish(call.Scope, request.DashboardId, request.VersionNumber);
        return Task.FromResult(
            new PublishDashboardResponse
            {
                RequestId = call.RequestId,
                DashboardId = dashboard.Id,
                DashboardArn = dashboard.Arn,
            }
        );
    }

    public Task<DeleteDashboardResponse> DeleteAsync(
        DeleteDashboardRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        var dashboard = store.Delete(call.Scope, request.DashboardId, request.VersionNumber);
        return Task.FromResult(
            new DeleteDashboardResponse
            {
                RequestId = call.RequestId,
                Arn = dashboard.Arn,
                DashboardId = dashboard.Id,
            }
        );
    }

    public Task<ListDashboardsResponse> ListAsync(ListDashboardsRequest request, CallContext call, CancellationToken _)
    {
        request.CheckAccount(call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = store.Entries(call.Scope, QuickSightPage.After(request.NextToken), size + 1);
        var (dashboards, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListDashboardsResponse
            {
                RequestId = call.RequestId,
                DashboardSummaryList = [.. dashboards.Select(dashboard => dashboard.ToSummary())],
                NextToken = next,
            }
        );
    }

    public Task<ListDashboardVersionsResponse> ListVersionsAsync(
        ListDashboardVersionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        var dashboard = store.Get(call.Scope, request.DashboardId);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = store.Versions(call.Scope, dashboard.Id, QuickSightPage.After(request.NextToken), size + 1);
        var (versions, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListDashboardVersionsResponse
            {
                RequestId = call.RequestId,
                DashboardVersionSummaryList = [.. versions.Select(version => version.ToSummary(dashboard.Arn))],
                NextToken = next,
            }
        );
    }

    public Task<DashboardPermissionsResponse> DescribePermissionsAsync(
        DashboardRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        return Task.FromResult(Permissions(store.Get(call.Scope, request.DashboardId), call));
    }

    public Task<DashboardPermissionsResponse> UpdatePermissionsAsync(
        UpdateDashboardPermissionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        var dashboard = store.Get(call.Scope, request.DashboardId);
        permissions.Grant(
            call.Scope,
            dashboard.Arn,
            ResourceActions.Dashboard,
            request.GrantPermissions,
            request.RevokePermissions
        );
        return Task.FromResult(Permissions(dashboard, call));
    }

    private (Dashboard Dashboard, DashboardVersion Version) Find(DashboardVersionRequest request, CallContext call)
    {
        request.CheckAccount(call);
        var dashboard = store.Get(call.Scope, request.DashboardId);
        var version = request switch
        {
            { VersionNumber: not null, AliasName: not null } => throw QuickSightErrors.Invalid(
                "Only one of VersionNumber and AliasName can be given."
            ),
            { VersionNumber: { } number } => store.GetVersion(call.Scope, dashboard, number),
            { AliasName: null or Published } => store.Shown(call.Scope, dashboard),
            { AliasName: Latest } => store.GetVersion(call.Scope, dashboard, dashboard.LatestVersion),
            _ => throw QuickSightErrors.NotFound($"Alias {request.AliasName} of dashboard {dashboard.Id} is not found"),
        };
        return (dashboard, version);
    }

    private DashboardPermissionsResponse Permissions(Dashboard dashboard, CallContext call) =>
        new()
        {
            RequestId = call.RequestId,
            DashboardId = dashboard.Id,
            DashboardArn = dashboard.Arn,
            Permissions = permissions.Of(call.Scope, dashboard.Arn),
        };

    private static WriteDashboardResponse Answer(
        Dashboard dashboard,
        DashboardVersion version,
        CallContext call,
        string status
    ) =>
        new()
        {
            RequestId = call.RequestId,
            Status = 200,
            Arn = dashboard.Arn,
            VersionArn = DashboardVersion.Arn(dashboard.Arn, version.Number),
            DashboardId = dashboard.Id,
            CreationStatus = status,
        };
}
