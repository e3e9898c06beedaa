using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary><c>aws:s3/bucketObjectv2:BucketObjectv2</c>: a small object whose content is part of the program.</summary>
internal sealed class BucketObject : AwsResource
{
    private const string Metadata = "x-amz-meta-";

    // Input to header, in requests and answers alike.
    private static readonly ImmutableArray<(string Input, string Header)> _headers =
    [
        ("cacheControl", "cache-control"),
        ("contentDisposition", "content-disposition"),
        ("contentEncoding", "content-encoding"),
        ("contentLanguage", "content-language"),
        ("kmsKeyId", "x-amz-server-side-encryption-aws-kms-key-id"),
        ("serverSideEncryption", "x-amz-server-side-encryption"),
        ("storageClass", "x-amz-storage-class"),
        ("websiteRedirect", "x-amz-website-redirect-location"),
    ];

    public override string Type => "aws:s3/bucketObjectv2:BucketObjectv2";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["bucket", "key"];

    public override ImmutableArray<string> Required => ["bucket", "key"];

    public override ImmutableArray<string> OutputsOnly => ["arn", "etag", "versionId", "checksumSha256"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        string[] contents = ["content", "contentBase64", "source"];
        if (contents.Count(name => inputs.Find(name) is { IsNull: false }) > 1)
        {
            yield return new CheckFailure(
                "content",
                "only one of 'content', 'contentBase64' and 'source' can be given."
            );
        }

        if (inputs.Find("source")?.Bare is PropertyValue.ArchiveValue or PropertyValue.AssetValue { Uri: not null })
        {
            yield return new CheckFailure(
                "source",
                "archives and remote assets are not supported by the embedded provider."
            );
        }

        foreach (var name in (string[])["objectLockMode", "objectLockLegalHoldStatus", "objectLockRetainUntilDate"])
        {
            if (inputs.Find(name) is { IsNull: false })
            {
                yield return new CheckFailure(name, $"'{name}' is not supported by the embedded provider.");
            }
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await PutAsync(inputs, aws, cancellationToken);
        return $"{inputs.Text("bucket")}/{inputs.Text("key")}";
    }

    public override Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        Task.FromResult<string?>($"{inputs.Text("bucket")}/{inputs.Text("key")}");

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var (bucket, key) = Split(id);
        var head = await aws.Call.SendAsync(
            new AwsRequest("s3", "HeadObject") { Method = HttpMethod.Head, Path = [bucket, key] },
            cancellationToken
        );
        var found = new Dictionary<string, PropertyValue>
        {
            ["arn"] = $"arn:aws:s3:::{bucket}/{key}",
            ["bucket"] = bucket,
            ["key"] = key,
            ["etag"] = head.Header("etag")?.Trim('"'),
            ["versionId"] = head.Header("x-amz-version-id"),
            ["contentType"] = head.Header("content-type"),
            ["bucketKeyEnabled"] = head.Header("x-amz-server-side-encryption-bucket-key-enabled") == "true",
            ["metadata"] = Tags.ToValue(
                head.Headers.Where(h => h.Key.StartsWith(Metadata, StringComparison.Ordinal))
                    .Select(h => (h.Key[Metadata.Length..], h.Value))
            ),
            ["tags"] = S3Requests.ReadTagSet(
                await aws.Call.SendAsync(Tagging("GetObjectTagging", HttpMethod.Get, bucket, key), cancellationToken)
            ),
        };
        foreach (var (input, header) in _headers)
        {
            found[input] = head.Header(header);
        }

        // Replaced behind our back: the content that is there now is not the one that was put.
        if (
            known.Text("etag") is { } etag
            && etag != found["etag"].AsText
            && known.Text("versionId") != found["versionId"].AsText
        )
        {
            found["content"] = await ContentAsync(bucket, key, aws, cancellationToken);
        }

        return PropertyMap.Of(found.Where(e => !e.Value.IsNull));
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Changed.Except(["tags", "forceDestroy"]).IsEmpty)
        {
            var (bucket, key) = Split(id);
            var request = change.Touches("tags")
                ? S3Requests.WithChecksum(
                    S3Requests.Put(
                        "PutObjectTagging",
                        [bucket, key],
                        [("tagging", "")],
                        S3Requests.TagSet(Tags.Of(change.New))
                    )
                )
                : null;
            if (request is not null)
            {
                await aws.Call.SendAsync(request, cancellationToken);
            }

            return;
        }

        await PutAsync(change.New, aws, cancellationToken);
    }

    /// <summary>With all versions: otherwise the bucket could not be deleted after it.</summary>
    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken)
    {
        var (bucket, key) = Split(id);
        return BucketEmptier.EmptyAsync(bucket, key, aws.Call, cancellationToken, exactly: key);
    }

    private static async Task PutAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var headers = _headers
            .Where(h => inputs.Text(h.Input) is not null)
            .Select(h => (h.Header, inputs.Text(h.Input)!))
            .ToList();
        foreach (var (name, value) in inputs.Find("metadata")?.AsMap ?? PropertyMap.Empty)
        {
            headers.Add((Metadata + name.ToLowerInvariant(), value.AsText ?? ""));
        }

        if (inputs.Find("bucketKeyEnabled")?.AsBool == true)
        {
            headers.Add(("x-amz-server-side-encryption-bucket-key-enabled", "true"));
        }

        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            headers.Add(
                (
                    "x-amz-tagging",
                    string.Join('&', tags.Select(t => $"{Uri.EscapeDataString(t.Key)}={Uri.EscapeDataString(t.Value)}"))
                )
            );
        }

        var body = await BodyAsync(inputs, cancellationToken);
        headers.Add(("x-amz-sdk-checksum-algorithm", "SHA256"));
        headers.Add(("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(body))));
        await aws.Call.SendAsync(
            new AwsRequest("s3", "PutObject")
            {
                Method = HttpMethod.Put,
                Path = [inputs.Text("bucket")!, inputs.Text("key")!],
                Headers = [.. headers],
                ContentType = inputs.Text("contentType") ?? "application/octet-stream",
                Body = body,
            },
            cancellationToken,
            isFresh: true
        );
    }

    private static async Task<byte[]> BodyAsync(PropertyMap inputs, CancellationToken cancellationToken) =>
        inputs.Text("contentBase64") is { } base64 ? Convert.FromBase64String(base64)
        : inputs.Find("source")?.Bare is PropertyValue.AssetValue asset
            ? asset.Path is { } path ? await File.ReadAllBytesAsync(path, cancellationToken)
                : Encoding.UTF8.GetBytes(asset.Text ?? "")
        : Encoding.UTF8.GetBytes(inputs.Text("content") ?? "");

    private static async Task<string> ContentAsync(
        string bucket,
        string key,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.Call.SendAsync(
            new AwsRequest("s3", "GetObject") { Method = HttpMethod.Get, Path = [bucket, key] },
            cancellationToken
        );
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    private static AwsRequest Tagging(string action, HttpMethod method, string bucket, string key) =>
        new("s3", action)
        {
            Method = method,
            Path = [bucket, key],
            Query = [("tagging", "")],
        };

    private static (string Bucket, string Key) Split(string id) =>
        id.Replace("s3://", "", StringComparison.Ordinal).Split('/', 2) is [var bucket, var key]
            ? (bucket, key)
            : throw new ProviderException(
                $"'{id}' is no object id: it has the form BUCKET/KEY.",
                ProviderErrorCode.InvalidArgument
            );
}
