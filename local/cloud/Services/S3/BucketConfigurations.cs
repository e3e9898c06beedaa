using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

// The documents of a bucket's sub-resources: kept as they are put and given back as they are kept.

internal sealed record Tag
{
    public required string Key { get; init; }

    public required string Value { get; init; }
}

internal sealed record Tagging
{
    [XmlItem("Tag")]
    public required IReadOnlyList<Tag> TagSet { get; init; }
}

internal sealed record VersioningConfiguration
{
    public string? Status { get; init; }

    public string? MfaDelete { get; init; }
}

internal sealed record ServerSideEncryptionConfiguration
{
    public const string Aes256 = "AES256";
    public const string Kms = "aws:kms";

    /// <summary>What every bucket has since January 2023, and what a deleted configuration goes back to.</summary>
    public static ServerSideEncryptionConfiguration Default { get; } =
        new()
        {
            Rules =
            [
                new EncryptionRule
                {
                    ApplyServerSideEncryptionByDefault = new EncryptionByDefault { SSEAlgorithm = Aes256 },
                    BucketKeyEnabled = false,
                },
            ],
        };

    [XmlName("Rule"), XmlFlat]
    public required IReadOnlyList<EncryptionRule> Rules { get; init; }

    /// <summary>What an object gets that says nothing about encryption.</summary>
    public ObjectAttributes ApplyTo(ObjectAttributes attributes)
    {
        var rule = Rules[0];
        var algorithm = rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? Aes256;
        return attributes with
        {
            Encryption = algorithm,
            KmsKey =
                algorithm == Aes256 ? null : rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "alias/aws/s3",
            BucketKey = rule.BucketKeyEnabled == true,
        };
    }
}

internal sealed record EncryptionRule
{
    public EncryptionByDefault? ApplyServerSideEncryptionByDefault { get; init; }

    public bool? BucketKeyEnabled { get; init; }
}

internal sealed record EncryptionByDefault
{
    public required string SSEAlgorithm { get; init; }

    public string? KMSMasterKeyID { get; init; }
}

internal sealed record PublicAccessBlockConfiguration
{
    /// <summary>What every new bucket has since April 2023.</summary>
    public static PublicAccessBlockConfiguration AllBlocked { get; } =
        new()
        {
            BlockPublicAcls = true,
            IgnorePublicAcls = true,
            BlockPublicPolicy = true,
            RestrictPublicBuckets = true,
        };

    public bool BlockPublicAcls { get; init; }

    public bool IgnorePublicAcls { get; init; }

    public bool BlockPublicPolicy { get; init; }

    public bool RestrictPublicBuckets { get; init; }
}

internal sealed record OwnershipControls
{
    public const string BucketOwnerEnforced = "BucketOwnerEnforced";

    public static OwnershipControls OwnerEnforced { get; } =
        new() { Rules = [new OwnershipRule { ObjectOwnership = BucketOwnerEnforced }] };

    [XmlName("Rule"), XmlFlat]
    public required IReadOnlyList<OwnershipRule> Rules { get; init; }
}

internal sealed record OwnershipRule
{
    public required string ObjectOwnership { get; init; }
}

internal sealed record BucketLoggingStatus
{
    public LoggingEnabled? LoggingEnabled { get; init; }
}

internal sealed record LoggingEnabled
{
    public required string TargetBucket { get; init; }

    public required string TargetPrefix { get; init; }

    public TargetObjectKeyFormat? TargetObjectKeyFormat { get; init; }
}

internal sealed record TargetObjectKeyFormat
{
    public SimplePrefix? SimplePrefix { get; init; }

    public PartitionedPrefix? PartitionedPrefix { get; init; }
}

internal sealed record SimplePrefix;

internal sealed record PartitionedPrefix
{
    public string? PartitionDateSource { get; init; }
}

internal sealed record CorsConfiguration
{
    [XmlName("CORSRule"), XmlFlat]
    public required IReadOnlyList<CorsRule> Rules { get; init; }
}

internal sealed record CorsRule
{
    public string? ID { get; init; }

    [XmlName("AllowedHeader"), XmlFlat]
    public IReadOnlyList<string>? AllowedHeaders { get; init; }

    [XmlName("AllowedMethod"), XmlFlat]
    public required IReadOnlyList<string> AllowedMethods { get; init; }

    [XmlName("AllowedOrigin"), XmlFlat]
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    [XmlName("ExposeHeader"), XmlFlat]
    public IReadOnlyList<string>? ExposeHeaders { get; init; }

    public int? MaxAgeSeconds { get; init; }
}

/// <summary>Destinations are refused: nothing here could receive an event. The EventBridge switch is kept, and no event sent.</summary>
internal sealed record NotificationConfiguration
{
    [XmlName("TopicConfiguration"), XmlFlat]
    public IReadOnlyList<NotificationTarget>? Topics { get; init; }

    [XmlName("QueueConfiguration"), XmlFlat]
    public IReadOnlyList<NotificationTarget>? Queues { get; init; }

    [XmlName("CloudFunctionConfiguration"), XmlFlat]
    public IReadOnlyList<NotificationTarget>? Functions { get; init; }

    [XmlName("EventBridgeConfiguration")]
    public EventBridgeConfiguration? EventBridge { get; init; }
}

internal sealed record EventBridgeConfiguration;

internal sealed record NotificationTarget
{
    public string? Id { get; init; }

    public string? Topic { get; init; }

    public string? Queue { get; init; }

    public string? CloudFunction { get; init; }

    [XmlName("Event"), XmlFlat]
    public IReadOnlyList<string>? Events { get; init; }
}
