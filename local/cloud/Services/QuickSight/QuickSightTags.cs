using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

/// <summary>Tags of every QuickSight resource, by ARN. They are also how leftovers of an environment are found.</summary>
internal sealed class QuickSightTags(StateDatabase database)
{
    private const int MostTags = 50;
    private readonly ResourceTable<SortedDictionary<string, string>> _tags = new(database, "quicksight-tags");

    /// <summary>Whether a resource of that ARN exists; the service says so once its stores are there.</summary>
    public Func<Scope, string, bool> Exists { get; set; } = (_, _) => false;

    public void Set(Scope scope, string arn, IReadOnlyList<Tag>? tags)
    {
        if (tags is null or [])
        {
            _tags.Delete(scope, arn);
            return;
        }

        _tags.Put(scope, arn, Merge([], tags));
    }

    public IReadOnlyList<Tag> Of(Scope scope, string arn) =>
        [.. (_tags.Find(scope, arn) ?? []).Select(tag => new Tag(tag.Key, tag.Value))];

    public Task<QuickSightResponse> TagAsync(TagResourceRequest request, CallContext call, CancellationToken _)
    {
        database.InTransaction(() =>
            _tags.Put(call.Scope, request.ResourceArn, Merge(Get(call.Scope, request.ResourceArn), request.Tags))
        );
        return QuickSightResponse.For(call);
    }

    public Task<QuickSightResponse> UntagAsync(UntagResourceRequest request, CallContext call, CancellationToken _)
    {
        database.InTransaction(() =>
        {
            var tags = Get(call.Scope, request.ResourceArn);
            foreach (var key in request.TagKeys)
            {
                tags.Remove(key);
            }

            _tags.Put(call.Scope, request.ResourceArn, tags);
        });
        return QuickSightResponse.For(call);
    }

    public Task<ListTagsForResourceResponse> ListAsync(
        ResourceTagsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        Get(call.Scope, request.ResourceArn);
        return Task.FromResult(
            new ListTagsForResourceResponse { RequestId = call.RequestId, Tags = Of(call.Scope, request.ResourceArn) }
        );
    }

    private SortedDictionary<string, string> Get(Scope scope, string arn) =>
        Exists(scope, arn)
            ? _tags.Find(scope, arn) ?? new SortedDictionary<string, string>(StringComparer.Ordinal)
            : throw QuickSightErrors.NotFound($"Resource {arn} is not found");

    private static SortedDictionary<string, string> Merge(
        SortedDictionary<string, string> current,
        IReadOnlyList<Tag> tags
    )
    {
        var merged = new SortedDictionary<string, string>(current, StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Key.Length is 0 or > 128 || tag.Value.Length is 0 or > 256)
            {
                throw QuickSightErrors.Invalid($"The tag '{tag.Key}' has a key or a value of an impossible length.");
            }

            merged[tag.Key] = tag.Value;
        }

        return merged.Count <= MostTags
            ? merged
            : throw QuickSightErrors.Invalid($"A resource can have at most {MostTags} tags.");
    }
}
