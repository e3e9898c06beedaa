using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

internal sealed record LifecycleConfiguration
{
    [XmlName("Rule"), XmlFlat]
    public required IReadOnlyList<LifecycleRule> Rules { get; init; }
}

internal sealed record LifecycleRule
{
    public string? ID { get; init; }

    public string? Prefix { get; init; }

    public LifecycleFilter? Filter { get; init; }

    public required string Status { get; init; }

    [XmlName("Transition"), XmlFlat]
    public IReadOnlyList<LifecycleTransition>? Transitions { get; init; }

    [XmlName("NoncurrentVersionTransition"), XmlFlat]
    public IReadOnlyList<NoncurrentVersionTransition>? NoncurrentVersionTransitions { get; init; }

    public LifecycleExpiration? Expiration { get; init; }

    public NoncurrentVersionExpiration? NoncurrentVersionExpiration { get; init; }

    public AbortIncompleteMultipartUpload? AbortIncompleteMultipartUpload { get; init; }

    /// <summary>A rule without any action is refused.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasAction =>
        Transitions is not null
        || NoncurrentVersionTransitions is not null
        || Expiration is not null
        || NoncurrentVersionExpiration is not null
        || AbortIncompleteMultipartUpload is not null;
}

internal sealed record LifecycleFilter
{
    public string? Prefix { get; init; }

    public Tag? Tag { get; init; }

    public long? ObjectSizeGreaterThan { get; init; }

    public long? ObjectSizeLessThan { get; init; }

    public LifecycleAnd? And { get; init; }
}

internal sealed record LifecycleAnd
{
    public string? Prefix { get; init; }

    [XmlName("Tag"), XmlFlat]
    public IReadOnlyList<Tag>? Tags { get; init; }

    public long? ObjectSizeGreaterThan { get; init; }

    public long? ObjectSizeLessThan { get; init; }
}

internal sealed record LifecycleTransition
{
    public DateTimeOffset? Date { get; init; }

    public int? Days { get; init; }

    public string? StorageClass { get; init; }
}

internal sealed record NoncurrentVersionTransition
{
    public int? NoncurrentDays { get; init; }

    public int? NewerNoncurrentVersions { get; init; }

    public string? StorageClass { get; init; }
}

internal sealed record LifecycleExpiration
{
    public DateTimeOffset? Date { get; init; }

    public int? Days { get; init; }

    public bool? ExpiredObjectDeleteMarker { get; init; }
}

internal sealed record NoncurrentVersionExpiration
{
    public int? NoncurrentDays { get; init; }

    public int? NewerNoncurrentVersions { get; init; }
}

internal sealed record AbortIncompleteMultipartUpload
{
    public int? DaysAfterInitiation { get; init; }
}
