using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena;

internal sealed record TagResourceRequest
{
    public required string ResourceARN { get; init; }
    public required IReadOnlyList<Tag> Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public required string ResourceARN { get; init; }
    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record ListTagsForResourceRequest
{
    public required string ResourceARN { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record ListTagsForResourceResponse(IReadOnlyList<Tag> Tags, string? NextToken);

/// <summary>Tags of workgroups and data catalogs, by ARN.</summary>
internal sealed class AthenaTags(StateDatabase database)
{
    private const int MostTags = 50;
    private const int LeastPage = 75;
    private readonly ResourceTable<SortedDictionary<string, string>> _tags = new(database, "athena-tags");

    /// <summary>Whether a resource of that ARN exists; the service says so once both stores are there.</summary>
    public Func<Scope, string, bool> Exists { get; set; } = (_, _) => false;

    public static string WorkGroupArn(CallContext call, string name) => call.Arn("athena", $"workgroup/{name}");

    public static string CatalogArn(CallContext call, string name) => call.Arn("athena", $"datacatalog/{name}");

    /// <summary>Replaces all tags; null removes them with their resource.</summary>
    public void Set(Scope scope, string arn, IReadOnlyList<Tag>? tags)
    {
        if (tags is null or [])
        {
            _tags.Delete(scope, arn);
            return;
        }

        Check(tags);
        _tags.Put(scope, arn, Merge([], tags));
    }

    public Task<Nothing> TagAsync(TagResourceRequest request, CallContext call, CancellationToken _)
    {
        Check(request.Tags);
        database.InTransaction(() =>
            _tags.Put(call.Scope, request.ResourceARN, Merge(Get(call.Scope, request.ResourceARN), request.Tags))
        );
        return Nothing.Task;
    }

    public Task<Nothing> UntagAsync(UntagResourceRequest request, CallContext call, CancellationToken _)
    {
        database.InTransaction(() =>
        {
            var tags = Get(call.Scope, request.ResourceARN);
            foreach (var key in request.TagKeys)
            {
                tags.Remove(key);
            }

            _tags.Put(call.Scope, request.ResourceARN, tags);
        });
        return Nothing.Task;
    }

    public Task<ListTagsForResourceResponse> ListAsync(
        ListTagsForResourceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        if (request.MaxResults is < LeastPage)
        {
            throw AthenaErrors.Constraint("maxResults", $"have value greater than or equal to {LeastPage}");
        }

        // A resource has at most 50 tags and a page at least 75: there is never a second page.
        return request.NextToken is null
            ? Task.FromResult(
                new ListTagsForResourceResponse(
                    [.. Get(call.Scope, request.ResourceARN).Select(tag => new Tag(tag.Key, tag.Value))],
                    null
                )
            )
            : throw AthenaErrors.BadToken();
    }

    private SortedDictionary<string, string> Get(Scope scope, string arn) =>
        Exists(scope, arn)
            ? _tags.Find(scope, arn) ?? new SortedDictionary<string, string>(StringComparer.Ordinal)
            : throw AthenaErrors.NotFound($"Resource {arn} was not found", arn);

    private static SortedDictionary<string, string> Merge(
        SortedDictionary<string, string> current,
        IReadOnlyList<Tag> tags
    )
    {
        var merged = new SortedDictionary<string, string>(current, StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            merged[tag.Key] = tag.Value ?? "";
        }

        return merged.Count <= MostTags
            ? merged
            : throw AthenaErrors.Invalid($"A resource can have at most {MostTags} tags.");
    }

    private static void Check(IReadOnlyList<Tag> tags)
    {
        if (tags.FirstOrDefault(tag => tag.Key.Length is 0 or > 128 || tag.Value?.Length > 256) is { } bad)
        {
            throw AthenaErrors.Invalid(
                $"The tag '{bad.Key}' has a key of 0 or over 128, or a value of over 256 characters."
            );
        }

        if (tags.FirstOrDefault(tag => tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            throw AthenaErrors.Invalid($"The tag '{reserved.Key}' begins with 'aws:', which is reserved.");
        }
    }
}
