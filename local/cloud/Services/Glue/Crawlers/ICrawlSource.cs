using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>An object as a listing names it, and how to read it.</summary>
internal sealed record SourceObject(string Key, long Size, Func<Stream> Open);

/// <summary>Where a crawler reads. The seam to S3: the objects stay readable until the listing is disposed.</summary>
internal interface ICrawlSource
{
    /// <exception cref="AwsException">The bucket does not exist, or the caller may not read it.</exception>
    Task<CrawlListing> ListAsync(S3Path prefix, CallContext call, CancellationToken cancellationToken);
}

/// <summary>All objects that start with a prefix, in key order.</summary>
internal sealed class CrawlListing(IReadOnlyList<SourceObject> objects, IDisposable? pins = null) : IDisposable
{
    public IReadOnlyList<SourceObject> Objects => objects;

    public void Dispose() => pins?.Dispose();
}
