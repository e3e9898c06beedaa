using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>What a crawler's settings may be, and what is filled in where they are left out.</summary>
internal static class CrawlerRules
{
    private const int LongestPrefix = 128;
    private static readonly string[] UpdateBehaviors = ["LOG", "UPDATE_IN_DATABASE"];
    private static readonly string[] DeleteBehaviors = ["LOG", "DELETE_FROM_DATABASE", "DEPRECATE_IN_DATABASE"];
    private static readonly string[] RecrawlBehaviors = ["CRAWL_EVERYTHING", "CRAWL_NEW_FOLDERS_ONLY"];

    public static SchemaChangePolicy WithDefaults(SchemaChangePolicy? policy) =>
        new()
        {
            UpdateBehavior = policy?.UpdateBehavior ?? "UPDATE_IN_DATABASE",
            DeleteBehavior = policy?.DeleteBehavior ?? "DEPRECATE_IN_DATABASE",
        };

    public static RecrawlPolicy WithDefaults(RecrawlPolicy? policy) =>
        new() { RecrawlBehavior = policy?.RecrawlBehavior ?? "CRAWL_EVERYTHING" };

    public static LineageConfiguration WithDefaults(LineageConfiguration? lineage) =>
        new() { CrawlerLineageSettings = lineage?.CrawlerLineageSettings ?? "DISABLE" };

    /// <exception cref="Protocol.AwsException">InvalidInputException, or NotImplemented for what is not emulated.</exception>
    public static void Check(CrawlerRecord crawler)
    {
        GlueNames.Require(crawler.Name, "name");
        CheckTargets(crawler.Targets);
        OneOf(crawler.SchemaChangePolicy.UpdateBehavior, UpdateBehaviors, "UpdateBehavior");
        OneOf(crawler.SchemaChangePolicy.DeleteBehavior, DeleteBehaviors, "DeleteBehavior");
        if (crawler.RecrawlPolicy.RecrawlBehavior == "CRAWL_EVENT_MODE")
        {
            throw GlueErrors.NotEmulated("crawling by S3 events (CRAWL_EVENT_MODE)");
        }

        OneOf(crawler.RecrawlPolicy.RecrawlBehavior, RecrawlBehaviors, "RecrawlBehavior");
        if (
            crawler.CrawlsNewFoldersOnly
            && crawler.SchemaChangePolicy is not { UpdateBehavior: "LOG", DeleteBehavior: "LOG" }
        )
        {
            throw GlueErrors.InvalidInput(
                "The SchemaChangePolicy for a crawler with RecrawlBehavior CRAWL_NEW_FOLDERS_ONLY must have LOG for both "
                    + $"behaviors, not {crawler.SchemaChangePolicy.UpdateBehavior} and {crawler.SchemaChangePolicy.DeleteBehavior}."
            );
        }

        if (crawler.LineageConfiguration.CrawlerLineageSettings == "ENABLE")
        {
            throw GlueErrors.NotEmulated("data lineage (CrawlerLineageSettings ENABLE)");
        }

        if (crawler.LakeFormationConfiguration?.UseLakeFormationCredentials == true)
        {
            throw GlueErrors.NotEmulated("Lake Formation credentials (UseLakeFormationCredentials)");
        }

        if (crawler.TablePrefix?.Length > LongestPrefix)
        {
            throw GlueErrors.InvalidInput($"TablePrefix is longer than {LongestPrefix} characters.");
        }

        CrawlerConfiguration.Parse(crawler.Configuration);
    }

    private static void CheckTargets(CrawlerTargets targets)
    {
        if (targets.S3Targets is not { Count: > 0 })
        {
            throw GlueErrors.InvalidInput("At least one S3 target is needed: 'Targets' has none.");
        }

        foreach (var target in targets.S3Targets)
        {
            S3Path.Parse(target.Path);
            _ = new Exclusions(target.Exclusions ?? []);
            if (target.SampleSize is < 1 or > 249)
            {
                throw GlueErrors.InvalidInput($"SampleSize must be from 1 to 249, not {target.SampleSize}.");
            }
        }
    }

    private static void OneOf(string? value, string[] allowed, string member)
    {
        if (!allowed.Contains(value))
        {
            throw GlueErrors.InvalidInput($"{member} must be one of {string.Join(", ", allowed)}, not '{value}'.");
        }
    }
}
