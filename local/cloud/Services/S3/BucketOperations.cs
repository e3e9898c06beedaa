using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Creating, finding and deleting buckets.</summary>
internal sealed partial class BucketOperations(ObjectStore store, TimeProvider time)
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private const string OldestRegion = "us-east-1";

    /// <summary>What Ireland was called before there was another region in Europe.</summary>
    private const string OldestEurope = "EU";
    private const string EuropeanRegion = "eu-west-1";

    public Task<ListBucketsResult> ListAsync(
        ListBucketsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var after = request.ContinuationToken is { } token ? ContinuationToken.Decode(token) : null;
        var found = store
            .Buckets.Owned(call.AccountId, request.Prefix, after)
            .Where(bucket => request.BucketRegion is null || bucket.Region == request.BucketRegion)
            .Take(request.MaxBuckets + 1)
            .ToList();
        var page = found.Take(request.MaxBuckets).ToList();
        return Task.FromResult(
            new ListBucketsResult
            {
                Owner = Owner.Of(call.AccountId),
                Buckets =
                [
                    .. page.Select(bucket => new BucketEntry
                    {
                        Name = bucket.Name,
                        CreationDate = bucket.Created,
                        BucketRegion = bucket.Region,
                        BucketArn = bucket.Arn,
                    }),
                ],
                Prefix = request.Prefix.Length > 0 ? request.Prefix : null,
                ContinuationToken = found.Count > page.Count ? ContinuationToken.Encode(page[^1].Name) : null,
            }
        );
    }

    public Task<CreateBucketResult> CreateAsync(
        CreateBucketRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (request.ObjectLockEnabledForBucket)
        {
            throw AwsException.NotEmulated("The local cloud does not emulate object lock.");
        }

        ObjectHeaders.CheckAcl(request.Acl);
        var constraint = request.Configuration.LocationConstraint;
        var region = RegionOf(constraint, call.Region);
        var tags = request.Configuration.Tags ?? [];
        ObjectHeaders.Tags(tags, BucketConfigurationOperations.MostTags);
        var bucket = store.Buckets.Create(
            new Bucket
            {
                Name = request.Bucket,
                AccountId = call.AccountId,
                Region = region,
                IsOldestEurope = constraint == OldestEurope,
                Created = time.GetUtcNow(),
                Tags = tags,
                Ownership = BucketConfigurationOperations.CheckOwnership(
                    request.ObjectOwnership ?? OwnershipControls.BucketOwnerEnforced
                ),
            }
        );
        return Task.FromResult(new CreateBucketResult { Location = $"/{bucket.Name}", BucketArn = bucket.Arn });
    }

    public Task<HeadBucketResult> HeadAsync(
        BucketRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var bucket = store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        return Task.FromResult(new HeadBucketResult { BucketRegion = bucket.Region, BucketArn = bucket.Arn });
    }

    public Task<LocationResult> LocationAsync(
        BucketRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var bucket = store.Buckets.Find(request.Bucket) ?? throw S3Errors.NoSuchBucket(request.Bucket);
        // Asked from any region: that is what the operation is for.
        store.Buckets.Require(request.Bucket, call with { Region = bucket.Region }, request.ExpectedBucketOwner);
        XNamespace space = Namespace;
        return Task.FromResult(
            new LocationResult
            {
                Document = new XElement(
                    space + "LocationConstraint",
                    bucket.Region == OldestRegion ? null
                        : bucket.IsOldestEurope ? OldestEurope
                        : bucket.Region
                ),
            }
        );
    }

    public Task<NoContent> DeleteAsync(BucketRequest request, CallContext call, CancellationToken cancellationToken)
    {
        store.DeleteBucket(call, request.Bucket, request.ExpectedBucketOwner);
        return NoContent.Task;
    }

    /// <summary>Where a bucket is made: the oldest region's endpoint makes it anywhere, any other only at its own place.</summary>
    private static string RegionOf(string? constraint, string region) =>
        (constraint, region) switch
        {
            (null, OldestRegion) => region,
            (OldestRegion, OldestRegion) => throw Invalid(OldestRegion),
            (OldestEurope, OldestRegion or EuropeanRegion) => EuropeanRegion,
            (_, OldestRegion) => RegionName().IsMatch(constraint) ? constraint : throw Invalid(constraint),
            _ => constraint == region ? region : throw Illegal(constraint ?? "unspecified"),
        };

    private static AwsException Invalid(string constraint) =>
        new("InvalidLocationConstraint", "The specified location-constraint is not valid")
        {
            Members = new Dictionary<string, string> { ["LocationConstraint"] = constraint },
        };

    private static AwsException Illegal(string constraint) =>
        new(
            "IllegalLocationConstraintException",
            $"The {constraint} location constraint is incompatible for the region specific endpoint this request was sent to."
        );

    [GeneratedRegex("^[a-z]{2,3}(-[a-z]+)+-[0-9]{1,2}$")]
    private static partial Regex RegionName();
}
