using System.Collections.Immutable;
using CustomerLake.Infra.Acquire;
using CustomerLake.Infra.Analyze;
using CustomerLake.Infra.Consume;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Process;
using CustomerLake.Infra.Serve;
using CustomerLake.Infra.Stage;
using CustomerLake.Infra.Store;
using Pulumi;

namespace CustomerLake.Infra;

/// <summary>One environment of the lake: its seven stages on a common foundation.</summary>
public sealed class LakeStack : Stack
{
    public LakeStack()
        : this(new StackOptions()) { }

    public LakeStack(StackOptions options)
        : this(options, LakeSettings.FromConfig()) { }

    internal LakeStack(StackOptions options, LakeSettings settings)
        : base(options)
    {
        var lake = new Lake(settings, new Naming(Deployment.Instance.StackName, settings.Suffix));

        var foundation = new LakeFoundation(lake);
        var acquire = new RawZone(lake, foundation);
        var stage = new RawCatalog(lake, foundation, acquire);
        var store = new CuratedZone(lake, foundation);
        var process = new CustomersJob(lake, foundation, stage, store);
        var analyze = new QueryWorkgroup(lake, foundation, store);
        var serve = new CustomerDashboards(lake, foundation, store, analyze);
        var consume = new Personas(lake, foundation, serve);

        Region = Output.Create(settings.Region);
        AccountId = foundation.AccountId;
        RawBucket = acquire.Bucket.Name;
        CuratedBucket = store.Bucket.Name;
        ScriptsBucket = process.Bucket.Name;
        ResultsBucket = analyze.Bucket.Name;
        RawDatabase = stage.Database.Name;
        CuratedDatabase = store.Database.Name;
        RawCrawler = stage.Crawler.Name;
        CuratedCrawler = store.Crawler.Name;
        Job = process.Job.Name;
        Workgroup = analyze.Workgroup.Name;
        NamedQueries = analyze.NamedQueries;
        DataSource = serve.DataSource.DataSourceId;
        DataSets = serve.DataSetIds;
        Dashboard = serve.DashboardId;
        PersonaRoles = consume.Roles;
        Groups = serve.Groups.Names;
        LogGroup = process.LogGroup.Name;
    }

    [Output("region")]
    public Output<string> Region { get; private set; }

    [Output("accountId")]
    public Output<string> AccountId { get; private set; }

    [Output("rawBucket")]
    public Output<string> RawBucket { get; private set; }

    [Output("curatedBucket")]
    public Output<string> CuratedBucket { get; private set; }

    [Output("scriptsBucket")]
    public Output<string> ScriptsBucket { get; private set; }

    [Output("resultsBucket")]
    public Output<string> ResultsBucket { get; private set; }

    [Output("rawDatabase")]
    public Output<string> RawDatabase { get; private set; }

    [Output("curatedDatabase")]
    public Output<string> CuratedDatabase { get; private set; }

    [Output("rawCrawler")]
    public Output<string> RawCrawler { get; private set; }

    [Output("curatedCrawler")]
    public Output<string> CuratedCrawler { get; private set; }

    [Output("job")]
    public Output<string> Job { get; private set; }

    [Output("workgroup")]
    public Output<string> Workgroup { get; private set; }

    /// <summary>Query key, such as <c>revenueAnomalies</c>, to the id of the named query.</summary>
    [Output("namedQueries")]
    public Output<ImmutableDictionary<string, string>> NamedQueries { get; private set; }

    [Output("dataSource")]
    public Output<string> DataSource { get; private set; }

    /// <summary>Data set key to its QuickSight id.</summary>
    [Output("dataSets")]
    public Output<ImmutableDictionary<string, string>> DataSets { get; private set; }

    [Output("dashboard")]
    public Output<string> Dashboard { get; private set; }

    /// <summary>Persona to the ARN of its role.</summary>
    [Output("personas")]
    public Output<ImmutableDictionary<string, string>> PersonaRoles { get; private set; }

    /// <summary>Persona to the name of its QuickSight group.</summary>
    [Output("groups")]
    public Output<ImmutableDictionary<string, string>> Groups { get; private set; }

    [Output("logGroup")]
    public Output<string> LogGroup { get; private set; }
}
