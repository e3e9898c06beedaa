namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>A bucket and its configurations; a null one was never set or was deleted.</summary>
internal sealed record Bucket
{
    public const string Enabled = "Enabled";
    public const string Suspended = "Suspended";

    public required string Name { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>Made with the location constraint <c>EU</c>, which it keeps telling.</summary>
    public bool IsOldestEurope { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Null (never versioned), <see cref="Enabled"/> or <see cref="Suspended"/>.</summary>
    public string? Versioning { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The text as it was put.</summary>
    public string? Policy { get; init; }

    public ServerSideEncryptionConfiguration Encryption { get; init; } = ServerSideEncryptionConfiguration.Default;

    // Null says that it was taken away, which a value left out in the stored text would not.
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public PublicAccessBlockConfiguration? PublicAccess { get; init; } = PublicAccessBlockConfiguration.AllBlocked;

    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public OwnershipControls? Ownership { get; init; } = OwnershipControls.OwnerEnforced;

    public LifecycleConfiguration? Lifecycle { get; init; }

    /// <summary>The header of the lifecycle configuration.</summary>
    public string? SmallestTransition { get; init; }

    public LoggingEnabled? Logging { get; init; }

    public CorsConfiguration? Cors { get; init; }

    public NotificationConfiguration Notification { get; init; } = new();

    [System.Text.Json.Serialization.JsonIgnore]
    public string Arn => $"arn:aws:s3:::{Name}";

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsVersioned => Versioning == Enabled;
}
