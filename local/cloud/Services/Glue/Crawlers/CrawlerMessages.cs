using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

internal sealed record CrawlerTargets
{
    public IReadOnlyList<S3Target>? S3Targets { get; init; }
}

internal sealed record S3Target
{
    public required string Path { get; init; }

    /// <summary>Globs relative to the path.</summary>
    public IReadOnlyList<string>? Exclusions { get; init; }

    /// <summary>1 to 249 files of each leaf folder.</summary>
    public int? SampleSize { get; init; }
}

internal sealed record SchemaChangePolicy
{
    /// <summary>LOG or UPDATE_IN_DATABASE.</summary>
    public string? UpdateBehavior { get; init; }

    /// <summary>LOG, DELETE_FROM_DATABASE or DEPRECATE_IN_DATABASE.</summary>
    public string? DeleteBehavior { get; init; }
}

internal sealed record RecrawlPolicy
{
    public string? RecrawlBehavior { get; init; }
}

internal sealed record LineageConfiguration
{
    public string? CrawlerLineageSettings { get; init; }
}

internal sealed record LakeFormationConfiguration
{
    public bool? UseLakeFormationCredentials { get; init; }

    public string? AccountId { get; init; }
}

/// <summary>What a caller says about a crawler, on creation and on update.</summary>
internal abstract record CrawlerSettings
{
    public required string Name { get; init; }

    public string? DatabaseName { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Classifiers { get; init; }

    public string? TablePrefix { get; init; }

    public SchemaChangePolicy? SchemaChangePolicy { get; init; }

    public RecrawlPolicy? RecrawlPolicy { get; init; }

    public LineageConfiguration? LineageConfiguration { get; init; }

    public LakeFormationConfiguration? LakeFormationConfiguration { get; init; }

    public string? Configuration { get; init; }

    public string? CrawlerSecurityConfiguration { get; init; }
}

internal sealed record CreateCrawlerRequest : CrawlerSettings
{
    public required string Role { get; init; }

    public required CrawlerTargets Targets { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record UpdateCrawlerRequest : CrawlerSettings
{
    public string? Role { get; init; }

    public CrawlerTargets? Targets { get; init; }
}

internal sealed record CrawlerNameRequest
{
    public required string Name { get; init; }
}

internal sealed record GetCrawlersRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record ListCrawlersRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record BatchGetCrawlersRequest
{
    public required IReadOnlyList<string> CrawlerNames { get; init; }
}

internal sealed record LastCrawl
{
    /// <summary>SUCCEEDED, CANCELLED or FAILED.</summary>
    public required string Status { get; init; }

    public string? ErrorMessage { get; init; }

    public required string LogGroup { get; init; }

    public required string LogStream { get; init; }

    /// <summary>The crawl's id, which begins each of its log lines.</summary>
    public required string MessagePrefix { get; init; }

    public required DateTimeOffset StartTime { get; init; }
}

internal sealed record CrawlerDescription
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required CrawlerTargets Targets { get; init; }

    public string? DatabaseName { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Classifiers { get; init; }

    public required RecrawlPolicy RecrawlPolicy { get; init; }

    public required SchemaChangePolicy SchemaChangePolicy { get; init; }

    public required LineageConfiguration LineageConfiguration { get; init; }

    public required string State { get; init; }

    public string? TablePrefix { get; init; }

    /// <summary>Milliseconds since the running crawl began; 0 when none runs.</summary>
    public required long CrawlElapsedTime { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public LastCrawl? LastCrawl { get; init; }

    public required long Version { get; init; }

    public string? Configuration { get; init; }

    public string? CrawlerSecurityConfiguration { get; init; }

    public LakeFormationConfiguration? LakeFormationConfiguration { get; init; }
}

internal sealed record GetCrawlerResponse(CrawlerDescription Crawler);

internal sealed record GetCrawlersResponse(IReadOnlyList<CrawlerDescription> Crawlers, string? NextToken);

internal sealed record ListCrawlersResponse(IReadOnlyList<string> CrawlerNames, string? NextToken);

internal sealed record BatchGetCrawlersResponse(
    IReadOnlyList<CrawlerDescription> Crawlers,
    IReadOnlyList<string> CrawlersNotFound
);

internal sealed record GetCrawlerMetricsRequest
{
    public IReadOnlyList<string>? CrawlerNameList { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record CrawlerMetrics
{
    public required string CrawlerName { get; init; }

    public required double TimeLeftSeconds { get; init; }

    public required bool StillEstimating { get; init; }

    public required double LastRuntimeSeconds { get; init; }

    public required double MedianRuntimeSeconds { get; init; }

    public required int TablesCreated { get; init; }

    public required int TablesUpdated { get; init; }

    public required int TablesDeleted { get; init; }
}

internal sealed record GetCrawlerMetricsResponse(IReadOnlyList<CrawlerMetrics> CrawlerMetricsList, string? NextToken);

internal sealed record ListCrawlsRequest
{
    public required string CrawlerName { get; init; }

    /// <summary>1 to 100, 20 when left out.</summary>
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record CrawlDescription
{
    public required string CrawlId { get; init; }

    /// <summary>RUNNING, COMPLETED, FAILED or STOPPED.</summary>
    public required string State { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>A JSON text that counts what was added, updated and deleted.</summary>
    public string? Summary { get; init; }

    public string? ErrorMessage { get; init; }

    public required string LogGroup { get; init; }

    public required string LogStream { get; init; }

    public required string MessagePrefix { get; init; }

    public double DPUHour { get; init; }
}

internal sealed record ListCrawlsResponse(IReadOnlyList<CrawlDescription> Crawls, string? NextToken);
