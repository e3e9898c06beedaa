using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary><c>aws:s3/bucket:Bucket</c>. Its configuration has resource types of its own.</summary>
internal sealed partial class Bucket : AwsResource
{
    public override string Type => "aws:s3/bucket:Bucket";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["bucket", "bucketPrefix", "objectLockEnabled"];

    public override string NameInput => "bucket";

    public override int NameLength => 63;

    public override ImmutableArray<string> OutputsOnly =>
        ["arn", "bucketDomainName", "bucketRegion", "bucketRegionalDomainName", "hostedZoneId"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("bucket") is { } name && !BucketName().IsMatch(name))
        {
            yield return new CheckFailure(
                "bucket",
                $"'{name}' is no bucket name: 3 to 63 lower-case letters, digits, hyphens and dots, first and last a letter or digit."
            );
        }

        if (inputs.Find("bucketNamespace") is { IsNull: false })
        {
            yield return new CheckFailure(
                "bucketNamespace",
                "'bucketNamespace' is not supported by the embedded provider."
            );
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var name = inputs.Text("bucket")!;
        // The oldest region is the one that must not be named.
        var body =
            aws.Region == "us-east-1"
                ? null
                : new XElement(
                    XmlShapes.S3 + "CreateBucketConfiguration",
                    new XElement(XmlShapes.S3 + "LocationConstraint", aws.Region)
                );
        await aws.Call.SendAsync(
            S3Requests.Put("CreateBucket", [name], [], body) with
            {
                Headers =
                    inputs.Find("objectLockEnabled")?.AsBool == true
                        ? [("x-amz-bucket-object-lock-enabled", "true")]
                        : [],
            },
            cancellationToken
        );
        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            await PutTagsAsync(name, tags, aws, cancellationToken);
        }

        return name;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var head = await aws.Call.SendAsync(
            new AwsRequest("s3", "HeadBucket") { Method = HttpMethod.Head, Path = [id] },
            cancellationToken
        );
        var region = head.Header("x-amz-bucket-region") ?? aws.Region;
        return PropertyMap.Of(
            ("arn", $"arn:aws:s3:::{id}"),
            ("bucket", id),
            ("bucketDomainName", $"{id}.s3.amazonaws.com"),
            ("bucketRegion", region),
            ("bucketRegionalDomainName", $"{id}.s3.{region}.amazonaws.com"),
            ("region", region),
            ("tags", await ReadTagsAsync(id, aws, cancellationToken))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (!change.Touches("tags"))
        {
            return;
        }

        if (Tags.Of(change.New) is { Count: > 0 } tags)
        {
            await PutTagsAsync(id, tags, aws, cancellationToken);
        }
        else
        {
            await aws.Call.SendAsync(
                new AwsRequest("s3", "DeleteBucketTagging")
                {
                    Method = HttpMethod.Delete,
                    Path = [id],
                    Query = [("tagging", "")],
                },
                cancellationToken
            );
        }
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (state.Find("forceDestroy")?.AsBool == true)
        {
            await BucketEmptier.EmptyAsync(id, "", aws.Call, cancellationToken);
        }

        await aws.Call.SendAsync(
            new AwsRequest("s3", "DeleteBucket") { Method = HttpMethod.Delete, Path = [id] },
            cancellationToken
        );
    }

    private static Task PutTagsAsync(
        string bucket,
        ImmutableSortedDictionary<string, string> tags,
        AwsApi aws,
        CancellationToken cancellationToken
    ) =>
        aws.Call.SendAsync(
            S3Requests.WithChecksum(
                S3Requests.Put("PutBucketTagging", [bucket], [("tagging", "")], S3Requests.TagSet(tags))
            ),
            cancellationToken,
            isFresh: true
        );

    private static async Task<PropertyValue> ReadTagsAsync(
        string bucket,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var request = new AwsRequest("s3", "GetBucketTagging")
            {
                Method = HttpMethod.Get,
                Path = [bucket],
                Query = [("tagging", "")],
            };
            return S3Requests.ReadTagSet(await aws.Call.SendAsync(request, cancellationToken));
        }
        catch (AwsServiceException e) when (e.Code == "NoSuchTagSet")
        {
            return PropertyMap.Empty;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z")]
    private static partial Regex BucketName();
}
