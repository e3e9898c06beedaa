using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>PutObject, GetObject, HeadObject, DeleteObject and DeleteObjects over the wire.</summary>
internal sealed class ObjectOperations(ObjectStore store)
{
    private const int MostDeletes = 1000;

    public async Task<PutObjectResult> PutAsync(
        PutObjectRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        ObjectStore.CheckKey(request.Key);
        var condition = Condition(request.IfMatch, request.IfNoneMatch);
        var attributes = ObjectHeaders.Read(request);
        var checks = new UploadChecks(request.Checksums, request.ContentMD5, request.Body);
        var content = await store.ReceiveAsync(request.Body, [checks.Algorithm], cancellationToken);
        var checksum = Verify(checks, content);
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
        return new PutObjectResult
        {
            ETag = Quoted(version.ETag),
            VersionId = VersionIdOf(version),
            Checksums = ChecksumHeader(checksum),
            ChecksumType = checksum.Type,
            ServerSideEncryption = version.Attributes.Encryption,
            SseKmsKeyId = version.Attributes.KmsKey,
            BucketKeyEnabled = version.Attributes.BucketKey ? true : null,
        };
    }

    public Task<GetObjectResult> GetAsync(
        GetObjectRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var (version, content) = store.Open(call, request.Bucket, request.Key, request.VersionId);
        try
        {
            var slice = Slice(request, version);
            var head = ToHead(request, version, slice);
            return Task.FromResult(
                new GetObjectResult
                {
                    Body = new ObjectContent(content, slice),
                    StatusCode = head.StatusCode,
                    ETag = head.ETag,
                    LastModified = head.LastModified,
                    ContentType = head.ContentType,
                    ContentLength = head.ContentLength,
                    ContentRange = head.ContentRange,
                    ContentHeaders = head.ContentHeaders,
                    Metadata = head.Metadata,
                    Checksums = head.Checksums,
                    ChecksumType = head.ChecksumType,
                    PartsCount = head.PartsCount,
                    TagCount = head.TagCount,
                    StorageClass = head.StorageClass,
                    VersionId = head.VersionId,
                    ServerSideEncryption = head.ServerSideEncryption,
                    SseKmsKeyId = head.SseKmsKeyId,
                    BucketKeyEnabled = head.BucketKeyEnabled,
                }
            );
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    public Task<HeadObjectResult> HeadAsync(
        HeadObjectRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var version = store.Require(call, request.Bucket, request.Key, request.VersionId, "HEAD");
        return Task.FromResult(ToHead(request, version, Slice(request, version)));
    }

    public Task<DeleteObjectResult> DeleteAsync(
        DeleteObjectRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var deleted = store.Delete(
            call,
            request.Bucket,
            request.Key,
            request.VersionId,
            Condition(request.IfMatch, null, starAllowed: true)
        );
        return Task.FromResult(
            new DeleteObjectResult
            {
                VersionId = deleted.MarkerVersionId ?? deleted.VersionId,
                DeleteMarker = deleted.IsMarker ? true : null,
            }
        );
    }

    public Task<DeleteObjectsResult> DeleteManyAsync(
        DeleteObjectsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        if (request.Delete.Objects.Count is 0 or > MostDeletes)
        {
            throw WireXml.Malformed();
        }

        var deleted = new List<DeletedEntry>();
        var errors = new List<DeleteError>();
        foreach (var entry in request.Delete.Objects)
        {
            DeleteOne(request, call, entry, deleted, errors);
        }

        return Task.FromResult(
            new DeleteObjectsResult { Deleted = request.Delete.Quiet ? [] : deleted, Errors = errors }
        );
    }

    public static string Quoted(string etag) => $"\"{etag}\"";

    /// <summary>A bucket that was never versioned does not speak of versions.</summary>
    public string? VersionIdOf(ObjectVersion version) =>
        version.VersionId != "null" || store.Buckets.Find(version.Bucket)?.Versioning is not null
            ? version.VersionId
            : null;

    public static IReadOnlyDictionary<string, string> ChecksumHeader(ObjectChecksum checksum) =>
        new Dictionary<string, string> { [checksum.Algorithm.ToLowerInvariant()] = checksum.Value };

    /// <summary>S3 honours one condition: that the key is absent (<c>*</c>) or that it has one ETag.</summary>
    public static WriteCondition Condition(string? ifMatch, string? ifNoneMatch, bool starAllowed = false)
    {
        if (ifMatch is not null && ifNoneMatch is not null)
        {
            throw new AwsException(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                501
            )
            {
                Members = new Dictionary<string, string>
                {
                    ["Header"] = "If-Match,If-None-Match",
                    ["additionalMessage"] = "Multiple conditional request headers present in the request",
                },
            };
        }

        if (ifNoneMatch is not (null or "*"))
        {
            throw S3Errors.NotImplemented("If-None-Match");
        }

        return ifMatch == "*" && !starAllowed
            ? throw S3Errors.NotImplemented("If-Match")
            : new WriteCondition(ifMatch, ifNoneMatch is not null);
    }

    private ObjectChecksum Verify(UploadChecks checks, ReceivedContent content)
    {
        try
        {
            return checks.Verify(content);
        }
        catch
        {
            store.Discard(content);
            throw;
        }
    }

    private void DeleteOne(
        DeleteObjectsRequest request,
        CallContext call,
        ObjectToDelete entry,
        List<DeletedEntry> deleted,
        List<DeleteError> errors
    )
    {
        try
        {
            var outcome = store.Delete(
                call,
                request.Bucket,
                entry.Key,
                entry.VersionId,
                Condition(entry.ETag, null, starAllowed: true)
            );
            deleted.Add(
                new DeletedEntry
                {
                    Key = entry.Key,
                    VersionId = outcome.VersionId,
                    DeleteMarker = outcome.IsMarker ? true : null,
                    DeleteMarkerVersionId = outcome.MarkerVersionId ?? (outcome.IsMarker ? outcome.VersionId : null),
                }
            );
        }
        catch (AwsException fault)
        {
            errors.Add(
                new DeleteError
                {
                    Key = entry.Key,
                    VersionId = entry.VersionId,
                    // In a list of objects a malformed id is one that names no version.
                    Code = fault.Code == "InvalidArgument" ? "NoSuchVersion" : fault.Code,
                    Message = fault.Message,
                }
            );
        }
    }

    private static ContentSlice Slice(HeadObjectRequest request, ObjectVersion version)
    {
        ReadCondition.Check(request, version);
        return request.PartNumber is { } part
            ? ContentSlice.OfPart(version, part)
            : ContentSlice.OfRange(request.Range, version.Size);
    }

    private HeadObjectResult ToHead(HeadObjectRequest request, ObjectVersion version, ContentSlice slice)
    {
        var attributes = version.Attributes;
        var checksum = request.ChecksumMode == "ENABLED" && slice.Length == version.Size ? attributes.Checksum : null;
        return new HeadObjectResult
        {
            StatusCode = slice.IsPartial ? 206 : 200,
            ETag = Quoted(version.ETag),
            LastModified = version.Modified,
            ContentType = request.ResponseContentType ?? attributes.ContentType,
            ContentLength = slice.Length,
            ContentRange = slice.IsPartial ? slice.ToHeader(version.Size) : null,
            ContentHeaders = Override(request, attributes.Headers),
            Metadata = ObjectHeaders.WriteMetadata(attributes.Metadata),
            Checksums = checksum is null ? null : ChecksumHeader(checksum),
            ChecksumType = checksum?.Type,
            PartsCount = request.PartNumber is not null && attributes.Parts.Count > 0 ? attributes.Parts.Count : null,
            TagCount = attributes.Tags.Count > 0 ? attributes.Tags.Count : null,
            StorageClass = attributes.StorageClass == "STANDARD" ? null : attributes.StorageClass,
            VersionId = VersionIdOf(version),
            ServerSideEncryption = attributes.Encryption,
            SseKmsKeyId = attributes.KmsKey,
            BucketKeyEnabled = attributes.BucketKey ? true : null,
        };
    }

    private static Dictionary<string, string> Override(
        HeadObjectRequest request,
        IReadOnlyDictionary<string, string> headers
    )
    {
        var result = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        foreach (
            var (name, value) in ((string, string?)[])
                [
                    ("Cache-Control", request.ResponseCacheControl),
                    ("Content-Disposition", request.ResponseContentDisposition),
                    ("Content-Encoding", request.ResponseContentEncoding),
                    ("Content-Language", request.ResponseContentLanguage),
                    ("Expires", request.ResponseExpires),
                ]
        )
        {
            if (value is not null)
            {
                result[name] = value;
            }
        }

        return result;
    }
}
