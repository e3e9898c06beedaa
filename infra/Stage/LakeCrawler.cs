using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Stage;

internal sealed record LakeCrawlerArgs
{
    /// <summary>The last word of the crawler's and its role's name.</summary>
    public required string Role { get; init; }

    public required string Description { get; init; }

    public required LakeBucket Bucket { get; init; }

    public required string BucketRole { get; init; }

    /// <summary>The top-level folders; each becomes a table.</summary>
    public required ImmutableArray<string> Folders { get; init; }

    public required Output<string> Database { get; init; }

    public required string DatabaseRole { get; init; }

    public ImmutableArray<Output<string>> Classifiers { get; init; } = [];

    public required LakeFoundation Foundation { get; init; }
}

/// <summary>A crawler over one bucket, with the role it acts in.</summary>
internal sealed class LakeCrawler : ComponentResource
{
    // A partition of another schema than its table's makes Athena fail; columns that vanish are kept.
    private const string Configuration =
        """{"Version":1.0,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}""";

    private readonly Aws.Glue.Crawler _crawler;

    public LakeCrawler(Lake lake, LakeCrawlerArgs args, ComponentResource parent)
        : base("lake:stage:LakeCrawler", args.Role, new ComponentResourceOptions { Parent = parent })
    {
        var arns = args.Foundation.Arns;
        var actor = new Actor(
            lake,
            new ActorArgs
            {
                Role = args.Role,
                Description = args.Description,
                Trust = args.Foundation.AccountId.Apply(a => Actor.ServiceTrust("glue.amazonaws.com", a)),
                Permissions = arns.Apply(a => Permissions(a, args)),
            },
            this
        );
        var targets = new InputList<CrawlerS3TargetArgs>();
        foreach (var folder in args.Folders)
        {
            targets.Add(new CrawlerS3TargetArgs { Path = Output.Format($"s3://{args.Bucket.Name}/{folder}/") });
        }

        _crawler = new Aws.Glue.Crawler(
            args.Role,
            new Aws.Glue.CrawlerArgs
            {
                Name = lake.Names.Of(args.Role),
                Description = args.Description,
                Role = actor.Arn,
                DatabaseName = args.Database,
                S3Targets = targets,
                Classifiers = args.Classifiers,
                Configuration = Configuration,
                SchemaChangePolicy = new CrawlerSchemaChangePolicyArgs
                {
                    UpdateBehavior = "UPDATE_IN_DATABASE",
                    DeleteBehavior = "LOG",
                },
                RecrawlPolicy = new CrawlerRecrawlPolicyArgs { RecrawlBehavior = "CRAWL_EVERYTHING" },
                SecurityConfiguration = args.Foundation.GlueEncryption.Name,
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        RegisterOutputs();
    }

    public Output<string> Name => _crawler.Name;

    internal static PolicyDocument Permissions(LakeArns arns, LakeCrawlerArgs args) =>
        new([
            .. Grants.Read(arns, args.BucketRole),
            Grants.UseKey(arns, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]),
            new Statement
            {
                Sid = "FillCatalog",
                Actions =
                [
                    .. Grants.ReadCatalogActions,
                    "glue:CreateTable",
                    "glue:UpdateTable",
                    "glue:CreatePartition",
                    "glue:BatchCreatePartition",
                    "glue:UpdatePartition",
                    "glue:BatchUpdatePartition",
                ],
                Resources = [.. arns.CatalogOf(args.DatabaseRole)],
            },
            Grants.ReadSecurityConfiguration(),
            Grants.WriteLogs(arns, "/aws-glue/crawlers*"),
        ]);
}
