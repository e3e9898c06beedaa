using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

internal abstract record ListRequest : BucketRequest
{
    [Query("prefix")]
    public string Prefix { get; init; } = "";

    [Query("delimiter")]
    public string? Delimiter { get; init; }

    [Query("max-keys")]
    public int? MaxKeys { get; init; }

    [Query("encoding-type")]
    public string? EncodingType { get; init; }

    [Header("x-amz-request-payer"), Ignored("No bucket has requester-pays set.")]
    public string? RequestPayer { get; init; }

    [Header("x-amz-optional-object-attributes"), Ignored("The only one, the restore status, never applies.")]
    public string? OptionalObjectAttributes { get; init; }
}

internal sealed record ListObjectsRequest : ListRequest
{
    [Query("marker")]
    public string Marker { get; init; } = "";
}

internal sealed record ListObjectsV2Request : ListRequest
{
    [Query("continuation-token")]
    public string? ContinuationToken { get; init; }

    [Query("start-after")]
    public string? StartAfter { get; init; }

    [Query("fetch-owner")]
    public bool FetchOwner { get; init; }
}

internal sealed record ListObjectVersionsRequest : ListRequest
{
    [Query("key-marker")]
    public string KeyMarker { get; init; } = "";

    [Query("version-id-marker")]
    public string? VersionIdMarker { get; init; }
}

internal abstract record ListResult
{
    public required string Name { get; init; }

    public required string Prefix { get; init; }

    public string? Delimiter { get; init; }

    public required int MaxKeys { get; init; }

    public string? EncodingType { get; init; }

    public required bool IsTruncated { get; init; }

    [XmlFlat]
    public required IReadOnlyList<CommonPrefix> CommonPrefixes { get; init; }
}

[XmlName("ListBucketResult")]
internal sealed record ListObjectsResult : ListResult
{
    public required string Marker { get; init; }

    public string? NextMarker { get; init; }

    [XmlFlat]
    public required IReadOnlyList<ObjectEntry> Contents { get; init; }
}

[XmlName("ListBucketResult")]
internal sealed record ListObjectsV2Result : ListResult
{
    public required int KeyCount { get; init; }

    public string? ContinuationToken { get; init; }

    public string? NextContinuationToken { get; init; }

    public string? StartAfter { get; init; }

    [XmlFlat]
    public required IReadOnlyList<ObjectEntry> Contents { get; init; }
}

[XmlName("ListVersionsResult")]
internal sealed record ListObjectVersionsResult : ListResult
{
    public required string KeyMarker { get; init; }

    public required string VersionIdMarker { get; init; }

    public string? NextKeyMarker { get; init; }

    public string? NextVersionIdMarker { get; init; }

    [XmlName("Version"), XmlFlat]
    public required IReadOnlyList<VersionEntry> Versions { get; init; }

    [XmlName("DeleteMarker"), XmlFlat]
    public required IReadOnlyList<MarkerEntry> DeleteMarkers { get; init; }
}

internal sealed record CommonPrefix
{
    public required string Prefix { get; init; }
}

internal record ObjectEntry
{
    public required string Key { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string ETag { get; init; }

    [XmlName("ChecksumAlgorithm"), XmlFlat]
    public IReadOnlyList<string>? ChecksumAlgorithms { get; init; }

    public string? ChecksumType { get; init; }

    public required long Size { get; init; }

    public required string StorageClass { get; init; }

    public Owner? Owner { get; init; }
}

internal sealed record VersionEntry : ObjectEntry
{
    public required string VersionId { get; init; }

    public required bool IsLatest { get; init; }
}

internal sealed record MarkerEntry
{
    public required string Key { get; init; }

    public required string VersionId { get; init; }

    public required bool IsLatest { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required Owner Owner { get; init; }
}
