namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>One version of one object (or a delete marker), as the index knows it.</summary>
internal sealed record ObjectVersion
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Orders versions of a key; the newest is the highest.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>null</c> (the word) in a bucket that is not versioned.</summary>
    public required string VersionId { get; init; }

    public required bool IsLatest { get; init; }

    public bool IsDeleteMarker { get; init; }

    public long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    public required DateTimeOffset Modified { get; init; }

    /// <summary>Where the bytes lie: a blob's id, or one that starts with a minus for content inside the index; null when empty.</summary>
    public string? Content { get; init; }

    public ObjectAttributes Attributes { get; init; } = new();
}

/// <summary>What a writer says about an object besides its bytes.</summary>
internal sealed record ObjectAttributes
{
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>User metadata: names lower-case without <c>x-amz-meta-</c>, values as text (not RFC 2047).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires: by header name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string StorageClass { get; init; } = "STANDARD";

    /// <summary><c>AES256</c> or <c>aws:kms</c>; null until it is stored: then it is the bucket's default.</summary>
    public string? Encryption { get; init; }

    public string? KmsKey { get; init; }

    public bool BucketKey { get; init; }

    public ObjectChecksum? Checksum { get; init; }

    /// <summary>The parts of a multipart upload, in order; empty for a single put.</summary>
    public IReadOnlyList<ObjectPart> Parts { get; init; } = [];
}

/// <summary>A checksum in base64 and whether it is that of the whole or of the parts' checksums.</summary>
internal sealed record ObjectChecksum(string Algorithm, string Value, string Type)
{
    public const string FullObject = "FULL_OBJECT";
    public const string Composite = "COMPOSITE";
}

internal sealed record ObjectPart(int Number, long Size, string ETag, string? Checksum);
