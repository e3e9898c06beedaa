using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

internal sealed partial class ObjectStore
{
    /// <summary>Adds a received part to an upload; one with the same number gives way.</summary>
    public void AddPart(Upload upload, int number, ReceivedContent content, string checksum)
    {
        var freed = Uploads.AddPart(
            upload,
            new UploadedPart
            {
                Number = number,
                Size = content.Size,
                ETag = content.ETag,
                Checksum = checksum,
                Modified = _state.Time.GetUtcNow(),
                Content = content.Inline is null ? content.Id : null,
                Inline = content.Inline,
            }
        );
        _contents.Release([freed]);
    }

    public Stream OpenPart(UploadedPart part) =>
        part.Inline is { } bytes
            ? new MemoryStream(bytes, writable: false)
            : _contents.TryOpen(part.Content) ?? throw S3Errors.NoSuchUpload("");

    /// <summary>Makes the joined parts an object and ends the upload, in one step.</summary>
    public ObjectVersion CommitUpload(
        CallContext call,
        Upload upload,
        ReceivedContent content,
        ObjectAttributes attributes,
        WriteCondition condition,
        string etag
    )
    {
        IReadOnlyList<string?> parts = [];
        var version = Commit(
            call,
            upload.Bucket,
            upload.Key,
            content,
            attributes,
            condition,
            etag,
            () => parts = Uploads.Complete(upload, etag)
        );
        _contents.Release(parts);
        return version;
    }

    public void AbortUpload(string bucket, string key, string uploadId) =>
        _contents.Release(Uploads.Abort(bucket, key, uploadId));
}
