using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Foundation;

/// <summary>What differs between the buckets.</summary>
internal sealed record LakeBucketArgs
{
    /// <summary>One of <see cref="BucketRoles"/>.</summary>
    public required string Role { get; init; }

    public required Output<LakeArns> Arns { get; init; }

    /// <summary>Whether objects are encrypted with the lake's key; otherwise with S3's own.</summary>
    public bool HasOwnKey { get; init; } = true;

    /// <summary>Where access is logged; null only for the bucket of the access logs.</summary>
    public LakeBucket? AccessLogs { get; init; }

    /// <summary>Days after which objects go; null keeps them.</summary>
    public int? ExpireAfterDays { get; init; }

    /// <summary>Prefixes whose objects go after that many days.</summary>
    public ImmutableSortedDictionary<string, int> ExpirePrefixes { get; init; } =
        ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Grants in the bucket's policy, beside the rule that everyone uses TLS.</summary>
    public Func<LakeArns, IEnumerable<Statement>> Statements { get; init; } = _ => [];
}

/// <summary>A private, versioned, encrypted, logged bucket that is reached by TLS only.</summary>
internal sealed class LakeBucket : ComponentResource
{
    private readonly Aws.S3.Bucket _bucket;

    public LakeBucket(Lake lake, LakeBucketArgs args, ComponentResource parent)
        : base("lake:foundation:LakeBucket", args.Role, new ComponentResourceOptions { Parent = parent })
    {
        var settings = lake.Settings;
        _bucket = new Aws.S3.Bucket(
            args.Role,
            new Aws.S3.BucketArgs
            {
                BucketName = lake.Names.Of(args.Role),
                ForceDestroy = settings.IsDisposable(args.Role),
                Tags = lake.Tags,
            },
            new CustomResourceOptions { Parent = this, Protect = !settings.IsDisposable(args.Role) }
        );
        KeepPrivate(args);
        KeepVersions(args.Role);
        Encrypt(args);
        Clean(args, settings);
        if (args.AccessLogs is { } logs)
        {
            _ = new Aws.S3.BucketLogging(
                args.Role,
                new Aws.S3.BucketLoggingArgs
                {
                    Bucket = _bucket.Id,
                    TargetBucket = logs.Name,
                    TargetPrefix = $"{args.Role}/",
                },
                new CustomResourceOptions { Parent = this, DependsOn = { logs } }
            );
        }

        RegisterOutputs();
    }

    public Output<string> Name => _bucket.BucketName;

    private void KeepPrivate(LakeBucketArgs args)
    {
        var block = new Aws.S3.BucketPublicAccessBlock(
            args.Role,
            new Aws.S3.BucketPublicAccessBlockArgs
            {
                Bucket = _bucket.Id,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            Lake.Under(this)
        );
        _ = new Aws.S3.BucketOwnershipControls(
            args.Role,
            new Aws.S3.BucketOwnershipControlsArgs
            {
                Bucket = _bucket.Id,
                Rule = new BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
            },
            Lake.Under(this)
        );
        _ = new Aws.S3.BucketPolicy(
            args.Role,
            new Aws.S3.BucketPolicyArgs
            {
                Bucket = _bucket.Id,
                Policy = args.Arns.Apply(arns => Policy(arns, args).ToJson()),
            },
            // S3 refuses to change a bucket's policy and its public access block at the same time.
            new CustomResourceOptions { Parent = this, DependsOn = { block } }
        );
    }

    private static PolicyDocument Policy(LakeArns arns, LakeBucketArgs args) =>
        new([
            new Statement
            {
                Sid = "TlsOnly",
                Effect = "Deny",
                Principal = Principal.Everyone,
                Actions = ["s3:*"],
                Resources = [arns.Bucket(args.Role), arns.Objects(args.Role)],
                Conditions = [new Condition("Bool", "aws:SecureTransport", "false")],
            },
            .. args.Statements(arns),
        ]);

    private void KeepVersions(string role) =>
        _ = new Aws.S3.BucketVersioning(
            role,
            new Aws.S3.BucketVersioningArgs
            {
                Bucket = _bucket.Id,
                VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            Lake.Under(this)
        );

    private void Encrypt(LakeBucketArgs args) =>
        _ = new Aws.S3.BucketServerSideEncryptionConfiguration(
            args.Role,
            new Aws.S3.BucketServerSideEncryptionConfigurationArgs
            {
                Bucket = _bucket.Id,
                Rules =
                {
                    new BucketServerSideEncryptionConfigurationRuleArgs
                    {
                        BucketKeyEnabled = args.HasOwnKey,
                        ApplyServerSideEncryptionByDefault = args.HasOwnKey
                            ? new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                            {
                                SseAlgorithm = "aws:kms",
                                KmsMasterKeyId = args.Arns.Apply(arns => arns.Key),
                            }
                            : new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                            {
                                SseAlgorithm = "AES256",
                            },
                    },
                },
            },
            Lake.Under(this)
        );

    private void Clean(LakeBucketArgs args, LakeSettings settings)
    {
        var everything = new BucketLifecycleConfigurationRuleArgs
        {
            Id = "tidy",
            Status = "Enabled",
            Filter = new BucketLifecycleConfigurationRuleFilterArgs(),
            AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
            {
                DaysAfterInitiation = 3,
            },
            NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
            {
                NoncurrentDays = settings.NoncurrentVersionDays,
            },
        };
        if (args.ExpireAfterDays is { } days)
        {
            everything.Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = days };
        }

        var rules = new InputList<BucketLifecycleConfigurationRuleArgs> { everything };
        foreach (var (prefix, age) in args.ExpirePrefixes)
        {
            rules.Add(
                new BucketLifecycleConfigurationRuleArgs
                {
                    Id = $"expire-{prefix.Trim('/')}",
                    Status = "Enabled",
                    Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = prefix },
                    Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = age },
                }
            );
        }

        _ = new Aws.S3.BucketLifecycleConfiguration(
            args.Role,
            new Aws.S3.BucketLifecycleConfigurationArgs { Bucket = _bucket.Id, Rules = rules },
            Lake.Under(this)
        );
    }
}
