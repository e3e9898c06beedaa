using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;
using CustomerLake.Local.Cloud.Services.QuickSight.People;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

/// <summary>
/// Amazon QuickSight: data sources over Athena, data sets, dashboards by definition, users and groups. Analyses,
/// templates and themes are not emulated. <see href="https://docs.aws.amazon.com/quicksight/latest/APIReference/"/>
/// </summary>
internal sealed partial class QuickSightService : IAwsService
{
    public QuickSightService(CloudState state, WorkGroupStore workGroups, DataSetQueries queries)
    {
        var principals = new Principals(state.Database);
        var tags = new QuickSightTags(state.Database);
        var permissions = new PermissionStore(state.Database, principals);
        var groups = new GroupStore(principals, state.Ids);
        DataSources = new DataSourceStore(state.Database, workGroups, permissions, tags, state.Time);
        DataSets = new DataSetStore(state.Database, DataSources, permissions, tags, state.Time);
        Dashboards = new DashboardStore(state.Database, new DashboardCheck(DataSets), permissions, tags, state.Time);
        Permissions = permissions;
        Tags = tags;
        var ingestions = new Ingestions(state, DataSets, DataSources, queries);
        DataSets.StartIngestion = ingestions.Start;
        tags.Exists = (scope, arn) => Exists(principals, scope, arn);
        AddDataSources();
        AddDataSets(new RefreshProperties(state.Database, DataSets), ingestions);
        AddDashboards(new DashboardOperations(Dashboards, permissions));
        AddPeople(
            new NamespaceStore(principals, tags),
            groups,
            new MembershipStore(principals, groups),
            new UserStore(principals, tags, state.Ids)
        );
        AddTags(tags);
    }

    public string SigningName => "quicksight";

    public AwsProtocol Protocol => AwsProtocol.RestJson;

    public OperationTable Operations { get; } = new();

    public DataSourceStore DataSources { get; }

    public DataSetStore DataSets { get; }

    public DashboardStore Dashboards { get; }

    public PermissionStore Permissions { get; }

    public QuickSightTags Tags { get; }

    private bool Exists(Principals principals, Scope scope, string arn)
    {
        var parts = arn.Split(':', 6);
        return parts is ["arn", _, "quicksight", _, var account, var resource]
            && account == scope.AccountId
            && resource.Split('/', 2) switch
            {
                ["datasource", _] => DataSources.Exists(scope, arn),
                ["dataset", _] => DataSets.FindByArn(scope, arn) is not null,
                ["dashboard", var id] => Dashboards.Find(scope, id) is not null,
                ["group", var key] => principals.Groups.Find(scope, key) is not null,
                ["user", var key] => principals.Users.Find(scope, key) is not null,
                ["namespace", var name] => principals.Namespaces.Find(scope, name) is not null,
                _ => false,
            };
    }

    private void AddTags(QuickSightTags tags) =>
        Operations
            .AddRoute<TagResourceRequest, QuickSightResponse>(
                "TagResource",
                "POST /resources/{ResourceArn}/tags",
                "quicksight:TagResource",
                (request, _) => request.ResourceArn,
                tags.TagAsync
            )
            .AddRoute<UntagResourceRequest, QuickSightResponse>(
                "UntagResource",
                "DELETE /resources/{ResourceArn}/tags?keys={TagKeys}",
                "quicksight:UntagResource",
                (request, _) => request.ResourceArn,
                tags.UntagAsync
            )
            .AddRoute<ResourceTagsRequest, ListTagsForResourceResponse>(
                "ListTagsForResource",
                "GET /resources/{ResourceArn}/tags",
                "quicksight:ListTagsForResource",
                (request, _) => request.ResourceArn,
                tags.ListAsync
            );
}
