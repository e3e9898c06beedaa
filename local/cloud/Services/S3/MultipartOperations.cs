using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Multipart uploads: start, parts, complete, abort, lists. <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"/></summary>
internal sealed class MultipartOperations(ObjectStore store, ObjectOperations objects, CloudState state)
{
    private const int MostParts = 10000;
    private const int MostListed = 1000;

    public Task<CreateMultipartUploadResult> CreateAsync(
        CreateMultipartUploadRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var bucket = store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        ObjectStore.CheckKey(request.Key);
        var attributes = store.Encrypted(call, bucket, ObjectHeaders.Read(request));
        var algorithm = request.ChecksumAlgorithm is { } name ? ChecksumAlgorithm.Parse(name) : null;
        var upload = store.Uploads.Start(
            new Upload
            {
                UploadId = state.Ids.Letters(64),
                Bucket = request.Bucket,
                Key = request.Key,
                Initiated = state.Time.GetUtcNow(),
                Attributes = attributes,
                Algorithm = algorithm?.Name,
                ChecksumType = TypeOf(algorithm, request.ChecksumType),
            }
        );
        return Task.FromResult(
            new CreateMultipartUploadResult
            {
                Bucket = upload.Bucket,
                Key = upload.Key,
                UploadId = upload.UploadId,
                ChecksumAlgorithm = upload.Algorithm,
                ChecksumType = algorithm is null ? null : upload.ChecksumType,
                ServerSideEncryption = attributes.Encryption,
                SseKmsKeyId = attributes.KmsKey,
            }
        );
    }

    public async Task<UploadPartResult> UploadPartAsync(
        UploadPartRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var upload = Require(request, call);
        CheckNumber(request.PartNumber);
        var wanted = upload.Algorithm is { } name ? ChecksumAlgorithm.Parse(name) : null;
        var checks = new UploadChecks(request.Checksums, request.ContentMD5, request.Body, wanted);
        var content = await store.ReceiveAsync(request.Body, [checks.Algorithm], cancellationToken);
        ObjectChecksum checksum;
        try
        {
            checksum = checks.Verify(content);
            store.AddPart(upload, request.PartNumber, content, checksum.Value);
        }
        catch
        {
            store.Discard(content);
            throw;
        }

        return new UploadPartResult
        {
            ETag = ObjectOperations.Quoted(content.ETag),
            Checksums = checks.HasClientValue || wanted is not null ? ObjectOperations.ChecksumHeader(checksum) : null,
            ServerSideEncryption = upload.Attributes.Encryption,
        };
    }

    public async Task<UploadPartCopyResult> UploadPartCopyAsync(
        UploadPartCopyRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var upload = Require(request, call);
        CheckNumber(request.PartNumber);
        var algorithm = ChecksumAlgorithm.Parse(upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme.Name);
        var (source, bytes) = CopySource.Open(store, request, call);
        await using var stream = bytes;
        var slice = ContentSlice.OfCopy(request.CopySourceRange, source.Size);
        await using var part = new SlicedStream(stream, slice);
        var content = await store.ReceiveAsync(part, [algorithm], cancellationToken);
        var checksum = content.Checksums[algorithm.Name];
        try
        {
            store.AddPart(upload, request.PartNumber, content, checksum);
        }
        catch
        {
            store.Discard(content);
            throw;
        }

        return new UploadPartCopyResult
        {
            ETag = ObjectOperations.Quoted(content.ETag),
            LastModified = state.Time.GetUtcNow(),
            CopySourceVersionId = objects.VersionIdOf(source),
        }.With(upload.Algorithm, checksum);
    }

    public async Task<CompleteMultipartUploadResult> CompleteAsync(
        CompleteMultipartUploadRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var upload = Require(request, call);
        if (upload.CompletedETag is { } done)
        {
            // A client that missed the answer asks again; the outcome stands.
            return Completed(request, upload, store.Head(call, request.Bucket, request.Key), done);
        }

        var condition = ObjectOperations.Condition(request.IfMatch, request.IfNoneMatch);
        var parts = Completion.Choose(upload, store.Uploads.Parts(upload), request);
        var algorithm = ChecksumAlgorithm.Parse(upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme.Name);
        await using var whole = new PartsStream(parts, store.OpenPart);
        var content = await store.ReceiveAsync(whole, [algorithm], cancellationToken);
        var checksum =
            upload.ChecksumType == ObjectChecksum.Composite
                ? Completion.Composite(algorithm, parts)
                : new ObjectChecksum(algorithm.Name, content.Checksums[algorithm.Name], ObjectChecksum.FullObject);
        CheckWhole(request, algorithm, checksum, content);
        var version = store.CommitUpload(
            call,
            upload,
            content,
            upload.Attributes with
            {
                Checksum = checksum,
                Parts = [.. parts.Select(part => new ObjectPart(part.Number, part.Size, part.ETag, part.Checksum))],
            },
            condition,
            Completion.ETag(parts)
        );
        return Completed(request, upload, version, version.ETag);
    }

    public Task<NoContent> AbortAsync(
        AbortMultipartUploadRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        Require(request, call);
        store.AbortUpload(request.Bucket, request.Key, request.UploadId);
        return NoContent.Task;
    }

    public Task<ListPartsResult> ListPartsAsync(
        ListPartsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var upload = Require(request, call);
        var most = Math.Min(request.MaxParts ?? MostListed, MostListed);
        var after = store.Uploads.Parts(upload).Where(part => part.Number > request.PartNumberMarker).ToList();
        var page = after.Take(most).ToList();
        var owner = Owner.Of(call.AccountId);
        return Task.FromResult(
            new ListPartsResult
            {
                Bucket = request.Bucket,
                Key = request.Key,
                UploadId = request.UploadId,
                Initiator = owner,
                Owner = owner,
                StorageClass = upload.Attributes.StorageClass,
                PartNumberMarker = request.PartNumberMarker,
                NextPartNumberMarker = page.Count > 0 ? page[^1].Number : null,
                MaxParts = most,
                IsTruncated = after.Count > page.Count,
                ChecksumAlgorithm = upload.Algorithm,
                ChecksumType = upload.Algorithm is null ? null : upload.ChecksumType,
                Parts =
                [
                    .. page.Select(part =>
                        new PartEntry
                        {
                            PartNumber = part.Number,
                            LastModified = part.Modified,
                            ETag = ObjectOperations.Quoted(part.ETag),
                            Size = part.Size,
                        }.With(upload.Algorithm, part.Checksum)
                    ),
                ],
            }
        );
    }

    private CompleteMultipartUploadResult Completed(
        CompleteMultipartUploadRequest request,
        Upload upload,
        ObjectVersion? version,
        string etag
    ) =>
        new CompleteMultipartUploadResult
        {
            Location = $"http://s3.amazonaws.com/{request.Bucket}/{RequestTarget.Encode(request.Key, keepSlash: true)}",
            Bucket = request.Bucket,
            Key = request.Key,
            ETag = ObjectOperations.Quoted(etag),
            ChecksumType = version?.Attributes.Checksum?.Type,
            VersionId = version is null ? null : objects.VersionIdOf(version),
            ServerSideEncryption = upload.Attributes.Encryption,
            SseKmsKeyId = upload.Attributes.KmsKey,
        }.With(version?.Attributes.Checksum?.Algorithm, version?.Attributes.Checksum?.Value);

    private void CheckWhole(
        CompleteMultipartUploadRequest request,
        ChecksumAlgorithm algorithm,
        ObjectChecksum checksum,
        ReceivedContent content
    )
    {
        try
        {
            Completion.CheckWhole(request, algorithm, checksum, content.Size);
        }
        catch
        {
            store.Discard(content);
            throw;
        }
    }

    private Upload Require(UploadRequest request, CallContext call)
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        return store.Uploads.Require(request.Bucket, request.Key, request.UploadId);
    }

    private static string TypeOf(ChecksumAlgorithm? algorithm, string? wanted)
    {
        if (algorithm is null)
        {
            return wanted is null or ObjectChecksum.FullObject
                ? ObjectChecksum.FullObject
                : throw S3Errors.InvalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
                );
        }

        var isNvme = algorithm == ChecksumAlgorithm.Crc64Nvme;
        var type = wanted ?? (isNvme ? ObjectChecksum.FullObject : ObjectChecksum.Composite);
        var impossible =
            (type == ObjectChecksum.Composite && isNvme) || (type == ObjectChecksum.FullObject && !algorithm.IsLinear);
        return type is not (ObjectChecksum.Composite or ObjectChecksum.FullObject)
                ? throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid.")
            : impossible
                ? throw S3Errors.InvalidRequest(
                    $"The {type} checksum type cannot be used with the {algorithm.Name.ToLowerInvariant()} checksum algorithm."
                )
            : type;
    }

    private static void CheckNumber(int number)
    {
        if (number is < 1 or > MostParts)
        {
            throw S3Errors.InvalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive",
                "partNumber",
                number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }
}
