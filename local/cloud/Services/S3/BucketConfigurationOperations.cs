using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Tags, versioning, encryption, public access, ownership and the few fixed answers about a bucket.</summary>
internal sealed class BucketConfigurationOperations(Buckets buckets)
{
    public const int MostTags = 50;

    public Task<NoContent> PutTaggingAsync(PutBucketTaggingRequest request, CallContext call, CancellationToken _)
    {
        ObjectHeaders.Tags(request.Tagging.TagSet, MostTags);
        return Change(request, call, bucket => bucket with { Tags = request.Tagging.TagSet });
    }

    public Task<TaggingResult> GetTaggingAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var bucket = Require(request, call);
        return bucket.Tags.Count == 0
            ? throw S3Errors.NotConfigured("NoSuchTagSet", "The TagSet does not exist", bucket.Name)
            : Task.FromResult(new TaggingResult { TagSet = bucket.Tags });
    }

    public Task<NoContent> DeleteTaggingAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Tags = [] });

    public Task<Nothing> PutVersioningAsync(PutBucketVersioningRequest request, CallContext call, CancellationToken _)
    {
        if (request.Mfa is not null || request.Versioning.MfaDelete is not (null or "Disabled"))
        {
            throw AwsException.NotEmulated("The local cloud does not emulate MFA delete.");
        }

        return request.Versioning.Status switch
        {
            null => throw new AwsException(
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified"
            ),
            Bucket.Enabled or Bucket.Suspended => Set(
                request,
                call,
                bucket => bucket with { Versioning = request.Versioning.Status }
            ),
            _ => throw WireXml.Malformed(),
        };
    }

    public Task<VersioningResult> GetVersioningAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(
            new VersioningResult
            {
                Versioning = new VersioningConfiguration { Status = Require(request, call).Versioning },
            }
        );

    public Task<Nothing> PutEncryptionAsync(PutBucketEncryptionRequest request, CallContext call, CancellationToken _)
    {
        if (request.Encryption.Rules is not [{ ApplyServerSideEncryptionByDefault: { } rule }])
        {
            throw WireXml.Malformed();
        }

        if (
            rule.SSEAlgorithm is not (ServerSideEncryptionConfiguration.Aes256 or ServerSideEncryptionConfiguration.Kms)
        )
        {
            throw rule.SSEAlgorithm == "aws:kms:dsse"
                ? AwsException.NotEmulated("The local cloud does not emulate dual-layer encryption (aws:kms:dsse).")
                : WireXml.Malformed();
        }

        if (rule.KMSMasterKeyID is not null && rule.SSEAlgorithm == ServerSideEncryptionConfiguration.Aes256)
        {
            throw S3Errors.InvalidArgument(
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                "ApplyServerSideEncryptionByDefault",
                rule.SSEAlgorithm
            );
        }

        var whole = request.Encryption.Rules[0];
        return Set(
            request,
            call,
            bucket =>
                bucket with
                {
                    Encryption = request.Encryption with
                    {
                        Rules = [whole with { BucketKeyEnabled = whole.BucketKeyEnabled ?? false }],
                    },
                }
        );
    }

    public Task<EncryptionResult> GetEncryptionAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new EncryptionResult { Encryption = Require(request, call).Encryption });

    public Task<NoContent> DeleteEncryptionAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Encryption = ServerSideEncryptionConfiguration.Default });

    public Task<Nothing> PutPublicAccessBlockAsync(
        PutPublicAccessBlockRequest request,
        CallContext call,
        CancellationToken _
    ) => Set(request, call, bucket => bucket with { PublicAccess = request.PublicAccessBlock });

    public Task<PublicAccessBlockResult> GetPublicAccessBlockAsync(
        BucketRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var bucket = Require(request, call);
        return bucket.PublicAccess is { } block
            ? Task.FromResult(new PublicAccessBlockResult { PublicAccessBlock = block })
            : throw S3Errors.NotConfigured(
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found",
                bucket.Name
            );
    }

    public Task<NoContent> DeletePublicAccessBlockAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { PublicAccess = null });

    public Task<Nothing> PutOwnershipAsync(
        PutBucketOwnershipControlsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var ownership = request.OwnershipControls.Rules is [var rule]
            ? CheckOwnership(rule.ObjectOwnership)
            : throw WireXml.Malformed();
        return Set(request, call, bucket => bucket with { Ownership = ownership });
    }

    public Task<OwnershipControlsResult> GetOwnershipAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var bucket = Require(request, call);
        return bucket.Ownership is { } controls
            ? Task.FromResult(new OwnershipControlsResult { OwnershipControls = controls })
            : throw S3Errors.NotConfigured(
                "OwnershipControlsNotFoundError",
                "The bucket ownership controls were not found",
                bucket.Name
            );
    }

    public Task<NoContent> DeleteOwnershipAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Ownership = null });

    public Task<AclResult> GetAclAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var owner = Owner.Of(Require(request, call).AccountId);
        return Task.FromResult(
            new AclResult
            {
                Owner = owner,
                AccessControlList =
                [
                    new Grant
                    {
                        Grantee = new Grantee { Type = "CanonicalUser", ID = owner.ID },
                        Permission = "FULL_CONTROL",
                    },
                ],
            }
        );
    }

    public Task<RequestPaymentResult> GetRequestPaymentAsync(
        BucketRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        Require(request, call);
        return Task.FromResult(new RequestPaymentResult());
    }

    public Task<AccelerateResult> GetAccelerateAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        Require(request, call);
        return Task.FromResult(new AccelerateResult());
    }

    /// <summary>The answer about a configuration that no bucket here can have.</summary>
    public Operation<BucketRequest, Nothing> NeverSet(string code, string message) =>
        (request, call, _) => throw S3Errors.NotConfigured(code, message, Require(request, call).Name);

    /// <summary>Object writers can own nothing here: ACLs are not emulated.</summary>
    public static OwnershipControls CheckOwnership(string ownership) =>
        ownership switch
        {
            OwnershipControls.BucketOwnerEnforced => OwnershipControls.OwnerEnforced,
            "BucketOwnerPreferred" or "ObjectWriter" => throw AwsException.NotEmulated(
                $"The local cloud does not emulate ACLs, so the ownership '{ownership}' cannot be set."
            ),
            _ => throw WireXml.Malformed(),
        };

    private Bucket Require(BucketRequest request, CallContext call) =>
        buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);

    private Task<NoContent> Change(BucketRequest request, CallContext call, Func<Bucket, Bucket> change)
    {
        buckets.Change(request.Bucket, call, request.ExpectedBucketOwner, change);
        return NoContent.Task;
    }

    private Task<Nothing> Set(BucketRequest request, CallContext call, Func<Bucket, Bucket> change)
    {
        buckets.Change(request.Bucket, call, request.ExpectedBucketOwner, change);
        return Nothing.Task;
    }
}
