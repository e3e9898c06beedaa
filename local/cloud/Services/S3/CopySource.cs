using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The object that a copy reads, opened and checked against the copy's conditions.</summary>
internal static class CopySource
{
    private const string VersionWord = "?versionId=";

    public static (ObjectVersion Version, Stream Content) Open(ObjectStore store, ICopySource request, CallContext call)
    {
        var (bucket, key, versionId) = Parse(request.CopySource);
        // The source's region is not the request's: S3 copies between regions.
        var home = store.Buckets.Find(bucket) ?? throw S3Errors.NoSuchBucket(bucket);
        var atHome = call with { Region = home.Region };
        store.Buckets.Require(bucket, atHome, request.ExpectedSourceBucketOwner);
        var (version, content) = store.Open(atHome, bucket, key, versionId);
        try
        {
            Check(request, version);
            return (version, content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static (string Bucket, string Key, string? VersionId) Parse(string header)
    {
        var question = header.LastIndexOf(VersionWord, StringComparison.Ordinal);
        var versionId = question < 0 ? null : RequestTarget.Decode(header[(question + VersionWord.Length)..]);
        var path = RequestTarget.Decode(question < 0 ? header : header[..question]);
        path = path.StartsWith('/') ? path[1..] : path;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 || slash == path.Length - 1
            ? throw S3Errors.InvalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                "x-amz-copy-source",
                header
            )
            : (path[..slash], path[(slash + 1)..], versionId);
    }

    private static void Check(ICopySource request, ObjectVersion version)
    {
        var modified = DateTimeOffset.FromUnixTimeSeconds(version.Modified.ToUnixTimeSeconds());
        if (request.CopySourceIfMatch is { } wanted)
        {
            if (!ReadCondition.Matches(wanted, version.ETag))
            {
                throw S3Errors.PreconditionFailed("x-amz-copy-source-If-Match");
            }
        }
        else if (request.CopySourceIfUnmodifiedSince is { } since && modified > since)
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-Unmodified-Since");
        }

        if (request.CopySourceIfNoneMatch is { } known)
        {
            if (ReadCondition.Matches(known, version.ETag))
            {
                throw S3Errors.PreconditionFailed("x-amz-copy-source-If-None-Match");
            }
        }
        else if (request.CopySourceIfModifiedSince is { } since && modified <= since)
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-Modified-Since");
        }
    }
}
