using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Amazon S3, general-purpose buckets. <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html"/></summary>
internal sealed class S3Service : IAwsService
{
    public S3Service(ObjectStore store, TimeProvider time)
    {
        Operations = new OperationTable();
        AddBuckets(new BucketOperations(store, time));
        AddConfigurations(new BucketConfigurationOperations(store.Buckets));
        AddLists(new ListOperations(store));
        AddObjects(new ObjectOperations(store));
    }

    public string SigningName => "s3";

    public AwsProtocol Protocol { get; } = AwsProtocol.RestXml(BucketOperations.Namespace);

    public OperationTable Operations { get; }

    private void AddBuckets(BucketOperations buckets) =>
        Operations
            .AddRoute<ListBucketsRequest, ListBucketsResult>(
                "ListBuckets",
                "GET /",
                "s3:ListAllMyBuckets",
                (_, _) => "*",
                buckets.ListAsync
            )
            .AddRoute<CreateBucketRequest, CreateBucketResult>(
                "CreateBucket",
                "PUT /{Bucket}",
                "s3:CreateBucket",
                BucketArn,
                buckets.CreateAsync
            )
            .AddRoute<BucketRequest, HeadBucketResult>(
                "HeadBucket",
                "HEAD /{Bucket}",
                "s3:ListBucket",
                BucketArn,
                buckets.HeadAsync
            )
            .AddRoute<BucketRequest, LocationResult>(
                "GetBucketLocation",
                "GET /{Bucket}?location",
                "s3:GetBucketLocation",
                BucketArn,
                buckets.LocationAsync
            )
            .AddRoute<BucketRequest, NoContent>(
                "DeleteBucket",
                "DELETE /{Bucket}",
                "s3:DeleteBucket",
                BucketArn,
                buckets.DeleteAsync
            );

    private void AddConfigurations(BucketConfigurationOperations settings) =>
        Operations
            .AddRoute<PutBucketTaggingRequest, NoContent>(
                "PutBucketTagging",
                "PUT /{Bucket}?tagging",
                "s3:PutBucketTagging",
                BucketArn,
                settings.PutTaggingAsync
            )
            .AddRoute<BucketRequest, TaggingResult>(
                "GetBucketTagging",
                "GET /{Bucket}?tagging",
                "s3:GetBucketTagging",
                BucketArn,
                settings.GetTaggingAsync
            )
            .AddRoute<BucketRequest, NoContent>(
                "DeleteBucketTagging",
                "DELETE /{Bucket}?tagging",
                "s3:PutBucketTagging",
                BucketArn,
                settings.DeleteTaggingAsync
            )
            .AddRoute<PutBucketVersioningRequest, Nothing>(
                "PutBucketVersioning",
                "PUT /{Bucket}?versioning",
                "s3:PutBucketVersioning",
                BucketArn,
                settings.PutVersioningAsync
            )
            .AddRoute<BucketRequest, VersioningResult>(
                "GetBucketVersioning",
                "GET /{Bucket}?versioning",
                "s3:GetBucketVersioning",
                BucketArn,
                settings.GetVersioningAsync
            )
            .AddRoute<PutBucketEncryptionRequest, Nothing>(
                "PutBucketEncryption",
                "PUT /{Bucket}?encryption",
                "s3:PutEncryptionConfiguration",
                BucketArn,
                settings.PutEncryptionAsync
            )
            .Deviates(
                "Objects are not really encrypted at rest; their encryption headers say what AWS would have done."
            )
            .AddRoute<BucketRequest, EncryptionResult>(
                "GetBucketEncryption",
                "GET /{Bucket}?encryption",
                "s3:GetEncryptionConfiguration",
                BucketArn,
                settings.GetEncryptionAsync
            )
            .AddRoute<BucketRequest, NoContent>(
                "DeleteBucketEncryption",
                "DELETE /{Bucket}?encryption",
                "s3:PutEncryptionConfiguration",
                BucketArn,
                settings.DeleteEncryptionAsync
            )
            .AddRoute<PutPublicAccessBlockRequest, Nothing>(
                "PutPublicAccessBlock",
                "PUT /{Bucket}?publicAccessBlock",
                "s3:PutBucketPublicAccessBlock",
                BucketArn,
                settings.PutPublicAccessBlockAsync
            )
            .AddRoute<BucketRequest, PublicAccessBlockResult>(
                "GetPublicAccessBlock",
                "GET /{Bucket}?publicAccessBlock",
                "s3:GetBucketPublicAccessBlock",
                BucketArn,
                settings.GetPublicAccessBlockAsync
            )
            .AddRoute<BucketRequest, NoContent>(
                "DeletePublicAccessBlock",
                "DELETE /{Bucket}?publicAccessBlock",
                "s3:PutBucketPublicAccessBlock",
                BucketArn,
                settings.DeletePublicAccessBlockAsync
            )
            .AddRoute<PutBucketOwnershipControlsRequest, Nothing>(
                "PutBucketOwnershipControls",
                "PUT /{Bucket}?ownershipControls",
                "s3:PutBucketOwnershipControls",
                BucketArn,
                settings.PutOwnershipAsync
            )
            .Deviates("Only BucketOwnerEnforced can be set: ACLs are not emulated.")
            .AddRoute<BucketRequest, OwnershipControlsResult>(
                "GetBucketOwnershipControls",
                "GET /{Bucket}?ownershipControls",
                "s3:GetBucketOwnershipControls",
                BucketArn,
                settings.GetOwnershipAsync
            )
            .AddRoute<BucketRequest, NoContent>(
                "DeleteBucketOwnershipControls",
                "DELETE /{Bucket}?ownershipControls",
                "s3:PutBucketOwnershipControls",
                BucketArn,
                settings.DeleteOwnershipAsync
            )
            .AddRoute<BucketRequest, AclResult>(
                "GetBucketAcl",
                "GET /{Bucket}?acl",
                "s3:GetBucketAcl",
                BucketArn,
                settings.GetAclAsync
            )
            .AddRoute<BucketRequest, RequestPaymentResult>(
                "GetBucketRequestPayment",
                "GET /{Bucket}?requestPayment",
                "s3:GetBucketRequestPayment",
                BucketArn,
                settings.GetRequestPaymentAsync
            )
            .AddRoute<BucketRequest, AccelerateResult>(
                "GetBucketAccelerateConfiguration",
                "GET /{Bucket}?accelerate",
                "s3:GetAccelerateConfiguration",
                BucketArn,
                settings.GetAccelerateAsync
            )
            .AddRoute<BucketRequest, Nothing>(
                "GetBucketWebsite",
                "GET /{Bucket}?website",
                "s3:GetBucketWebsite",
                BucketArn,
                settings.NeverSet(
                    "NoSuchWebsiteConfiguration",
                    "The specified bucket does not have a website configuration"
                )
            )
            .AddRoute<BucketRequest, Nothing>(
                "GetBucketReplication",
                "GET /{Bucket}?replication",
                "s3:GetReplicationConfiguration",
                BucketArn,
                settings.NeverSet(
                    "ReplicationConfigurationNotFoundError",
                    "The replication configuration was not found"
                )
            )
            .AddRoute<BucketRequest, Nothing>(
                "GetObjectLockConfiguration",
                "GET /{Bucket}?object-lock",
                "s3:GetBucketObjectLockConfiguration",
                BucketArn,
                settings.NeverSet(
                    "ObjectLockConfigurationNotFoundError",
                    "Object Lock configuration does not exist for this bucket"
                )
            );

    private void AddLists(ListOperations lists) =>
        Operations
            .AddRoute<ListObjectsV2Request, ListObjectsV2Result>(
                "ListObjectsV2",
                "GET /{Bucket}?list-type=2",
                "s3:ListBucket",
                BucketArn,
                lists.ListV2Async
            )
            .AddRoute<ListObjectsRequest, ListObjectsResult>(
                "ListObjects",
                "GET /{Bucket}",
                "s3:ListBucket",
                BucketArn,
                lists.ListAsync
            )
            .AddRoute<ListObjectVersionsRequest, ListObjectVersionsResult>(
                "ListObjectVersions",
                "GET /{Bucket}?versions",
                "s3:ListBucketVersions",
                BucketArn,
                lists.ListVersionsAsync
            );

    private void AddObjects(ObjectOperations objects) =>
        Operations
            .AddRoute<PutObjectRequest, PutObjectResult>(
                "PutObject",
                "PUT /{Bucket}/{Key+}",
                "s3:PutObject",
                ObjectArn,
                objects.PutAsync
            )
            .AddRoute<GetObjectRequest, GetObjectResult>(
                "GetObject",
                "GET /{Bucket}/{Key+}",
                "s3:GetObject",
                ObjectArn,
                objects.GetAsync
            )
            .AddRoute<HeadObjectRequest, HeadObjectResult>(
                "HeadObject",
                "HEAD /{Bucket}/{Key+}",
                "s3:GetObject",
                ObjectArn,
                objects.HeadAsync
            )
            .AddRoute<DeleteObjectRequest, DeleteObjectResult>(
                "DeleteObject",
                "DELETE /{Bucket}/{Key+}",
                "s3:DeleteObject",
                ObjectArn,
                objects.DeleteAsync
            )
            .AddRoute<DeleteObjectsRequest, DeleteObjectsResult>(
                "DeleteObjects",
                "POST /{Bucket}?delete",
                "s3:DeleteObject",
                (request, _) => $"arn:aws:s3:::{request.Bucket}/*",
                objects.DeleteManyAsync
            );

    private static string BucketArn(BucketRequest request, CallContext call) => $"arn:aws:s3:::{request.Bucket}";

    private static string ObjectArn(ObjectRequest request, CallContext call) =>
        $"arn:aws:s3:::{request.Bucket}/{request.Key}";
}
