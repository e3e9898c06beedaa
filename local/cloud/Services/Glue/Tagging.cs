using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed record TagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyDictionary<string, string> TagsToAdd { get; init; }
}

internal sealed record UntagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyList<string> TagsToRemove { get; init; }
}

internal sealed record GetTagsRequest
{
    public required string ResourceArn { get; init; }
}

internal sealed record GetTagsResponse(IReadOnlyDictionary<string, string> Tags);

/// <summary>Tags by ARN. A resource registers itself when it is made, with or without tags.</summary>
internal sealed class Tagging(StateDatabase database)
{
    private const int MostTags = 50;

    private readonly ResourceTable<SortedDictionary<string, string>> _records = new(database, "glue.tags");

    public void Set(Scope scope, string arn, IReadOnlyDictionary<string, string>? tags) =>
        _records.Put(scope, arn, Check(new SortedDictionary<string, string>(tags?.ToDictionary() ?? [])));

    public void Forget(Scope scope, string arn) => _records.Delete(scope, arn);

    public IReadOnlyDictionary<string, string> Of(Scope scope, string arn) =>
        _records.Find(scope, arn) ?? throw GlueErrors.NotFound($"Resource {arn} not found.");

    /// <summary>True when the resource has every one of the wanted tags.</summary>
    public bool Has(Scope scope, string arn, IReadOnlyDictionary<string, string>? wanted)
    {
        if (wanted is null || wanted.Count == 0)
        {
            return true;
        }

        var tags = Of(scope, arn);
        return wanted.All(tag => tags.TryGetValue(tag.Key, out var value) && value == tag.Value);
    }

    public Task<GetTagsResponse> GetAsync(GetTagsRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new GetTagsResponse(Of(call.Scope, request.ResourceArn)));

    public Task<Nothing> TagAsync(TagResourceRequest request, CallContext call, CancellationToken _)
    {
        Change(
            call.Scope,
            request.ResourceArn,
            tags =>
            {
                foreach (var (name, value) in request.TagsToAdd)
                {
                    tags[name] = value;
                }
            }
        );
        return Nothing.Task;
    }

    public Task<Nothing> UntagAsync(UntagResourceRequest request, CallContext call, CancellationToken _)
    {
        Change(
            call.Scope,
            request.ResourceArn,
            tags =>
            {
                foreach (var name in request.TagsToRemove)
                {
                    tags.Remove(name);
                }
            }
        );
        return Nothing.Task;
    }

    private void Change(Scope scope, string arn, Action<SortedDictionary<string, string>> change) =>
        _ =
            _records.Update(
                scope,
                arn,
                tags =>
                {
                    change(tags);
                    return Check(tags);
                }
            ) ?? throw GlueErrors.NotFound($"Resource {arn} not found.");

    private static SortedDictionary<string, string> Check(SortedDictionary<string, string> tags)
    {
        if (tags.Count > MostTags)
        {
            throw GlueErrors.InvalidInput($"A resource has {MostTags} tags at most, not {tags.Count}.");
        }

        var reserved = tags.Keys.FirstOrDefault(name => name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase));
        return reserved is null
            ? tags
            : throw GlueErrors.InvalidInput($"The tag '{reserved}' starts with 'aws:', which is reserved.");
    }
}
