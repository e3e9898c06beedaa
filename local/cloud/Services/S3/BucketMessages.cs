using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

internal sealed record ListBucketsRequest
{
    [Query("prefix")]
    public string Prefix { get; init; } = "";

    [Query("continuation-token")]
    public string? ContinuationToken { get; init; }

    [Query("max-buckets")]
    public int MaxBuckets { get; init; } = 10000;

    [Query("bucket-region")]
    public string? BucketRegion { get; init; }
}

[XmlName("ListAllMyBucketsResult")]
internal sealed record ListBucketsResult
{
    public required Owner Owner { get; init; }

    [XmlItem("Bucket")]
    public required IReadOnlyList<BucketEntry> Buckets { get; init; }

    public string? Prefix { get; init; }

    public string? ContinuationToken { get; init; }
}

internal sealed record BucketEntry
{
    public required string Name { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required string BucketRegion { get; init; }

    public required string BucketArn { get; init; }
}

internal sealed record Owner
{
    /// <summary>A canonical user id: 64 hexadecimal digits made from the account id.</summary>
    public required string ID { get; init; }

    public static Owner Of(string accountId) =>
        new()
        {
            ID = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(accountId))
            ),
        };
}

internal sealed record CreateBucketRequest : BucketNameRequest
{
    [Header("x-amz-acl")]
    public string? Acl { get; init; }

    [Header("x-amz-object-ownership")]
    public string? ObjectOwnership { get; init; }

    [Header("x-amz-bucket-object-lock-enabled")]
    public bool ObjectLockEnabledForBucket { get; init; }

    [Payload("CreateBucketConfiguration")]
    public CreateBucketConfiguration Configuration { get; init; } = new();
}

internal sealed record CreateBucketConfiguration
{
    public string? LocationConstraint { get; init; }

    [XmlItem("Tag")]
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record CreateBucketResult
{
    [Header("Location")]
    public required string Location { get; init; }

    [Header("x-amz-bucket-arn")]
    public required string BucketArn { get; init; }
}

internal sealed record HeadBucketResult
{
    [Header("x-amz-bucket-region")]
    public required string BucketRegion { get; init; }

    [Header("x-amz-bucket-arn")]
    public required string BucketArn { get; init; }

    [Header("x-amz-access-point-alias")]
    public bool AccessPointAlias { get; init; }

    [Header("Content-Type")]
    public string ContentType { get; } = "application/xml";
}

internal sealed record NoContent : IHasStatus
{
    public int StatusCode => 204;

    public static Task<NoContent> Task { get; } = System.Threading.Tasks.Task.FromResult(new NoContent());
}

internal sealed record LocationResult
{
    [Payload]
    public required System.Xml.Linq.XElement Document { get; init; }
}
