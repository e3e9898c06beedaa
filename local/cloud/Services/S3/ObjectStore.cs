using System.Text;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Kms;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>What must hold of the present version of a key for a write or delete to happen; null: not asked.</summary>
/// <param name="IfMatch">The ETag it must have (quotes optional); a key that does not exist is an error.</param>
/// <param name="IfAbsent">There must be no present version.</param>
internal sealed record WriteCondition(string? IfMatch = null, bool IfAbsent = false);

/// <summary>The outcome of a delete.</summary>
internal sealed record DeletedObject(string Key, string? VersionId, bool IsMarker, string? MarkerVersionId);

/// <summary>
/// Objects as the rest of the local cloud sees them: get, put, list and delete in the name of a caller, scans that stay
/// readable while objects are overwritten, and the publication of many files in one step. The wire operations of S3
/// are built on it too.
/// </summary>
internal sealed partial class ObjectStore
{
    private readonly CloudState _state;
    private readonly ObjectIndex _index;
    private readonly ContentStore _contents;
    private readonly Keys _keys;

    public ObjectStore(CloudState state)
        : this(state, new Keys(state)) { }

    public ObjectStore(CloudState state, Keys keys)
    {
        _keys = keys;
        _state = state;
        Buckets = new Buckets(state);
        _index = new ObjectIndex(state.Database);
        _contents = new ContentStore(state, _index);
        Uploads = new Uploads(state);
        ScratchFolder = Path.Combine(state.Folder, "scratch");
        if (Directory.Exists(ScratchFolder))
        {
            Directory.Delete(ScratchFolder, recursive: true);
        }

        Directory.CreateDirectory(ScratchFolder);
        SweptFiles = state.Blobs.Sweep(id => _index.IsUsed(id) || Uploads.IsUsed(id));
    }

    public Buckets Buckets { get; }

    public Uploads Uploads { get; }

    /// <summary>For files of running work; on the same disk as the blobs, emptied at every start.</summary>
    public string ScratchFolder { get; }

    /// <summary>How many files a killed process had left behind.</summary>
    public int SweptFiles { get; }

    /// <summary>Stores one object. The stream is read to its end before anything changes.</summary>
    /// <exception cref="AwsException">As PutObject has it: no such bucket, not the caller's, a condition that fails.</exception>
    public async Task<ObjectVersion> PutAsync(
        CallContext call,
        string bucket,
        string key,
        Stream content,
        ObjectAttributes attributes,
        CancellationToken cancellationToken
    )
    {
        Buckets.Require(bucket, call);
        CheckKey(key);
        var received = await ReceiveAsync(content, [ChecksumAlgorithm.Crc64Nvme], cancellationToken);
        return Commit(
            call,
            bucket,
            key,
            received,
            attributes with
            {
                Checksum = FullCrc64(received),
            },
            new WriteCondition()
        );
    }

    public Task<ReceivedContent> ReceiveAsync(
        Stream content,
        IReadOnlyCollection<ChecksumAlgorithm> algorithms,
        CancellationToken cancellationToken
    ) => _contents.ReceiveAsync(content, algorithms, cancellationToken);

    public void Discard(ReceivedContent content) => _contents.Discard(content);

    /// <summary>Makes received bytes the newest version of a key, if the condition holds; else throws them away.</summary>
    public ObjectVersion Commit(
        CallContext call,
        string bucketName,
        string key,
        ReceivedContent content,
        ObjectAttributes attributes,
        WriteCondition condition,
        string? etag = null,
        Action? alsoInTransaction = null
    )
    {
        var freed = new List<string?>();
        try
        {
            var stored = _state.Database.InTransaction(() =>
            {
                var bucket = Buckets.Require(bucketName, call);
                CheckCondition(bucketName, key, condition);
                alsoInTransaction?.Invoke();
                return Add(call, bucket, key, content, attributes, etag, freed);
            });
            _contents.Release(freed);
            return stored;
        }
        catch
        {
            _contents.Discard(content);
            throw;
        }
    }

    /// <summary>The present version; null when there is none or it is a delete marker.</summary>
    public ObjectVersion? Head(CallContext call, string bucket, string key)
    {
        Buckets.Require(bucket, call);
        return _index.Latest(bucket, key) is { IsDeleteMarker: false } version ? version : null;
    }

    /// <summary>The present version, or the one asked for.</summary>
    /// <exception cref="AwsException">NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker.</exception>
    public ObjectVersion Require(
        CallContext call,
        string bucket,
        string key,
        string? versionId = null,
        string method = "GET"
    )
    {
        Buckets.Require(bucket, call);
        if (versionId is null)
        {
            var latest = _index.Latest(bucket, key) ?? throw S3Errors.NoSuchKey(key);
            return latest.IsDeleteMarker ? throw S3Errors.KeyIsDeleted(key, latest.VersionId) : latest;
        }

        CheckVersionId(versionId);
        var version = _index.Find(bucket, key, versionId) ?? throw S3Errors.NoSuchVersion(key, versionId);
        return version.IsDeleteMarker ? throw S3Errors.MarkerHasNoContent(method, versionId) : version;
    }

    /// <summary>A version together with its bytes, which stay readable whatever happens to the object.</summary>
    public (ObjectVersion Version, Stream Content) Open(
        CallContext call,
        string bucket,
        string key,
        string? versionId = null
    )
    {
        while (true)
        {
            var version = Require(call, bucket, key, versionId);
            // Between the look-up and the opening an overwrite may have removed the bytes: then look again.
            if (_contents.TryOpen(version.Content) is { } stream)
            {
                return (version, stream);
            }
        }
    }

    /// <summary>Replaces what is said about an object, not its bytes (its tags).</summary>
    public ObjectVersion Change(
        CallContext call,
        string bucket,
        string key,
        string? versionId,
        Func<ObjectVersion, ObjectVersion> change
    ) =>
        _state.Database.InTransaction(() =>
        {
            var changed = change(Require(call, bucket, key, versionId));
            _index.Replace(changed);
            return changed;
        });

    public static void CheckKey(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        if (size > 1024)
        {
            throw S3Errors.KeyTooLong(size);
        }
    }

    /// <summary>Ours are 32 letters and digits, or the word <c>null</c>.</summary>
    public static void CheckVersionId(string versionId)
    {
        if (versionId != "null" && (versionId.Length != 32 || !versionId.All(char.IsAsciiLetterOrDigit)))
        {
            throw S3Errors.InvalidArgument("Invalid version id specified", "versionId", versionId);
        }
    }

    /// <summary>The bucket's default where the writer said nothing; a key by whatever name becomes its ARN.</summary>
    public ObjectAttributes Encrypted(CallContext call, Bucket bucket, ObjectAttributes attributes)
    {
        var chosen = attributes.Encryption is null ? bucket.Encryption.ApplyTo(attributes) : attributes;
        if (chosen.KmsKey is null)
        {
            return chosen;
        }

        try
        {
            return chosen with { KmsKey = _keys.RequireUsable(call, chosen.KmsKey).Arn };
        }
        catch (AwsException fault)
        {
            throw new AwsException($"KMS.{fault.Code}", fault.Message);
        }
    }

    private static ObjectChecksum FullCrc64(ReceivedContent content) =>
        new(
            ChecksumAlgorithm.Crc64Nvme.Name,
            content.Checksums[ChecksumAlgorithm.Crc64Nvme.Name],
            ObjectChecksum.FullObject
        );

    private void CheckCondition(string bucket, string key, WriteCondition condition)
    {
        var present = _index.Latest(bucket, key) is { IsDeleteMarker: false } latest ? latest : null;
        if (condition.IfAbsent && present is not null)
        {
            throw S3Errors.PreconditionFailed("If-None-Match");
        }

        if (condition.IfMatch is { } etag)
        {
            if (present is null)
            {
                throw S3Errors.NoSuchKey(key);
            }

            if (etag.Trim('"') != present.ETag)
            {
                throw S3Errors.PreconditionFailed("If-Match");
            }
        }
    }

    /// <summary>Part of a transaction. Content that nothing needs any more goes into <paramref name="freed"/>.</summary>
    private ObjectVersion Add(
        CallContext call,
        Bucket bucket,
        string key,
        ReceivedContent content,
        ObjectAttributes attributes,
        string? etag,
        List<string?> freed
    )
    {
        attributes = Encrypted(call, bucket, attributes);
        RemoveNullVersion(bucket, key, freed);
        _contents.Keep(content);
        var version = new ObjectVersion
        {
            Bucket = bucket.Name,
            Key = key,
            Sequence = _index.NextSequence(),
            VersionId = bucket.IsVersioned ? _state.Ids.Letters(32) : "null",
            IsLatest = true,
            Size = content.Size,
            ETag = etag ?? content.ETag,
            Modified = _state.Time.GetUtcNow(),
            Content = content.Id,
            Attributes = attributes,
        };
        _index.Add(version);
        return version;
    }

    /// <summary>A bucket that is not versioned, or no longer, keeps one version of a key called <c>null</c>.</summary>
    private void RemoveNullVersion(Bucket bucket, string key, List<string?> freed)
    {
        if (!bucket.IsVersioned && _index.Find(bucket.Name, key, "null") is { } old)
        {
            RemoveVersion(old, freed);
        }
    }

    private void RemoveVersion(ObjectVersion version, List<string?> freed)
    {
        _index.Remove(version);
        _contents.Forget(version.Content);
        freed.Add(version.Content);
    }
}
