namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

internal enum UpdateBehavior
{
    Log,
    UpdateInDatabase,

    /// <summary>Configuration's MergeNewColumns, which overrides the policy for S3 targets.</summary>
    MergeNewColumns,
}

internal enum DeleteBehavior
{
    Log,
    DeleteFromDatabase,
    DeprecateInDatabase,
}

/// <summary>What a crawler may change, from its policy, its configuration and its recrawl behaviour.</summary>
internal sealed record ChangeRules(
    UpdateBehavior Update,
    DeleteBehavior Delete,
    bool PartitionsInherit,
    bool CreatesPartitionIndex
)
{
    public static ChangeRules Of(SchemaChangePolicy policy, CrawlerConfiguration configuration) =>
        new(
            configuration.MergesNewColumns ? UpdateBehavior.MergeNewColumns
                : policy.UpdateBehavior == "LOG" ? UpdateBehavior.Log
                : UpdateBehavior.UpdateInDatabase,
            policy.DeleteBehavior switch
            {
                "LOG" => DeleteBehavior.Log,
                "DELETE_FROM_DATABASE" => DeleteBehavior.DeleteFromDatabase,
                _ => DeleteBehavior.DeprecateInDatabase,
            },
            configuration.PartitionsInherit,
            configuration.CreatesPartitionIndex
        );
}
