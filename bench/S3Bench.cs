using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CustomerLake.Local.Cloud;

namespace CustomerLake.Bench;

/// <summary>Putting and getting objects through the local cloud against copying the same files and digesting them once.</summary>
internal static class S3Bench
{
    private const int Large = 64 * 1024 * 1024;
    private const int Small = 4 * 1024;
    private const int Many = 500;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("s3-bench-").FullName;
        try
        {
            await using var cloud = await CloudServer.StartAsync(
                new CloudOptions { StateFolder = Path.Combine(folder, "state") },
                cancellationToken
            );
            using var s3 = new AmazonS3Client(
                new BasicAWSCredentials("000000000001", cloud.RootSecret),
                new AmazonS3Config
                {
                    ServiceURL = cloud.Endpoint.ToString(),
                    AuthenticationRegion = "eu-central-1",
                    ForcePathStyle = true,
                }
            );
            await s3.PutBucketAsync(
                new PutBucketRequest { BucketName = "bench-bucket", BucketRegionName = "eu-central-1" },
                cancellationToken
            );
            await CompareAsync(s3, folder, "one of 64 MiB", Large, 1, cancellationToken);
            await CompareAsync(s3, folder, "500 of 4 KiB", Small, Many, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(
        AmazonS3Client s3,
        string folder,
        string what,
        int size,
        int count,
        CancellationToken cancellationToken
    )
    {
        var source = Path.Combine(folder, $"source-{size}");
        await File.WriteAllBytesAsync(source, RandomNumberGenerator.GetBytes(size), cancellationToken);
        await PutAsync(s3, source, "warm", cancellationToken);
        await GetAsync(s3, "warm", cancellationToken);

        var copy = await TimeAsync(count, index => CopyAsync(source, $"{source}.{index}", cancellationToken));
        var put = await TimeAsync(count, index => PutAsync(s3, source, $"k{index}", cancellationToken));
        var get = await TimeAsync(count, index => GetAsync(s3, $"k{index}", cancellationToken));

        Console.WriteLine(
            $"  {what}: put {put / copy:0.0} x, get {get / copy:0.0} x the copy with its MD5 ({copy:0.000} s)"
        );
    }

    private static async Task<double> TimeAsync(int count, Func<int, Task> run)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var index = 0; index < count; index++)
        {
            await run(index);
        }

        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>What S3 must do at least: read, digest and write.</summary>
    private static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        await using var from = File.OpenRead(source);
#pragma warning disable CA5351 // An ETag is an MD5 by definition.
        await MD5.HashDataAsync(from, cancellationToken);
#pragma warning restore CA5351
        from.Position = 0;
        await using var to = File.Create(target);
        await from.CopyToAsync(to, cancellationToken);
    }

    private static async Task PutAsync(
        AmazonS3Client s3,
        string source,
        string key,
        CancellationToken cancellationToken
    ) =>
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bench-bucket",
                Key = key,
                FilePath = source,
            },
            cancellationToken
        );

    private static async Task GetAsync(AmazonS3Client s3, string key, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync("bench-bucket", key, cancellationToken);
        await response.ResponseStream.CopyToAsync(Stream.Null, cancellationToken);
    }
}
