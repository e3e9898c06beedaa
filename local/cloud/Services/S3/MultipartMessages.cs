using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>A checksum as an element of a document: one of these, named by its algorithm.</summary>
internal abstract record ChecksumElements
{
    public string? ChecksumCRC32 { get; init; }

    public string? ChecksumCRC32C { get; init; }

    public string? ChecksumCRC64NVME { get; init; }

    public string? ChecksumSHA1 { get; init; }

    public string? ChecksumSHA256 { get; init; }

    /// <summary>The value for one algorithm.</summary>
    public string? ValueOf(ChecksumAlgorithm algorithm) =>
        algorithm.Name switch
        {
            "CRC32" => ChecksumCRC32,
            "CRC32C" => ChecksumCRC32C,
            "CRC64NVME" => ChecksumCRC64NVME,
            "SHA1" => ChecksumSHA1,
            _ => ChecksumSHA256,
        };
}

internal static class ChecksumElementsExtensions
{
    public static T With<T>(this T document, string? algorithm, string? value)
        where T : ChecksumElements =>
        algorithm switch
        {
            "CRC32" => document with { ChecksumCRC32 = value },
            "CRC32C" => document with { ChecksumCRC32C = value },
            "CRC64NVME" => document with { ChecksumCRC64NVME = value },
            "SHA1" => document with { ChecksumSHA1 = value },
            "SHA256" => document with { ChecksumSHA256 = value },
            _ => document,
        };
}

internal sealed record CreateMultipartUploadRequest : ObjectWriteRequest
{
    [Header("x-amz-checksum-algorithm")]
    public string? ChecksumAlgorithm { get; init; }

    [Header("x-amz-checksum-type")]
    public string? ChecksumType { get; init; }
}

[XmlName("InitiateMultipartUploadResult")]
internal sealed record CreateMultipartUploadResult
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string UploadId { get; init; }

    [Header("x-amz-checksum-algorithm")]
    public string? ChecksumAlgorithm { get; init; }

    [Header("x-amz-checksum-type")]
    public string? ChecksumType { get; init; }

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }

    [Header("x-amz-server-side-encryption-aws-kms-key-id")]
    public string? SseKmsKeyId { get; init; }
}

internal abstract record UploadRequest : ObjectRequest
{
    [Query("uploadId")]
    public required string UploadId { get; init; }
}

internal sealed record UploadPartRequest : UploadRequest
{
    [Query("partNumber")]
    public required int PartNumber { get; init; }

    [Header("Content-MD5")]
    public string? ContentMD5 { get; init; }

    [Header("x-amz-sdk-checksum-algorithm")]
    public string? ChecksumAlgorithm { get; init; }

    [HeaderPrefix(Protocol.ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    [Payload]
    [System.Text.Json.Serialization.JsonIgnore]
    public AwsPayload Body { get; init; } = AwsPayload.Of([]);
}

internal sealed record UploadPartResult
{
    [Header("ETag")]
    public required string ETag { get; init; }

    [HeaderPrefix(ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string>? Checksums { get; init; }

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }
}

internal sealed record UploadPartCopyRequest : UploadRequest, ICopySource
{
    [Query("partNumber")]
    public required int PartNumber { get; init; }

    [Header("x-amz-copy-source")]
    public required string CopySource { get; init; }

    [Header("x-amz-copy-source-range")]
    public string? CopySourceRange { get; init; }

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
}

[XmlName("CopyPartResult")]
internal sealed record UploadPartCopyResult : ChecksumElements
{
    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    [Header("x-amz-copy-source-version-id")]
    public string? CopySourceVersionId { get; init; }
}

internal sealed record CompleteMultipartUploadRequest : UploadRequest
{
    [Header("If-Match")]
    public string? IfMatch { get; init; }

    [Header("If-None-Match")]
    public string? IfNoneMatch { get; init; }

    [Header("x-amz-checksum-type")]
    public string? ChecksumType { get; init; }

    [Header("x-amz-mp-object-size")]
    public long? MpuObjectSize { get; init; }

    [HeaderPrefix(ChecksumAlgorithm.HeaderPrefix)]
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    [Payload("CompleteMultipartUpload")]
    public required CompletedUpload MultipartUpload { get; init; }
}

internal sealed record CompletedUpload
{
    [XmlName("Part"), XmlFlat]
    public IReadOnlyList<CompletedPart> Parts { get; init; } = [];
}

internal sealed record CompletedPart : ChecksumElements
{
    public required int PartNumber { get; init; }

    public required string ETag { get; init; }
}

[XmlName("CompleteMultipartUploadResult")]
internal sealed record CompleteMultipartUploadResult : ChecksumElements
{
    public required string Location { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string ETag { get; init; }

    public string? ChecksumType { get; init; }

    [Header("x-amz-version-id")]
    public string? VersionId { get; init; }

    [Header("x-amz-server-side-encryption")]
    public string? ServerSideEncryption { get; init; }

    [Header("x-amz-server-side-encryption-aws-kms-key-id")]
    public string? SseKmsKeyId { get; init; }
}

internal sealed record AbortMultipartUploadRequest : UploadRequest;

internal sealed record ListPartsRequest : UploadRequest
{
    [Query("max-parts")]
    public int? MaxParts { get; init; }

    [Query("part-number-marker")]
    public int PartNumberMarker { get; init; }
}

[XmlName("ListPartsResult")]
internal sealed record ListPartsResult
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string UploadId { get; init; }

    public required Owner Initiator { get; init; }

    public required Owner Owner { get; init; }

    public required string StorageClass { get; init; }

    public required int PartNumberMarker { get; init; }

    public int? NextPartNumberMarker { get; init; }

    public required int MaxParts { get; init; }

    public required bool IsTruncated { get; init; }

    public string? ChecksumAlgorithm { get; init; }

    public string? ChecksumType { get; init; }

    [XmlName("Part"), XmlFlat]
    public required IReadOnlyList<PartEntry> Parts { get; init; }
}

internal sealed record PartEntry : ChecksumElements
{
    public required int PartNumber { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string ETag { get; init; }

    public required long Size { get; init; }
}

internal sealed record ListMultipartUploadsRequest : BucketRequest
{
    [Query("prefix")]
    public string Prefix { get; init; } = "";

    [Query("delimiter")]
    public string? Delimiter { get; init; }

    [Query("encoding-type")]
    public string? EncodingType { get; init; }

    [Query("key-marker")]
    public string KeyMarker { get; init; } = "";

    [Query("upload-id-marker")]
    public string? UploadIdMarker { get; init; }

    [Query("max-uploads")]
    public int? MaxUploads { get; init; }
}

[XmlName("ListMultipartUploadsResult")]
internal sealed record ListMultipartUploadsResult
{
    public required string Bucket { get; init; }

    public required string KeyMarker { get; init; }

    public required string UploadIdMarker { get; init; }

    public string? NextKeyMarker { get; init; }

    public string? NextUploadIdMarker { get; init; }

    public required string Prefix { get; init; }

    public string? Delimiter { get; init; }

    public string? EncodingType { get; init; }

    public required int MaxUploads { get; init; }

    public required bool IsTruncated { get; init; }

    [XmlName("Upload"), XmlFlat]
    public required IReadOnlyList<UploadEntry> Uploads { get; init; }

    [XmlFlat]
    public required IReadOnlyList<CommonPrefix> CommonPrefixes { get; init; }
}

internal sealed record UploadEntry
{
    public required string Key { get; init; }

    public required string UploadId { get; init; }

    public required Owner Initiator { get; init; }

    public required Owner Owner { get; init; }

    public required string StorageClass { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public string? ChecksumAlgorithm { get; init; }

    public string? ChecksumType { get; init; }
}
