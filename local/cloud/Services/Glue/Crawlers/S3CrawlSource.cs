using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.S3;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>Reads the objects of this server's S3 as they were when the crawl began.</summary>
internal sealed class S3CrawlSource(ObjectStore objects) : ICrawlSource
{
    public Task<CrawlListing> ListAsync(S3Path prefix, CallContext call, CancellationToken cancellationToken)
    {
        var scan = objects.OpenScan(call, prefix.Bucket, prefix.Key);
        return Task.FromResult(
            new CrawlListing(
                [
                    .. scan.Objects.Select(item => new SourceObject(
                        item.Version.Key,
                        item.Size,
                        () => File.OpenRead(item.Path)
                    )),
                ],
                scan
            )
        );
    }
}
