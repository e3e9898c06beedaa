namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The four conditional headers of a read, in RFC 9110's order of precedence.</summary>
internal static class ReadCondition
{
    public static void Check(HeadObjectRequest request, ObjectVersion version)
    {
        // Headers carry whole seconds.
        var modified = DateTimeOffset.FromUnixTimeSeconds(version.Modified.ToUnixTimeSeconds());
        if (request.IfMatch is { } wanted)
        {
            if (!Matches(wanted, version.ETag))
            {
                throw S3Errors.PreconditionFailed("If-Match");
            }
        }
        else if (request.IfUnmodifiedSince is { } since && modified > since)
        {
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");
        }

        if (request.IfNoneMatch is { } known)
        {
            if (Matches(known, version.ETag))
            {
                throw S3Errors.NotModified(ObjectOperations.Quoted(version.ETag));
            }
        }
        else if (request.IfModifiedSince is { } since && modified <= since)
        {
            throw S3Errors.NotModified(ObjectOperations.Quoted(version.ETag));
        }
    }

    public static bool Matches(string header, string etag) =>
        header.Split(',').Select(word => word.Trim().Trim('"')).Any(word => word == "*" || word == etag);
}
