using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Infra.Analyze;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Serve.Dashboards;
using CustomerLake.Infra.Store;
using Pulumi;
using Pulumi.Aws.Quicksight.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Serve;

/// <summary>QuickSight: who reads, the way to Athena, the data sets, and the dashboard.</summary>
internal sealed class CustomerDashboards : ComponentResource
{
    public CustomerDashboards(Lake lake, LakeFoundation foundation, CuratedZone curated, QueryWorkgroup analyze)
        : base("lake:serve:CustomerDashboards", "serve")
    {
        Groups = new ReaderGroups(lake, this);
        var actor = new Actor(
            lake,
            new ActorArgs
            {
                Role = "dashboards",
                Description = "Runs the dashboards' queries.",
                Trust = foundation.AccountId.Apply(a => Actor.ServiceTrust("quicksight.amazonaws.com", a)),
                Permissions = foundation.Arns.Apply(arns => new PolicyDocument([
                    .. AthenaGrants.Query(arns, ["curated"]),
                ])),
            },
            this
        );
        DataSource = new Aws.Quicksight.DataSource(
            "athena",
            new Aws.Quicksight.DataSourceArgs
            {
                AwsAccountId = foundation.AccountId,
                DataSourceId = lake.Names.Of("athena"),
                Name = $"Customer Lake {lake.Settings.Environment}",
                Type = "ATHENA",
                Parameters = new DataSourceParametersArgs
                {
                    Athena = new DataSourceParametersAthenaArgs
                    {
                        WorkGroup = analyze.Workgroup.Name,
                        RoleArn = actor.Arn,
                    },
                },
                SslProperties = new DataSourceSslPropertiesArgs { DisableSsl = false },
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        var sets = new LakeDataSets(lake, foundation.AccountId, DataSource, curated.Database.Name, this);
        DataSetIds = sets.Ids;

        var dashboard = new Aws.CloudControl.Resource(
            "customers",
            new Aws.CloudControl.ResourceArgs
            {
                TypeName = "AWS::QuickSight::Dashboard",
                DesiredState = Output
                    .Tuple(foundation.AccountId, sets.Arns, Groups.Arns)
                    .Apply(known => State(lake, known.Item1, known.Item2, known.Item3).ToJsonString()),
            },
            Lake.Under(this)
        );
        DashboardId = dashboard.Id.Apply(_ => lake.Names.Of("customers"));
        RegisterOutputs();
    }

    public ReaderGroups Groups { get; }

    public Aws.Quicksight.DataSource DataSource { get; }

    /// <summary>Data set key to id.</summary>
    public Output<ImmutableDictionary<string, string>> DataSetIds { get; }

    public Output<string> DashboardId { get; }

    private static JsonObject State(
        Lake lake,
        string account,
        ImmutableDictionary<string, string> dataSets,
        ImmutableDictionary<string, string> groups
    ) =>
        new()
        {
            ["AwsAccountId"] = account,
            ["DashboardId"] = lake.Names.Of("customers"),
            ["Name"] = $"Customers ({lake.Settings.Environment})",
            ["Definition"] = CustomersDashboard.Define(dataSets).ToJson(),
            ["Permissions"] = new JsonArray([.. Persona.All.Select(persona => ReadersOf(groups[persona.Key]))]),
            ["Tags"] = new JsonArray([
                .. lake
                    .Settings.Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value }),
            ]),
        };

    // The whole set that makes a reader; QuickSight refuses parts of it.
    private static JsonObject ReadersOf(string groupArn) =>
        new()
        {
            ["Principal"] = groupArn,
            ["Actions"] = Statement.List([
                "quicksight:DescribeDashboard",
                "quicksight:ListDashboardVersions",
                "quicksight:QueryDashboard",
            ]),
        };
}
