using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Amazon S3, general-purpose buckets. <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html"/></summary>
internal sealed partial class S3Service : IAwsService
{
    public S3Service(ObjectStore store, CloudState state)
    {
        var objects = new ObjectOperations(store);
        AddBuckets(new BucketOperations(store, state.Time));
        AddConfigurations(new BucketConfigurationOperations(store.Buckets));
        AddDocuments(new BucketDocumentOperations(store.Buckets));
        AddLists(new ListOperations(store), new UploadListOperations(store));
        AddObjects(objects);
        AddCopies(new CopyOperations(store, objects));
        AddUploads(new MultipartOperations(store, objects, state));
        Refuse();
    }

    public string SigningName => "s3";

    public AwsProtocol Protocol { get; } = AwsProtocol.RestXml(BucketOperations.Namespace);

    public OperationTable Operations { get; } = new();

    private void AddBuckets(BucketOperations buckets)
    {
        Operations.AddRoute<ListBucketsRequest, ListBucketsResult>(
            "ListBuckets",
            "GET /",
            "s3:ListAllMyBuckets",
            (_, _) => "*",
            buckets.ListAsync
        );
        Bucket<CreateBucketRequest, CreateBucketResult>("CreateBucket", "PUT", "s3:CreateBucket", buckets.CreateAsync);
        Bucket<BucketRequest, HeadBucketResult>("HeadBucket", "HEAD", "s3:ListBucket", buckets.HeadAsync);
        Bucket<BucketRequest, LocationResult>(
            "GetBucketLocation",
            "GET ?location",
            "s3:GetBucketLocation",
            buckets.LocationAsync
        );
        Bucket<BucketRequest, NoContent>("DeleteBucket", "DELETE", "s3:DeleteBucket", buckets.DeleteAsync);
    }

    private void AddLists(ListOperations lists, UploadListOperations uploads)
    {
        Bucket<ListObjectsV2Request, ListObjectsV2Result>(
            "ListObjectsV2",
            "GET ?list-type=2",
            "s3:ListBucket",
            lists.ListV2Async
        );
        Bucket<ListObjectsRequest, ListObjectsResult>("ListObjects", "GET", "s3:ListBucket", lists.ListAsync);
        Bucket<ListObjectVersionsRequest, ListObjectVersionsResult>(
            "ListObjectVersions",
            "GET ?versions",
            "s3:ListBucketVersions",
            lists.ListVersionsAsync
        );
        Bucket<ListMultipartUploadsRequest, ListMultipartUploadsResult>(
            "ListMultipartUploads",
            "GET ?uploads",
            "s3:ListBucketMultipartUploads",
            uploads.ListAsync
        );
    }

    private void AddObjects(ObjectOperations objects)
    {
        Object<PutObjectRequest, PutObjectResult>("PutObject", "PUT", "s3:PutObject", objects.PutAsync);
        Object<GetObjectRequest, GetObjectResult>("GetObject", "GET", "s3:GetObject", objects.GetAsync);
        Object<HeadObjectRequest, HeadObjectResult>("HeadObject", "HEAD", "s3:GetObject", objects.HeadAsync);
        Object<DeleteObjectRequest, DeleteObjectResult>(
            "DeleteObject",
            "DELETE",
            "s3:DeleteObject",
            objects.DeleteAsync
        );
        Operations.AddRoute<DeleteObjectsRequest, DeleteObjectsResult>(
            "DeleteObjects",
            "POST /{Bucket}?delete",
            "s3:DeleteObject",
            (request, _) => $"arn:aws:s3:::{request.Bucket}/*",
            objects.DeleteManyAsync
        );
    }

    private void AddCopies(CopyOperations copies)
    {
        Object<CopyObjectRequest, CopyObjectResult>(
            "CopyObject",
            "PUT #x-amz-copy-source",
            "s3:PutObject",
            copies.CopyAsync
        );
        Object<GetObjectAttributesRequest, GetObjectAttributesResult>(
            "GetObjectAttributes",
            "GET ?attributes",
            "s3:GetObjectAttributes",
            copies.AttributesAsync
        );
        Object<PutObjectTaggingRequest, PutObjectTaggingResult>(
            "PutObjectTagging",
            "PUT ?tagging",
            "s3:PutObjectTagging",
            copies.PutTaggingAsync
        );
        Object<ObjectTaggingRequest, TaggingResult>(
            "GetObjectTagging",
            "GET ?tagging",
            "s3:GetObjectTagging",
            copies.GetTaggingAsync
        );
        Object<ObjectTaggingRequest, DeleteObjectTaggingResult>(
            "DeleteObjectTagging",
            "DELETE ?tagging",
            "s3:DeleteObjectTagging",
            copies.DeleteTaggingAsync
        );
    }

    private void AddUploads(MultipartOperations uploads)
    {
        Object<CreateMultipartUploadRequest, CreateMultipartUploadResult>(
            "CreateMultipartUpload",
            "POST ?uploads",
            "s3:PutObject",
            uploads.CreateAsync
        );
        Object<UploadPartRequest, UploadPartResult>(
            "UploadPart",
            "PUT ?partNumber&uploadId",
            "s3:PutObject",
            uploads.UploadPartAsync
        );
        Object<UploadPartCopyRequest, UploadPartCopyResult>(
            "UploadPartCopy",
            "PUT ?partNumber&uploadId #x-amz-copy-source",
            "s3:PutObject",
            uploads.UploadPartCopyAsync
        );
        Object<CompleteMultipartUploadRequest, CompleteMultipartUploadResult>(
            "CompleteMultipartUpload",
            "POST ?uploadId",
            "s3:PutObject",
            uploads.CompleteAsync
        );
        Object<AbortMultipartUploadRequest, NoContent>(
            "AbortMultipartUpload",
            "DELETE ?uploadId",
            "s3:AbortMultipartUpload",
            uploads.AbortAsync
        );
        Object<ListPartsRequest, ListPartsResult>(
            "ListParts",
            "GET ?uploadId",
            "s3:ListMultipartUploadParts",
            uploads.ListPartsAsync
        );
    }

    /// <summary>A row about a bucket: method and query of its route.</summary>
    private OperationTable Bucket<TRequest, TResponse>(
        string name,
        string route,
        string action,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : BucketNameRequest
        where TResponse : class =>
        Operations.AddRoute(
            name,
            At("/{Bucket}", route),
            action,
            (request, _) => $"arn:aws:s3:::{request.Bucket}",
            handler
        );

    /// <summary>A row about an object.</summary>
    private OperationTable Object<TRequest, TResponse>(
        string name,
        string route,
        string action,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : ObjectRequest
        where TResponse : class =>
        Operations.AddRoute(
            name,
            At("/{Bucket}/{Key+}", route),
            action,
            (request, _) => $"arn:aws:s3:::{request.Bucket}/{request.Key}",
            handler
        );

    /// <summary><c>GET ?tagging</c> becomes <c>GET /{Bucket}?tagging</c>.</summary>
    private static string At(string path, string route)
    {
        var words = route.Split(' ', 2);
        return words.Length == 1 ? $"{route} {path}"
            : words[1].StartsWith('?') ? $"{words[0]} {path}{words[1]}"
            : $"{words[0]} {path} {words[1]}";
    }
}
