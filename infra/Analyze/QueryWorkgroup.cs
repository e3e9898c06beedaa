using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Store;
using Pulumi;
using Pulumi.Aws.Athena.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Analyze;

/// <summary>Where SQL runs: a workgroup whose settings no client overrides, its results, and the named queries.</summary>
internal sealed class QueryWorkgroup : ComponentResource
{
    /// <summary>Where the workgroup writes results, below the results bucket.</summary>
    public const string ResultsPrefix = "queries/";

    public QueryWorkgroup(Lake lake, LakeFoundation foundation, CuratedZone curated)
        : base("lake:analyze:QueryWorkgroup", "analyze")
    {
        Bucket = new LakeBucket(
            lake,
            new LakeBucketArgs
            {
                Role = BucketRoles.Results,
                Arns = foundation.Arns,
                AccessLogs = foundation.AccessLogs,
                ExpireAfterDays = lake.Settings.TemporaryDays,
            },
            this
        );
        Workgroup = new Aws.Athena.Workgroup(
            "queries",
            new Aws.Athena.WorkgroupArgs
            {
                Name = lake.Names.Of("queries"),
                Description = "SQL over the curated zone.",
                ForceDestroy = lake.Settings.IsDisposable(BucketRoles.Results),
                Configuration = Configuration(lake, foundation),
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        NamedQueries = Output
            .All(NamedQuery.All.Select(query => Register(lake, curated, query)))
            .Apply(ids =>
                NamedQuery
                    .All.Select((query, i) => (query.Key, Id: ids[i]))
                    .ToImmutableDictionary(q => q.Key, q => q.Id)
            );
        RegisterOutputs();
    }

    public LakeBucket Bucket { get; }

    public Aws.Athena.Workgroup Workgroup { get; }

    /// <summary>Query key to id.</summary>
    public Output<ImmutableDictionary<string, string>> NamedQueries { get; }

    private WorkgroupConfigurationArgs Configuration(Lake lake, LakeFoundation foundation) =>
        new()
        {
            EnforceWorkgroupConfiguration = true,
            PublishCloudwatchMetricsEnabled = true,
            BytesScannedCutoffPerQuery = lake.Settings.QueryScanLimitMebibytes * 1024 * 1024,
            EngineVersion = new WorkgroupConfigurationEngineVersionArgs { SelectedEngineVersion = "AUTO" },
            ResultConfiguration = new WorkgroupConfigurationResultConfigurationArgs
            {
                OutputLocation = Output.Format($"s3://{Bucket.Name}/{ResultsPrefix}"),
                ExpectedBucketOwner = foundation.AccountId,
                EncryptionConfiguration = new WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs
                {
                    EncryptionOption = "SSE_KMS",
                    KmsKeyArn = foundation.Key.Arn,
                },
            },
        };

    private Output<string> Register(Lake lake, CuratedZone curated, NamedQuery query) =>
        new Aws.Athena.NamedQuery(
            query.Key,
            new Aws.Athena.NamedQueryArgs
            {
                Name = $"{lake.Names.Of("queries")}-{query.Key}",
                Description = query.Description,
                Database = curated.Database.Name,
                Workgroup = Workgroup.Name,
                Query = SqlText.Read(query.File, lake.Names.ForSql("curated")),
            },
            Lake.Under(this)
        ).Id;
}
