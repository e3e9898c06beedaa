using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

// The requests and answers of a bucket's sub-resources: a document in, the same document out.

internal sealed record PutBucketTaggingRequest : BucketRequest
{
    [Payload("Tagging")]
    public required Tagging Tagging { get; init; }
}

[XmlName("Tagging")]
internal sealed record TaggingResult : VersionOfTags
{
    [XmlItem("Tag")]
    public required IReadOnlyList<Tag> TagSet { get; init; }
}

internal abstract record VersionOfTags
{
    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }
}

internal sealed record ObjectTaggingRequest : ObjectRequest
{
    [Query("versionId")]
    public string? VersionId { get; init; }
}

internal sealed record PutObjectTaggingRequest : ObjectRequest
{
    [Query("versionId")]
    public string? VersionId { get; init; }

    [Payload("Tagging")]
    public required Tagging Tagging { get; init; }
}

internal sealed record PutObjectTaggingResult : VersionOfTags;

internal sealed record DeleteObjectTaggingResult : VersionOfTags, IHasStatus
{
    public int StatusCode => 204;
}

internal sealed record PutBucketVersioningRequest : BucketRequest
{
    [Header("x-amz-mfa")]
    public string? Mfa { get; init; }

    [Payload("VersioningConfiguration")]
    public required VersioningConfiguration Versioning { get; init; }
}

internal sealed record VersioningResult
{
    [Payload("VersioningConfiguration")]
    public required VersioningConfiguration Versioning { get; init; }
}

internal sealed record PutBucketEncryptionRequest : BucketRequest
{
    [Payload("ServerSideEncryptionConfiguration")]
    public required ServerSideEncryptionConfiguration Encryption { get; init; }
}

internal sealed record EncryptionResult
{
    [Payload("ServerSideEncryptionConfiguration")]
    public required ServerSideEncryptionConfiguration Encryption { get; init; }
}

internal sealed record PutPublicAccessBlockRequest : BucketRequest
{
    [Payload("PublicAccessBlockConfiguration")]
    public required PublicAccessBlockConfiguration PublicAccessBlock { get; init; }
}

internal sealed record PublicAccessBlockResult
{
    [Payload("PublicAccessBlockConfiguration")]
    public required PublicAccessBlockConfiguration PublicAccessBlock { get; init; }
}

internal sealed record PutBucketOwnershipControlsRequest : BucketRequest
{
    [Payload("OwnershipControls")]
    public required OwnershipControls OwnershipControls { get; init; }
}

internal sealed record OwnershipControlsResult
{
    [Payload("OwnershipControls")]
    public required OwnershipControls OwnershipControls { get; init; }
}

internal sealed record PutBucketPolicyRequest : BucketRequest
{
    [Header("x-amz-confirm-remove-self-bucket-access"), Ignored("Policies do not lock anyone out yet.")]
    public bool? ConfirmRemoveSelfBucketAccess { get; init; }

    [Payload]
    public required string Policy { get; init; }
}

internal sealed record PolicyResult
{
    [Payload]
    public required string Policy { get; init; }
}

[XmlName("PolicyStatus")]
internal sealed record PolicyStatusResult
{
    public required bool IsPublic { get; init; }
}

internal sealed record PutBucketLifecycleRequest : BucketRequest
{
    [Header("x-amz-transition-default-minimum-object-size")]
    public string? TransitionDefaultMinimumObjectSize { get; init; }

    [Payload("LifecycleConfiguration")]
    public required LifecycleConfiguration Lifecycle { get; init; }
}

internal sealed record PutBucketLifecycleResult
{
    [Header("x-amz-transition-default-minimum-object-size")]
    public required string TransitionDefaultMinimumObjectSize { get; init; }
}

internal sealed record LifecycleResult
{
    [Header("x-amz-transition-default-minimum-object-size")]
    public required string TransitionDefaultMinimumObjectSize { get; init; }

    [Payload("LifecycleConfiguration")]
    public required LifecycleConfiguration Lifecycle { get; init; }
}

internal sealed record PutBucketLoggingRequest : BucketRequest
{
    [Payload("BucketLoggingStatus")]
    public required BucketLoggingStatus Logging { get; init; }
}

internal sealed record LoggingResult
{
    [Payload("BucketLoggingStatus")]
    public required BucketLoggingStatus Logging { get; init; }
}

internal sealed record PutBucketCorsRequest : BucketRequest
{
    [Payload("CORSConfiguration")]
    public required CorsConfiguration Cors { get; init; }
}

internal sealed record CorsResult
{
    [Payload("CORSConfiguration")]
    public required CorsConfiguration Cors { get; init; }
}

internal sealed record PutBucketNotificationRequest : BucketRequest
{
    [Header("x-amz-skip-destination-validation")]
    public bool? SkipDestinationValidation { get; init; }

    [Payload("NotificationConfiguration")]
    public required NotificationConfiguration Notification { get; init; }
}

internal sealed record NotificationResult
{
    [Payload("NotificationConfiguration")]
    public required NotificationConfiguration Notification { get; init; }
}

[XmlName("AccessControlPolicy")]
internal sealed record AclResult
{
    public required Owner Owner { get; init; }

    [XmlItem("Grant")]
    public required IReadOnlyList<Grant> AccessControlList { get; init; }
}

internal sealed record Grant
{
    public required Grantee Grantee { get; init; }

    public required string Permission { get; init; }
}

internal sealed record Grantee
{
    [XmlTypeAttribute]
    public required string Type { get; init; }

    public required string ID { get; init; }
}

[XmlName("RequestPaymentConfiguration")]
internal sealed record RequestPaymentResult
{
    public string Payer { get; } = "BucketOwner";
}

[XmlName("AccelerateConfiguration")]
internal sealed record AccelerateResult;
