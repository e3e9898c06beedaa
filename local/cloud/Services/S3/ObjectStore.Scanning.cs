using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>One object of a scan, readable as a file.</summary>
/// <param name="Version">What the index says.</param>
/// <param name="Path">Absolute; the file is not to be changed.</param>
internal sealed record ScannedObject(ObjectVersion Version, string Path)
{
    public string Uri => $"s3://{Version.Bucket}/{Version.Key}";

    public long Size => Version.Size;
}

/// <summary>A set of objects as they were at one moment; its files stay until it is disposed.</summary>
internal sealed class ObjectScan(IReadOnlyList<ScannedObject> objects, IDisposable pin, string scratch) : IDisposable
{
    public IReadOnlyList<ScannedObject> Objects => objects;

    public void Dispose()
    {
        pin.Dispose();
        if (Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}

/// <summary>A finished file that is to become an object.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Path">A file on the disk of <see cref="ObjectStore.ScratchFolder"/>; it is moved away.</param>
/// <param name="Attributes">What is said about it.</param>
internal sealed record NewObject(string Key, string Path, ObjectAttributes Attributes);

internal sealed partial class ObjectStore
{
    /// <summary>
    /// The present objects below a prefix, frozen: overwriting or deleting them does not touch the scan. Objects small
    /// enough to lie in the database are written out as files for its time.
    /// </summary>
    public ObjectScan OpenScan(CallContext call, string bucket, string prefix)
    {
        var scratch = NewScratchFolder();
        IDisposable? pin = null;
        try
        {
            // One lock over look-up and pin: what the index shows is not yet released, what is pinned will not be.
            return _state.Database.InTransaction(() =>
            {
                var found = ListAll(call, bucket, prefix).ToList();
                var blobs = found.Select(version => version.Content).OfType<string>();
                pin = _contents.Blobs.Pin([.. blobs.Where(id => !ContentStore.IsInline(id))]);
                return new ObjectScan(
                    [.. found.Select(version => new ScannedObject(version, PathOf(version, scratch)))],
                    pin,
                    scratch
                );
            });
        }
        catch
        {
            pin?.Dispose();
            Directory.Delete(scratch, recursive: true);
            throw;
        }
    }

    /// <summary>A private folder for output, to be given to <see cref="PublishAsync"/> or deleted.</summary>
    public string NewScratchFolder()
    {
        var folder = Path.Combine(ScratchFolder, _state.Ids.Ulid());
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>
    /// Makes all files objects and deletes what they replace, in one step that every reader sees whole or not at all.
    /// </summary>
    /// <param name="call">The writer.</param>
    /// <param name="bucketName">The bucket.</param>
    /// <param name="files">The new objects; their files are moved away.</param>
    /// <param name="replacedPrefixes">Every present object below one of these that is not written anew is deleted.</param>
    /// <param name="cancellationToken">Until the files were read; the step itself is not interrupted.</param>
    public async Task<IReadOnlyList<ObjectVersion>> PublishAsync(
        CallContext call,
        string bucketName,
        IReadOnlyList<NewObject> files,
        IReadOnlyList<string> replacedPrefixes,
        CancellationToken cancellationToken
    )
    {
        Buckets.Require(bucketName, call);
        var received = new List<(NewObject File, ReceivedContent Content)>();
        var freed = new List<string?>();
        try
        {
            foreach (var file in files)
            {
                CheckKey(file.Key);
                received.Add((file, await ImportAsync(file, cancellationToken)));
            }

            var stored = _state.Database.InTransaction(() =>
                Publish(call, bucketName, received, replacedPrefixes, freed)
            );
            _contents.Release(freed);
            return stored;
        }
        catch
        {
            received.ForEach(pair => _contents.Discard(pair.Content));
            throw;
        }
    }

    private List<ObjectVersion> Publish(
        CallContext call,
        string bucketName,
        List<(NewObject File, ReceivedContent Content)> files,
        IReadOnlyList<string> replacedPrefixes,
        List<string?> freed
    )
    {
        var bucket = Buckets.Require(bucketName, call);
        var written = files.Select(pair => pair.File.Key).ToHashSet(StringComparer.Ordinal);
        var replaced = replacedPrefixes
            .SelectMany(prefix => ListAll(call, bucketName, prefix).ToList())
            .Select(version => version.Key)
            .Where(key => !written.Contains(key))
            .Distinct(StringComparer.Ordinal);
        foreach (var key in replaced.ToList())
        {
            DeleteOne(bucket, key, null, freed);
        }

        return
        [
            .. files.Select(pair =>
                Add(
                    call,
                    bucket,
                    pair.File.Key,
                    pair.Content,
                    pair.File.Attributes with
                    {
                        Checksum = FullCrc64(pair.Content),
                    },
                    null,
                    freed
                )
            ),
        ];
    }

    private async Task<ReceivedContent> ImportAsync(NewObject file, CancellationToken cancellationToken)
    {
        // A file that is small enough for the database is read like any upload.
        if (new FileInfo(file.Path).Length <= ContentStore.LargestInline)
        {
            await using var small = File.OpenRead(file.Path);
            return await ReceiveAsync(small, [ChecksumAlgorithm.Crc64Nvme], cancellationToken);
        }

        return await _contents.ImportAsync(file.Path, [ChecksumAlgorithm.Crc64Nvme], cancellationToken);
    }

    private string PathOf(ObjectVersion version, string scratch)
    {
        if (version.Content is { } id && !ContentStore.IsInline(id))
        {
            return _contents.Blobs.PathOf(id);
        }

        var path = Path.Combine(scratch, _state.Ids.Ulid());
        using var source = _contents.TryOpen(version.Content) ?? throw S3Errors.NoSuchKey(version.Key);
        using var file = File.Create(path);
        source.CopyTo(file);
        return path;
    }
}
