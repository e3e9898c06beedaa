using System.Collections.Immutable;
using System.Text;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary><c>aws:s3/bucketPolicy:BucketPolicy</c>: the one configuration that is JSON.</summary>
internal sealed class BucketPolicy : AwsResource
{
    public override string Type => "aws:s3/bucketPolicy:BucketPolicy";

    public override ImmutableArray<string> ReplaceOn => ["bucket"];

    public override ImmutableArray<string> Required => ["bucket", "policy"];

    public override ImmutableArray<string> Policies => ["policy"];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await PutAsync(inputs, aws, cancellationToken);
        return inputs.Text("bucket")!;
    }

    public override Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        Task.FromResult(inputs.Text("bucket"));

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await aws.Call.SendAsync(Request("GetBucketPolicy", HttpMethod.Get, id), cancellationToken);
            return PropertyMap.Of(("bucket", id), ("policy", Encoding.UTF8.GetString(answer.Body.Span)));
        }
        catch (AwsServiceException e) when (e.Code == "NoSuchBucketPolicy")
        {
            return null;
        }
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        PutAsync(change.New, aws, cancellationToken);

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.Call.SendAsync(Request("DeleteBucketPolicy", HttpMethod.Delete, id), cancellationToken);

    private static Task PutAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        aws.Call.SendAsync(
            S3Requests.WithChecksum(
                Request("PutBucketPolicy", HttpMethod.Put, inputs.Text("bucket")!) with
                {
                    ContentType = "application/json",
                    Body = Encoding.UTF8.GetBytes(inputs.Text("policy")!),
                }
            ),
            cancellationToken,
            isFresh: true
        );

    private static AwsRequest Request(string action, HttpMethod method, string bucket) =>
        new("s3", action)
        {
            Method = method,
            Path = [bucket],
            Query = [("policy", "")],
        };
}
