using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>A crawler as it is kept.</summary>
internal sealed record CrawlerRecord
{
    public const string Ready = "READY";
    public const string Running = "RUNNING";
    public const string Stopping = "STOPPING";

    public static readonly StateMachine<string> States = new((Ready, Running), (Running, Stopping), (Stopping, Ready));

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required CrawlerTargets Targets { get; init; }

    public string? DatabaseName { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Classifiers { get; init; } = [];

    public string? TablePrefix { get; init; }

    public required SchemaChangePolicy SchemaChangePolicy { get; init; }

    public required RecrawlPolicy RecrawlPolicy { get; init; }

    public required LineageConfiguration LineageConfiguration { get; init; }

    public LakeFormationConfiguration? LakeFormationConfiguration { get; init; }

    public string? Configuration { get; init; }

    public string? SecurityConfiguration { get; init; }

    public string RoleName => Role[(Role.LastIndexOf('/') + 1)..];

    /// <summary>Crawls under a security configuration log into a group that names it and the role.</summary>
    public string LogGroup =>
        SecurityConfiguration is null ? CrawlLog.Group : $"{CrawlLog.Group}-role/{RoleName}-{SecurityConfiguration}";

    public string State { get; init; } = Ready;

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public long Version { get; init; } = 1;

    public LastCrawl? LastCrawl { get; init; }

    /// <summary>The crawl that runs now.</summary>
    public string? CrawlId { get; init; }

    public DateTimeOffset? CrawlStarted { get; init; }

    public bool CrawlsNewFoldersOnly => RecrawlPolicy.RecrawlBehavior == "CRAWL_NEW_FOLDERS_ONLY";

    public CrawlerDescription ToDescription(DateTimeOffset now) =>
        new()
        {
            Name = Name,
            Role = Role,
            Targets = Targets,
            DatabaseName = DatabaseName,
            Description = Description,
            Classifiers = Classifiers,
            RecrawlPolicy = RecrawlPolicy,
            SchemaChangePolicy = SchemaChangePolicy,
            LineageConfiguration = LineageConfiguration,
            State = State,
            TablePrefix = TablePrefix,
            CrawlElapsedTime = CrawlStarted is { } started ? (long)(now - started).TotalMilliseconds : 0,
            CreationTime = CreationTime,
            LastUpdated = LastUpdated,
            LastCrawl = LastCrawl,
            Version = Version,
            Configuration = Configuration,
            CrawlerSecurityConfiguration = SecurityConfiguration,
            LakeFormationConfiguration = LakeFormationConfiguration,
        };
}

/// <summary>One crawl in a crawler's history.</summary>
internal sealed record CrawlRecord
{
    public required string Crawler { get; init; }

    public required string Id { get; init; }

    public required string State { get; init; }

    public required string LogGroup { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public string? Summary { get; init; }

    public string? ErrorMessage { get; init; }

    public int TablesCreated { get; init; }

    public int TablesUpdated { get; init; }

    public int TablesDeleted { get; init; }

    public CrawlDescription ToDescription() =>
        new()
        {
            CrawlId = Id,
            State = State,
            StartTime = StartTime,
            EndTime = EndTime,
            Summary = Summary,
            ErrorMessage = ErrorMessage,
            LogGroup = LogGroup,
            LogStream = Crawler,
            MessagePrefix = Id,
        };
}
