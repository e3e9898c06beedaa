using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Stage;
using Pulumi;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Store;

/// <summary>What the job makes of the raw data, and its schema.</summary>
internal sealed class CuratedZone : ComponentResource
{
    /// <summary>The curated tables, a folder each.</summary>
    public static readonly ImmutableArray<string> Tables =
    [
        "customer_360",
        "customers",
        "daily_sales",
        "orders",
        "rejects",
    ];

    public CuratedZone(Lake lake, LakeFoundation foundation)
        : base("lake:store:CuratedZone", "store")
    {
        Bucket = new LakeBucket(
            lake,
            new LakeBucketArgs
            {
                Role = BucketRoles.Curated,
                Arns = foundation.Arns,
                AccessLogs = foundation.AccessLogs,
            },
            this
        );
        Database = new Aws.Glue.CatalogDatabase(
            "curated",
            new Aws.Glue.CatalogDatabaseArgs
            {
                Name = lake.Names.ForSql("curated"),
                Description = "Clean, typed, enriched data, and what was rejected.",
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        Crawler = new LakeCrawler(
            lake,
            new LakeCrawlerArgs
            {
                Role = "storecrawler",
                Description = "Catalogs what the job wrote into the curated zone.",
                Bucket = Bucket,
                BucketRole = BucketRoles.Curated,
                Folders = Tables,
                Database = Database.Name,
                DatabaseRole = "curated",
                Foundation = foundation,
            },
            this
        );
        RegisterOutputs();
    }

    public LakeBucket Bucket { get; }

    public Aws.Glue.CatalogDatabase Database { get; }

    public LakeCrawler Crawler { get; }
}
