using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>
/// All buckets. Their names are one namespace for all accounts and regions.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"/>
/// </summary>
internal sealed partial class Buckets(CloudState state)
{
    private static readonly Scope Everywhere = new("", "");
    private readonly ResourceTable<Bucket> _table = state.Table<Bucket>("s3-bucket");

    /// <summary>The caller's bucket; checks who owns it and whether the request was signed for its region.</summary>
    public Bucket Require(string name, CallContext call, string? expectedOwner = null)
    {
        var bucket = _table.Find(Everywhere, name) ?? throw S3Errors.NoSuchBucket(name);
        if (expectedOwner is not null && (expectedOwner.Length != 12 || !expectedOwner.All(char.IsAsciiDigit)))
        {
            throw new AwsException(
                "InvalidBucketOwnerAWSAccountID",
                "The value of the expected bucket owner parameter must be an AWS Account ID"
            );
        }

        if (bucket.AccountId != call.AccountId || (expectedOwner ?? bucket.AccountId) != bucket.AccountId)
        {
            throw S3Errors.AccessDenied();
        }

        return bucket.Region == call.Region ? bucket : throw S3Errors.WrongRegion(call.Region, bucket.Region);
    }

    /// <summary>Without any check of who asks.</summary>
    public Bucket? Find(string name) => _table.Find(Everywhere, name);

    public IReadOnlyList<Bucket> Owned(string accountId, string prefix, string? after) =>
        [.. _table.List(Everywhere, prefix, after).Where(bucket => bucket.AccountId == accountId)];

    public Bucket Create(Bucket bucket)
    {
        if (!IsValidName(bucket.Name))
        {
            throw S3Errors.InvalidBucketName(bucket.Name);
        }

        return state.Database.InTransaction(() =>
        {
            if (_table.TryAdd(Everywhere, bucket.Name, bucket))
            {
                return bucket;
            }

            var existing = _table.Find(Everywhere, bucket.Name)!;
            if (existing.AccountId != bucket.AccountId)
            {
                throw S3Errors.BucketAlreadyExists(bucket.Name);
            }

            // The oldest region answers a repetition with success, if nothing about it differs.
            return
                bucket.Region == "us-east-1"
                && existing.Region == bucket.Region
                && bucket.Tags.Count == 0
                && existing.Tags.Count == 0
                ? existing
                : throw S3Errors.BucketAlreadyOwnedByYou(bucket.Name);
        });
    }

    /// <summary>Reads, changes and writes as one step.</summary>
    public Bucket Change(string name, CallContext call, string? expectedOwner, Func<Bucket, Bucket> change) =>
        state.Database.InTransaction(() =>
        {
            var changed = change(Require(name, call, expectedOwner));
            _table.Put(Everywhere, name, changed);
            return changed;
        });

    public void Delete(string name) => _table.Delete(Everywhere, name);

    /// <summary>The name of a lifecycle rule that was given none.</summary>
    public string NewRuleId() => state.Ids.Letters(48);

    public static bool IsValidName(string name) =>
        ValidName().IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !System.Net.IPAddress.TryParse(name, out _)
        && !name.StartsWith("xn--", StringComparison.Ordinal)
        && !name.StartsWith("sthree-", StringComparison.Ordinal)
        && !name.EndsWith("-s3alias", StringComparison.Ordinal)
        && !name.EndsWith("--ol-s3", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex ValidName();
}
