using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class StorageLeftovers
{
    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var s3 = target.S3();
        var buckets = Pages.ReadAsync<S3Bucket>(
            async token =>
            {
                var page = await s3.ListBucketsAsync(
                    new ListBucketsRequest { ContinuationToken = token },
                    cancellationToken
                );
                return (page.Buckets, page.ContinuationToken);
            },
            cancellationToken
        );
        await foreach (var bucket in buckets)
        {
            if (mark.IsOn(bucket.BucketName))
            {
                yield return new Leftover("s3", "bucket", bucket.BucketName);
            }
        }
    }
}
