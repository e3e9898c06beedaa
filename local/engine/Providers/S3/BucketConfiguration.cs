using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary>One configuration of a bucket: put as a whole, read as a whole, deleted or put back to nothing.</summary>
internal abstract class BucketConfiguration : AwsResource
{
    public override ImmutableArray<string> ReplaceOn => ["bucket", "expectedBucketOwner"];

    public override ImmutableArray<string> Required => ["bucket"];

    /// <summary>The query parameter that stands for the configuration.</summary>
    protected abstract string Parameter { get; }

    /// <summary>The end of the operations' names: <c>BucketVersioning</c>.</summary>
    protected abstract string Operation { get; }

    /// <summary>What S3 says when there is no such configuration; null when it always answers one.</summary>
    protected virtual string? MissingCode => null;

    /// <summary>The configuration that a delete puts; null where there is a delete operation.</summary>
    protected virtual XElement? Nothing => null;

    protected abstract XElement ToXml(PropertyMap inputs);

    /// <summary>Null when what is there is no configuration.</summary>
    protected abstract PropertyMap? FromXml(XElement element);

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var bucket = inputs.Text("bucket")!;
        await PutAsync(bucket, ToXml(inputs), aws, cancellationToken);
        return bucket;
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
            var response = await aws.Call.SendAsync(
                new AwsRequest("s3", "Get" + Operation)
                {
                    Method = HttpMethod.Get,
                    Path = [id],
                    Query = [(Parameter, "")],
                },
                cancellationToken
            );
            return FromXml(response.Xml())?.With("bucket", id);
        }
        catch (AwsServiceException e) when (MissingCode is not null && e.Code == MissingCode)
        {
            return null;
        }
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        PutAsync(id, ToXml(change.New), aws, cancellationToken);

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (Nothing is { } nothing)
        {
            await PutAsync(id, nothing, aws, cancellationToken, isFresh: false);
            return;
        }

        await aws.Call.SendAsync(
            new AwsRequest("s3", "Delete" + Operation)
            {
                Method = HttpMethod.Delete,
                Path = [id],
                Query = [(Parameter, "")],
            },
            cancellationToken
        );
    }

    private Task PutAsync(
        string bucket,
        XElement body,
        AwsApi aws,
        CancellationToken cancellationToken,
        bool isFresh = true
    ) =>
        aws.Call.SendAsync(
            S3Requests.WithChecksum(S3Requests.Put("Put" + Operation, [bucket], [(Parameter, "")], body)),
            cancellationToken,
            isFresh
        );
}
