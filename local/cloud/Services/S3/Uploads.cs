using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>An unfinished multipart upload.</summary>
internal sealed record Upload
{
    public required string UploadId { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required ObjectAttributes Attributes { get; init; }

    /// <summary>The checksum it was started with; null: none, and the whole gets CRC64NVME.</summary>
    public string? Algorithm { get; init; }

    public string ChecksumType { get; init; } = ObjectChecksum.FullObject;

    /// <summary>Set once it was completed, so that a repeated completion gets the same answer.</summary>
    public string? CompletedETag { get; init; }
}

/// <summary>A part that has arrived.</summary>
internal sealed record UploadedPart
{
    public required int Number { get; init; }

    public required long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    public string? Checksum { get; init; }

    public required DateTimeOffset Modified { get; init; }

    /// <summary>Its bytes, always a blob or null when empty.</summary>
    public string? Content { get; init; }

    /// <summary>Few bytes lie in the record itself.</summary>
    public byte[]? Inline { get; init; }
}

/// <summary>The unfinished multipart uploads of all buckets and their parts.</summary>
internal sealed class Uploads(CloudState state)
{
    private static readonly Scope Everywhere = new("", "");
    private readonly ResourceTable<Upload> _uploads = state.Table<Upload>("s3-upload");
    private readonly ResourceTable<UploadedPart> _parts = state.Table<UploadedPart>("s3-part");
    private HashSet<string>? _atStart;

    public Upload Start(Upload upload)
    {
        _uploads.Put(Everywhere, Key(upload.Bucket, upload.UploadId), upload);
        return upload;
    }

    public Upload Require(string bucket, string key, string uploadId) =>
        _uploads.Find(Everywhere, Key(bucket, uploadId)) is { } upload && upload.Key == key
            ? upload
            : throw S3Errors.NoSuchUpload(uploadId);

    /// <summary>In the order of keys, then of their beginning.</summary>
    public IReadOnlyList<Upload> Open(string bucket) =>
        [
            .. _uploads
                .List(Everywhere, bucket + "/")
                .Where(upload => upload.CompletedETag is null)
                .OrderBy(upload => upload.Key, Utf8Order.Instance)
                .ThenBy(upload => upload.Initiated)
                .ThenBy(upload => upload.UploadId, StringComparer.Ordinal),
        ];

    public IReadOnlyList<UploadedPart> Parts(Upload upload) =>
        _parts.List(Everywhere, Key(upload.Bucket, upload.UploadId) + "/");

    /// <summary>Adds a part, in place of one with the same number; returns the content that this frees.</summary>
    public string? AddPart(Upload upload, UploadedPart part) =>
        state.Database.InTransaction(() =>
        {
            if (Require(upload.Bucket, upload.Key, upload.UploadId).CompletedETag is not null)
            {
                throw S3Errors.NoSuchUpload(upload.UploadId);
            }

            var key = PartKey(upload, part.Number);
            var old = _parts.Find(Everywhere, key)?.Content;
            _parts.Put(Everywhere, key, part);
            return old;
        });

    /// <summary>Remembers the outcome and forgets the parts; returns their contents. Part of a transaction.</summary>
    public IReadOnlyList<string?> Complete(Upload upload, string etag)
    {
        if (Require(upload.Bucket, upload.Key, upload.UploadId).CompletedETag is not null)
        {
            throw S3Errors.NoSuchUpload(upload.UploadId);
        }

        _uploads.Put(Everywhere, Key(upload.Bucket, upload.UploadId), upload with { CompletedETag = etag });
        return RemoveParts(upload);
    }

    public IReadOnlyList<string?> Abort(string bucket, string key, string uploadId) =>
        state.Database.InTransaction(() =>
        {
            var upload = Require(bucket, key, uploadId);
            _uploads.Delete(Everywhere, Key(bucket, uploadId));
            return RemoveParts(upload);
        });

    /// <summary>Forgets every upload of a bucket that goes away. Part of a transaction.</summary>
    public IReadOnlyList<string?> RemoveAll(string bucket)
    {
        var contents = _uploads.List(Everywhere, bucket + "/").SelectMany(RemoveParts).ToList();
        _uploads.DeleteAll(Everywhere, bucket + "/");
        return contents;
    }

    /// <summary>For the sweep at start-up.</summary>
    public bool IsUsed(string content)
    {
        _atStart ??= [.. _parts.ListEverywhere().Select(entry => entry.Value.Content).OfType<string>()];
        return _atStart.Contains(content);
    }

    private List<string?> RemoveParts(Upload upload)
    {
        var contents = Parts(upload).Select(part => part.Content).ToList();
        _parts.DeleteAll(Everywhere, Key(upload.Bucket, upload.UploadId) + "/");
        return contents;
    }

    private static string Key(string bucket, string uploadId) => $"{bucket}/{uploadId}";

    private static string PartKey(Upload upload, int number) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Key(upload.Bucket, upload.UploadId)}/{number:00000}"
        );
}

/// <summary>The order of keys: by their UTF-8 bytes, which is not that of UTF-16.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y) =>
        System
            .Text.Encoding.UTF8.GetBytes(x ?? "")
            .AsSpan()
            .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y ?? ""));
}
