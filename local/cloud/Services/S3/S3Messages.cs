using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Names a bucket.</summary>
internal abstract record BucketNameRequest
{
    public required string Bucket { get; init; }
}

/// <summary>Names a bucket that exists. The owner header is checked for every operation.</summary>
internal record BucketRequest : BucketNameRequest
{
    [Header("x-amz-expected-bucket-owner")]
    public string? ExpectedBucketOwner { get; init; }
}

/// <summary>Names an object.</summary>
internal record ObjectRequest : BucketRequest
{
    public required string Key { get; init; }

    [Header("x-amz-request-payer"), Ignored("No bucket has requester-pays set.")]
    public string? RequestPayer { get; init; }
}

/// <summary>What a writer can say about an object.</summary>
internal abstract record ObjectWriteRequest : ObjectRequest
{
    [Header("x-amz-acl")]
    public string? Acl { get; init; }

    [Header("Cache-Control")]
    public string? CacheControl { get; init; }

    [Header("Content-Disposition")]
    public string? ContentDisposition { get; init; }

    [Header("Content-Encoding")]
    public string? ContentEncoding { get; init; }

    [Header("Content-Language")]
    public string? ContentLanguage { get; init; }

    [Header("Content-Type")]
    public string? ContentType { get; init; }

    [Header("Expires")]
    public string? Expires { get; init; }

    [HeaderPrefix("x-amz-meta-")]
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }

    [Header("x-amz-server-side-encryption-aws-kms-key-id")]
    public string? SseKmsKeyId { get; init; }

    [Header("x-amz-server-side-encryption-bucket-key-enabled")]
    public bool? BucketKeyEnabled { get; init; }

    [Header("x-amz-storage-class")]
    public string? StorageClass { get; init; }

    [Header("x-amz-tagging")]
    public string? Tagging { get; init; }
}

/// <summary>What an answer says about the version it is about.</summary>
internal abstract record VersionResult
{
    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }

    [Header("x-amz-server-side-encryption-aws-kms-key-id")]
    public string? SseKmsKeyId { get; init; }

    [Header("x-amz-server-side-encryption-bucket-key-enabled")]
    public bool? BucketKeyEnabled { get; init; }
}

internal sealed record PutObjectRequest : ObjectWriteRequest
{
    [Header("Content-MD5")]
    public string? ContentMD5 { get; init; }

    [Header("If-Match")]
    public string? IfMatch { get; init; }

    [Header("If-None-Match")]
    public string? IfNoneMatch { get; init; }

    [Header("x-amz-sdk-checksum-algorithm")]
    public string? ChecksumAlgorithm { get; init; }

    [HeaderPrefix(Protocol.ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    [Payload]
    [System.Text.Json.Serialization.JsonIgnore]
    public AwsPayload Body { get; init; } = AwsPayload.Of([]);
}

internal sealed record PutObjectResult : VersionResult
{
    [Header("ETag")]
    public required string ETag { get; init; }

    [HeaderPrefix(ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string>? Checksums { get; init; }

    [Header("x-amz-checksum-type")]
    public string? ChecksumType { get; init; }
}

internal record HeadObjectRequest : ObjectRequest
{
    [Query("versionId")]
    public string? VersionId { get; init; }

    [Query("partNumber")]
    public int? PartNumber { get; init; }

    [Header("Range")]
    public string? Range { get; init; }

    [Header("If-Match")]
    public string? IfMatch { get; init; }

    [Header("If-None-Match")]
    public string? IfNoneMatch { get; init; }

    [Header("If-Modified-Since")]
    public DateTimeOffset? IfModifiedSince { get; init; }

    [Header("If-Unmodified-Since")]
    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    [Header("x-amz-checksum-mode")]
    public string? ChecksumMode { get; init; }

    [Query("response-cache-control")]
    public string? ResponseCacheControl { get; init; }

    [Query("response-content-disposition")]
    public string? ResponseContentDisposition { get; init; }

    [Query("response-content-encoding")]
    public string? ResponseContentEncoding { get; init; }

    [Query("response-content-language")]
    public string? ResponseContentLanguage { get; init; }

    [Query("response-content-type")]
    public string? ResponseContentType { get; init; }

    [Query("response-expires")]
    public string? ResponseExpires { get; init; }
}

internal sealed record GetObjectRequest : HeadObjectRequest;

internal record HeadObjectResult : VersionResult, IHasStatus
{
    public int StatusCode { get; init; } = 200;

    [Header("ETag")]
    public required string ETag { get; init; }

    [Header("Last-Modified")]
    public required DateTimeOffset LastModified { get; init; }

    [Header("Content-Type")]
    public required string ContentType { get; init; }

    [Header("Content-Length")]
    public required long ContentLength { get; init; }

    [Header("Accept-Ranges")]
    public string AcceptRanges { get; } = "bytes";

    [Header("Content-Range")]
    public string? ContentRange { get; init; }

    /// <summary>Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires.</summary>
    [HeaderPrefix("")]
    public required IReadOnlyDictionary<string, string> ContentHeaders { get; init; }

    [HeaderPrefix("x-amz-meta-")]
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [HeaderPrefix(ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string>? Checksums { get; init; }

    [Header("x-amz-checksum-type")]
    public string? ChecksumType { get; init; }

    [Header("x-amz-mp-parts-count")]
    public int? PartsCount { get; init; }

    [Header("x-amz-tagging-count")]
    public int? TagCount { get; init; }

    [Header("x-amz-storage-class")]
    public string? StorageClass { get; init; }
}

internal sealed record GetObjectResult : HeadObjectResult
{
    [Payload]
    public required ResponseContent Body { get; init; }
}

internal sealed record DeleteObjectRequest : ObjectRequest
{
    [Query("versionId")]
    public string? VersionId { get; init; }

    [Header("If-Match")]
    public string? IfMatch { get; init; }

    [Header("x-amz-bypass-governance-retention"), Ignored("No bucket has object lock.")]
    public bool? BypassGovernanceRetention { get; init; }
}

internal sealed record DeleteObjectResult : IHasStatus
{
    public int StatusCode => 204;

    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }

    [Header("x-amz-delete-marker")]
    public bool? DeleteMarker { get; init; }
}

internal sealed record DeleteObjectsRequest : BucketRequest
{
    [Header("x-amz-bypass-governance-retention"), Ignored("No bucket has object lock.")]
    public bool? BypassGovernanceRetention { get; init; }

    [Header("x-amz-request-payer"), Ignored("No bucket has requester-pays set.")]
    public string? RequestPayer { get; init; }

    [Payload("Delete")]
    public required DeleteDocument Delete { get; init; }
}

internal sealed record DeleteDocument
{
    [XmlName("Object"), XmlFlat]
    public IReadOnlyList<ObjectToDelete> Objects { get; init; } = [];

    public bool Quiet { get; init; }
}

internal sealed record ObjectToDelete
{
    public required string Key { get; init; }

    public string? VersionId { get; init; }

    public string? ETag { get; init; }
}

[XmlName("DeleteResult")]
internal sealed record DeleteObjectsResult
{
    [XmlName("Deleted"), XmlFlat]
    public required IReadOnlyList<DeletedEntry> Deleted { get; init; }

    [XmlName("Error"), XmlFlat]
    public required IReadOnlyList<DeleteError> Errors { get; init; }
}

internal sealed record DeletedEntry
{
    public required string Key { get; init; }

    public string? VersionId { get; init; }

    public bool? DeleteMarker { get; init; }

    public string? DeleteMarkerVersionId { get; init; }
}

internal sealed record DeleteError
{
    public required string Key { get; init; }

    public string? VersionId { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }
}
