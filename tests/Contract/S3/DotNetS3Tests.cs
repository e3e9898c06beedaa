using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace CustomerLake.Tests.Contract.S3;

/// <summary>S3 as the AWS SDK for .NET uses it: signed chunks with checksum trailers, its transfer manager, its paginators.</summary>
public sealed class DotNetS3Tests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_chunked_upload_with_a_trailing_checksum_is_stored_as_it_was()
    {
        var (s3, bucket) = await StartAsync();
        var body = RandomNumberGenerator.GetBytes(300_000);

        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = "a/ü b",
                InputStream = new MemoryStream(body),
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
                Metadata = { ["owner"] = "me" },
            },
            Token
        );

        using var got = await s3.GetObjectAsync(bucket, "a/ü b", Token);
        var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read, Token);
        Assert.Equal(body, read.ToArray());
        Assert.Equal("me", got.Metadata["owner"]);
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(body)), got.ETag.Trim('"'));
        Assert.DoesNotContain("aws-chunked", got.Headers.ContentEncoding ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transfer_manager_uploads_in_parts_and_downloads()
    {
        var (s3, bucket) = await StartAsync();
        var body = RandomNumberGenerator.GetBytes(11 * 1024 * 1024);
        using var transfer = new TransferUtility(
            s3,
            new TransferUtilityConfig { MinSizeBeforePartUpload = 5 * 1024 * 1024 }
        );

        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = bucket,
                Key = "big",
                InputStream = new MemoryStream(body),
                PartSize = 5 * 1024 * 1024,
            },
            Token
        );

        using var got = await s3.GetObjectAsync(bucket, "big", Token);
        var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read, Token);
        Assert.Equal(body, read.ToArray());
        Assert.EndsWith("-3\"", got.ETag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_arrive_as_the_clients_own_exceptions()
    {
        var (s3, bucket) = await StartAsync();

        await Assert.ThrowsAsync<NoSuchKeyException>(() => s3.GetObjectAsync(bucket, "none", Token));
        var fault = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() =>
            s3.ListObjectsV2Async(new() { BucketName = "no-such-bucket-here" }, Token)
        );
        Assert.Equal("NoSuchBucket", fault.ErrorCode);
    }

    [Fact]
    public async Task Listings_page_and_presigned_addresses_open()
    {
        var (s3, bucket) = await StartAsync();
        foreach (var key in (string[])["a", "b/1", "b/2", "c"])
        {
            await s3.PutObjectAsync(
                new()
                {
                    BucketName = bucket,
                    Key = key,
                    ContentBody = key,
                },
                Token
            );
        }

        var keys = new List<string>();
        await foreach (var entry in s3.Paginators.ListObjectsV2(new() { BucketName = bucket, MaxKeys = 1 }).S3Objects)
        {
            keys.Add(entry.Key);
        }

        Assert.Equal(["a", "b/1", "b/2", "c"], keys);
        var url = await s3.GetPreSignedURLAsync(
            new()
            {
                BucketName = bucket,
                Key = "b/1",
                Protocol = Protocol.HTTP,
                Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            }
        );
        using var http = new HttpClient();
        Assert.Equal("b/1", await http.GetStringAsync(new Uri(url), Token));
    }

    private async Task<(AmazonS3Client Client, string Bucket)> StartAsync()
    {
        var account = cloud.NewAccount();
        var s3 = new AmazonS3Client(
            cloud.Credentials(account),
            cloud.Configure(new AmazonS3Config { ForcePathStyle = true })
        );
        var bucket = $"net-{account}";
        await s3.PutBucketAsync(
            new PutBucketRequest { BucketName = bucket, BucketRegionName = CloudFixture.Region },
            Token
        );
        return (s3, bucket);
    }
}
