using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

internal sealed partial class ObjectStore
{
    /// <summary>
    /// Deletes as DeleteObject does: without a version id a versioned bucket gets a delete marker, any other loses the
    /// object; a key that does not exist is no error.
    /// </summary>
    public DeletedObject Delete(
        CallContext call,
        string bucketName,
        string key,
        string? versionId = null,
        WriteCondition? condition = null
    )
    {
        var freed = new List<string?>();
        var deleted = _state.Database.InTransaction(() =>
        {
            var bucket = Buckets.Require(bucketName, call);
            CheckCondition(bucketName, key, condition ?? new WriteCondition());
            return DeleteOne(bucket, key, versionId, freed);
        });
        _contents.Release(freed);
        return deleted;
    }

    /// <summary>Removes a bucket that holds nothing, not even an unfinished upload's parts.</summary>
    public void DeleteBucket(CallContext call, string name, string? expectedOwner)
    {
        var parts = _state.Database.InTransaction(() =>
        {
            var bucket = Buckets.Require(name, call, expectedOwner);
            if (!_index.IsEmpty(name))
            {
                throw S3Errors.BucketNotEmpty(name, bucket.Versioning is not null);
            }

            Buckets.Delete(name);
            return Uploads.RemoveAll(name);
        });
        _contents.Release(parts);
    }

    private DeletedObject DeleteOne(Bucket bucket, string key, string? versionId, List<string?> freed)
    {
        if (versionId is not null)
        {
            CheckVersionId(versionId);
            var version = _index.Find(bucket.Name, key, versionId);
            if (version is not null)
            {
                RemoveVersion(version, freed);
            }

            return new DeletedObject(key, versionId, version is { IsDeleteMarker: true }, null);
        }

        if (bucket.Versioning is null)
        {
            RemoveNullVersion(bucket, key, freed);
            return new DeletedObject(key, null, false, null);
        }

        RemoveNullVersion(bucket, key, freed);
        var marker = new ObjectVersion
        {
            Bucket = bucket.Name,
            Key = key,
            Sequence = _index.NextSequence(),
            VersionId = bucket.IsVersioned ? _state.Ids.Letters(32) : "null",
            IsLatest = true,
            IsDeleteMarker = true,
            Modified = _state.Time.GetUtcNow(),
        };
        _index.Add(marker);
        return new DeletedObject(key, null, true, marker.VersionId);
    }
}
