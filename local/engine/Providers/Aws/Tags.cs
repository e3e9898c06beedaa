using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Tags in the forms that the services write them, and what changed between two sets.</summary>
internal static class Tags
{
    private const string Name = "tags";
    private const string AwsPrefix = "aws:";
    private const int Most = 50;

    public static ImmutableSortedDictionary<string, string> Of(PropertyMap properties) =>
        (properties.Find(Name)?.AsMap ?? PropertyMap.Empty)
            .Where(tag => tag.Value.AsText is not null)
            .ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value.AsText!, StringComparer.Ordinal);

    /// <summary>What AWS itself adds, under a prefix that nobody else may use, is no tag of the program.</summary>
    public static PropertyValue ToValue(IEnumerable<(string Key, string Value)> tags) =>
        PropertyMap.Of(
            tags.Where(tag => !tag.Key.StartsWith(AwsPrefix, StringComparison.Ordinal))
                .Select(tag => KeyValuePair.Create(tag.Key, PropertyValue.Of(tag.Value)))
        );

    /// <summary><c>[{"Key": …, "Value": …}]</c>, or with other names for the two.</summary>
    public static JsonArray List(
        IEnumerable<KeyValuePair<string, string>> tags,
        string key = "Key",
        string value = "Value"
    ) => new([.. tags.Select(tag => new JsonObject { [key] = tag.Key, [value] = tag.Value })]);

    public static PropertyValue FromList(JsonNode? list, string key = "Key", string value = "Value") =>
        ToValue((list as JsonArray ?? []).Select(tag => ($"{tag![key]}", $"{tag[value]}")));

    /// <summary><c>{"key": "value"}</c>.</summary>
    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> tags) =>
        new(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value)));

    public static PropertyValue FromMap(JsonNode? map) =>
        ToValue((map as JsonObject ?? []).Select(tag => (tag.Key, $"{tag.Value}")));

    /// <summary>What every service that takes tags demands of them.</summary>
    public static IEnumerable<CheckFailure> Failures(PropertyMap inputs)
    {
        var tags = inputs.Find(Name)?.AsMap ?? PropertyMap.Empty;
        if (tags.Count > Most)
        {
            yield return new CheckFailure(Name, $"There are {tags.Count} tags; AWS takes at most {Most}.");
        }

        foreach (var (key, value) in tags)
        {
            if (key.StartsWith(AwsPrefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CheckFailure(
                    Name,
                    $"The tag '{key}' has the prefix '{AwsPrefix}', which AWS keeps for itself."
                );
            }

            if (key.Length is 0 or > 128 || value.AsText is { Length: > 256 })
            {
                yield return new CheckFailure(
                    Name,
                    $"The tag '{key}' must have a key of 1 to 128 characters and a value of at most 256."
                );
            }
        }
    }

    /// <summary>Tags to set, and the keys to remove.</summary>
    public static (ImmutableSortedDictionary<string, string> Set, ImmutableArray<string> Removed) Changes(Change change)
    {
        var (before, after) = (Of(change.Old), Of(change.New));
        return (
            after
                .Where(tag => before.GetValueOrDefault(tag.Key) != tag.Value)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. before.Keys.Where(key => !after.ContainsKey(key))]
        );
    }
}
