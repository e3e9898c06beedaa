using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>CopyObject, GetObjectAttributes and the tags of objects.</summary>
internal sealed class CopyOperations(ObjectStore store, ObjectOperations objects)
{
    private const string Replace = "REPLACE";

    public async Task<CopyObjectResult> CopyAsync(
        CopyObjectRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        ObjectStore.CheckKey(request.Key);
        var condition = ObjectOperations.Condition(request.IfMatch, request.IfNoneMatch);
        var (source, bytes) = CopySource.Open(store, request, call);
        await using var stream = bytes;
        CheckChangesSomething(request, source);
        var attributes = Attributes(request, source.Attributes);
        var algorithm = ChecksumAlgorithm.Parse(
            request.ChecksumAlgorithm ?? source.Attributes.Checksum?.Algorithm ?? ChecksumAlgorithm.Crc64Nvme.Name
        );
        var content = await store.ReceiveAsync(stream, [algorithm], cancellationToken);
        var checksum = new ObjectChecksum(algorithm.Name, content.Checksums[algorithm.Name], ObjectChecksum.FullObject);
        var version = store.Commit(
            call,
            request.Bucket,
            request.Key,
            content,
            attributes with
            {
                Checksum = checksum,
            },
            condition
        );
        return new CopyObjectResult
        {
            ETag = ObjectOperations.Quoted(version.ETag),
            LastModified = version.Modified,
            ChecksumType = checksum.Type,
            VersionId = objects.VersionIdOf(version),
            CopySourceVersionId = objects.VersionIdOf(source),
            ServerSideEncryption = version.Attributes.Encryption,
            SseKmsKeyId = version.Attributes.KmsKey,
        }.With(checksum.Algorithm, checksum.Value);
    }

    public Task<GetObjectAttributesResult> AttributesAsync(
        GetObjectAttributesRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var version = store.Require(call, request.Bucket, request.Key, request.VersionId);
        var wanted = request
            .ObjectAttributes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (
            wanted.FirstOrDefault(name =>
                name is not ("ETag" or "Checksum" or "ObjectParts" or "StorageClass" or "ObjectSize")
            ) is
            { } unknown
        )
        {
            throw S3Errors.InvalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", unknown);
        }

        var checksum = version.Attributes.Checksum;
        return Task.FromResult(
            new GetObjectAttributesResult
            {
                VersionId = objects.VersionIdOf(version),
                LastModified = version.Modified,
                ETag = wanted.Contains("ETag") ? version.ETag : null,
                Checksum =
                    wanted.Contains("Checksum") && checksum is not null
                        ? new AttributesChecksum { ChecksumType = checksum.Type }.With(
                            checksum.Algorithm,
                            checksum.Value
                        )
                        : null,
                ObjectParts =
                    wanted.Contains("ObjectParts") && version.Attributes.Parts.Count > 0
                        ? Parts(request, version.Attributes)
                        : null,
                StorageClass = wanted.Contains("StorageClass") ? version.Attributes.StorageClass : null,
                ObjectSize = wanted.Contains("ObjectSize") ? version.Size : null,
            }
        );
    }

    public Task<PutObjectTaggingResult> PutTaggingAsync(
        PutObjectTaggingRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var tags = ObjectHeaders.Tags(request.Tagging.TagSet);
        var version = SetTags(request, request.VersionId, call, tags);
        return Task.FromResult(new PutObjectTaggingResult { VersionId = objects.VersionIdOf(version) });
    }

    public Task<TaggingResult> GetTaggingAsync(
        ObjectTaggingRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var version = store.Require(call, request.Bucket, request.Key, request.VersionId);
        return Task.FromResult(
            new TaggingResult
            {
                VersionId = objects.VersionIdOf(version),
                TagSet = [.. version.Attributes.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            }
        );
    }

    public Task<DeleteObjectTaggingResult> DeleteTaggingAsync(
        ObjectTaggingRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var version = SetTags(request, request.VersionId, call, new Dictionary<string, string>());
        return Task.FromResult(new DeleteObjectTaggingResult { VersionId = objects.VersionIdOf(version) });
    }

    private ObjectVersion SetTags(
        ObjectRequest request,
        string? versionId,
        CallContext call,
        IReadOnlyDictionary<string, string> tags
    ) =>
        store.Change(
            call,
            request.Bucket,
            request.Key,
            versionId,
            version => version with { Attributes = version.Attributes with { Tags = tags } }
        );

    private static ObjectAttributes Attributes(CopyObjectRequest request, ObjectAttributes source)
    {
        CheckDirective(request.MetadataDirective, "x-amz-metadata-directive");
        CheckDirective(request.TaggingDirective, "x-amz-tagging-directive");
        var given = ObjectHeaders.Read(request);
        var result = given with { Tags = request.TaggingDirective == Replace ? given.Tags : source.Tags };
        return request.MetadataDirective == Replace
            ? result
            : result with
            {
                ContentType = source.ContentType,
                Metadata = source.Metadata,
                Headers = source.Headers,
            };
    }

    private static void CheckDirective(string? directive, string header)
    {
        if (directive is not (null or "COPY" or Replace))
        {
            throw S3Errors.InvalidArgument("Unknown directive.", header, directive);
        }
    }

    private static void CheckChangesSomething(CopyObjectRequest request, ObjectVersion source)
    {
        if (
            source.Bucket == request.Bucket
            && source.Key == request.Key
            && source.IsLatest
            && request.MetadataDirective != Replace
            && request.StorageClass is null
            && request.ServerSideEncryption is null
            && request.ChecksumAlgorithm is null
        )
        {
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                    + "object's metadata, storage class, website redirect location or encryption attributes."
            );
        }
    }

    private static AttributesParts Parts(GetObjectAttributesRequest request, ObjectAttributes attributes)
    {
        // Only parts that have checksums of their own are told one by one.
        if (attributes.Checksum is not { Type: ObjectChecksum.Composite } checksum)
        {
            return new AttributesParts { TotalPartsCount = attributes.Parts.Count };
        }

        var most = Math.Min(request.MaxParts ?? 1000, 1000);
        var after = attributes.Parts.Where(part => part.Number > request.PartNumberMarker).ToList();
        var page = after.Take(most).ToList();
        return new AttributesParts
        {
            TotalPartsCount = attributes.Parts.Count,
            PartNumberMarker = request.PartNumberMarker,
            NextPartNumberMarker = page.Count > 0 ? page[^1].Number : 0,
            MaxParts = most,
            IsTruncated = after.Count > page.Count,
            Parts =
            [
                .. page.Select(part =>
                    new AttributesPart { PartNumber = part.Number, Size = part.Size }.With(
                        checksum.Algorithm,
                        part.Checksum
                    )
                ),
            ],
        };
    }
}
