using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>What a copy says about where it copies from.</summary>
internal interface ICopySource
{
    /// <summary><c>/bucket/key?versionId=…</c>, percent-encoded.</summary>
    string CopySource { get; }

    string? CopySourceIfMatch { get; }

    string? CopySourceIfNoneMatch { get; }

    DateTimeOffset? CopySourceIfModifiedSince { get; }

    DateTimeOffset? CopySourceIfUnmodifiedSince { get; }

    string? ExpectedSourceBucketOwner { get; }
}

internal sealed record CopyObjectRequest : ObjectWriteRequest, ICopySource
{
    [Header("x-amz-copy-source")]
    public required string CopySource { get; init; }

    [Header("x-amz-copy-source-if-match")]
    public string? CopySourceIfMatch { get; init; }

    [Header("x-amz-copy-source-if-none-match")]
    public string? CopySourceIfNoneMatch { get; init; }

    [Header("x-amz-copy-source-if-modified-since")]
    public DateTimeOffset? CopySourceIfModifiedSince { get; init; }

    [Header("x-amz-copy-source-if-unmodified-since")]
    public DateTimeOffset? CopySourceIfUnmodifiedSince { get; init; }

    [Header("x-amz-source-expected-bucket-owner")]
    public string? ExpectedSourceBucketOwner { get; init; }

    [Header("x-amz-metadata-directive")]
    public string? MetadataDirective { get; init; }

    [Header("x-amz-tagging-directive")]
    public string? TaggingDirective { get; init; }

    [Header("x-amz-checksum-algorithm")]
    public string? ChecksumAlgorithm { get; init; }

    [Header("If-Match")]
    public string? IfMatch { get; init; }

    [Header("If-None-Match")]
    public string? IfNoneMatch { get; init; }
}

[XmlName("CopyObjectResult")]
internal sealed record CopyObjectResult : ChecksumElements
{
    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public string? ChecksumType { get; init; }

    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }

    [Header("x-amz-copy-source-version-id")]
    public string? CopySourceVersionId { get; init; }

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }

    [Header("x-amz-server-side-encryption-aws-kms-key-id")]
    public string? SseKmsKeyId { get; init; }
}

internal sealed record GetObjectAttributesRequest : ObjectRequest
{
    [Query("versionId")]
    public string? VersionId { get; init; }

    [Header("x-amz-object-attributes")]
    public required string ObjectAttributes { get; init; }

    [Header("x-amz-max-parts")]
    public int? MaxParts { get; init; }

    [Header("x-amz-part-number-marker")]
    public int PartNumberMarker { get; init; }
}

[XmlName("GetObjectAttributesResponse")]
internal sealed record GetObjectAttributesResult
{
    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }

    [Header("Last-Modified")]
    public required DateTimeOffset LastModified { get; init; }

    public string? ETag { get; init; }

    public AttributesChecksum? Checksum { get; init; }

    public AttributesParts? ObjectParts { get; init; }

    public string? StorageClass { get; init; }

    public long? ObjectSize { get; init; }
}

internal sealed record AttributesChecksum : ChecksumElements
{
    public string? ChecksumType { get; init; }
}

internal sealed record AttributesParts
{
    [XmlName("PartsCount")]
    public required int TotalPartsCount { get; init; }

    public int? PartNumberMarker { get; init; }

    public int? NextPartNumberMarker { get; init; }

    public int? MaxParts { get; init; }

    public bool? IsTruncated { get; init; }

    [XmlName("Part"), XmlFlat]
    public IReadOnlyList<AttributesPart>? Parts { get; init; }
}

internal sealed record AttributesPart : ChecksumElements
{
    public required int PartNumber { get; init; }

    public required long Size { get; init; }
}
