using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Services.S3;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>Result files as objects of S3.</summary>
internal sealed class S3ResultStore(ObjectStore objects) : IResultStore
{
    public async Task PutAsync(
        CallContext call,
        string uri,
        Stream content,
        string contentType,
        ResultConfiguration results,
        CancellationToken cancellationToken
    )
    {
        var (bucket, key) = Split(uri);
        objects.Buckets.Require(bucket, call, results.ExpectedBucketOwner);
        var encryption = results.EncryptionConfiguration;
        await objects.PutAsync(
            call,
            bucket,
            key,
            content,
            new ObjectAttributes
            {
                ContentType = contentType,
                // Without a word of the workgroup or the caller the bucket's own default holds.
                Encryption = encryption?.EncryptionOption switch
                {
                    "SSE_KMS" => "aws:kms",
                    "SSE_S3" => "AES256",
                    _ => null,
                },
                KmsKey = encryption?.KmsKey,
            },
            cancellationToken
        );
    }

    public Task<Stream?> OpenAsync(CallContext call, string uri, long offset, CancellationToken cancellationToken)
    {
        var (bucket, key) = Split(uri);
        try
        {
            var (_, content) = objects.Open(call, bucket, key);
            content.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult<Stream?>(content);
        }
        catch (AwsException fault) when (fault.Code is "NoSuchKey" or "NoSuchBucket")
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    private static (string Bucket, string Key) Split(string uri)
    {
        var parts = uri["s3://".Length..].Split('/', 2);
        return (parts[0], parts[1]);
    }
}
