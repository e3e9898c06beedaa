using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>A node of a scenario's program that has been answered.</summary>
/// <param name="Outputs">Null when all are unknown: the registration failed or was skipped.</param>
internal sealed record Answered(string Urn, string? Id, PropertyMap? Outputs, bool IsComponent)
{
    /// <summary>The custom resources that a dependency on this node stands for.</summary>
    public ImmutableArray<string> Stands { get; set; } = [];
}

/// <summary>Evaluates values of a scenario's program.</summary>
internal sealed class ScenarioValues(
    IReadOnlyDictionary<string, Answered> answered,
    ImmutableSortedDictionary<string, string> config,
    ImmutableHashSet<string> secretKeys,
    string project,
    bool preview
)
{
    /// <summary>The value, and the nodes whose outputs went into it.</summary>
    public PropertyValue Evaluate(JsonElement json, ISet<string> needs)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return PropertyValue.Of(json.EnumerateArray().Select(item => Evaluate(item, needs)));
            case JsonValueKind.Object:
                return Object(json, needs);
            case JsonValueKind.String:
                return json.GetString();
            default:
                return PropertyJson.Read(json, null);
        }
    }

    private PropertyValue Object(JsonElement json, ISet<string> needs)
    {
        if (!json.EnumerateObject().Any())
        {
            return PropertyMap.Empty;
        }

        var first = json.EnumerateObject().First();
        switch (first.Name)
        {
            case "$ref":
                return Reference(first.Value.GetString()!, needs);
            case "$secret":
                return PropertyValue.Secret(Evaluate(first.Value, needs));
            case "$concat":
                return Concat([.. first.Value.EnumerateArray().Select(part => Evaluate(part, needs))]);
            case "$config":
                return Config(first.Value.GetString()!) ?? PropertyValue.Null;
            case "$requireConfig":
                var key = first.Value.GetString()!;
                return Config(key)
                    ?? throw new ScenarioProgramException(
                        $"missing required configuration variable '{Full(key)}'; run `pulumi config` to set"
                    );
            case "$asset":
                return new PropertyValue.AssetValue(first.Value.GetString(), null, null);
            case "$archive":
                var files = first
                    .Value.EnumerateObject()
                    .Select(file =>
                        KeyValuePair.Create(
                            file.Name,
                            (PropertyValue)new PropertyValue.AssetValue(file.Value.GetString(), null, null)
                        )
                    );
                return new PropertyValue.ArchiveValue(PropertyMap.Of(files), null, null);
            case "$resource":
                var node = answered[first.Value.GetString()!];
                needs.Add(first.Value.GetString()!);
                return new PropertyValue.ResourceReferenceValue(
                    node.Urn,
                    node.IsComponent ? null : node.Id ?? PropertyValue.Unknown,
                    ""
                );
            default:
                return PropertyMap.Of(
                    json.EnumerateObject()
                        .Select(member => KeyValuePair.Create(member.Name, Evaluate(member.Value, needs)))
                );
        }
    }

    private PropertyValue Reference(string path, ISet<string> needs)
    {
        var (key, rest) = Split(path);
        needs.Add(key);
        var node = answered[key];
        if (rest == "urn")
        {
            return node.Urn;
        }

        if (node.Outputs is not { } outputs)
        {
            return PropertyValue.Unknown;
        }

        if (rest == "id" && (!outputs.ContainsKey("id") || node.Urn.Length > 0))
        {
            return node.Id is null ? PropertyValue.Unknown : node.Id;
        }

        return Follow(outputs, rest);
    }

    /// <summary>The key may itself hold points: the longest that names a node wins.</summary>
    private (string Key, string Path) Split(string path)
    {
        for (var at = path.Length; at > 0; at = path.LastIndexOf('.', at - 1))
        {
            if (answered.ContainsKey(path[..at]))
            {
                return (path[..at], at < path.Length ? path[(at + 1)..] : "");
            }
        }

        throw new ScenarioProgramException($"no node '{path}'");
    }

    private PropertyValue Follow(PropertyMap outputs, string path)
    {
        PropertyValue value = outputs;
        var secret = false;
        foreach (var part in PropertyPath.TryParse(path)?.Parts ?? [])
        {
            secret |= value is PropertyValue.SecretValue;
            if (value.IsUnknown)
            {
                return value;
            }

            var next = part switch
            {
                PathPart.Member member when int.TryParse(member.Name, out var index) && value.AsMap is null =>
                    value.AsItems.ElementAtOrDefault(index),
                PathPart.Member member => value.AsMap?.Find(member.Name),
                PathPart.Element element => value.AsItems.ElementAtOrDefault(element.Index),
                _ => null,
            };
            if (next is null)
            {
                return
                    preview && ReferenceEquals(value, outputs)
                    || value is PropertyValue.MapValue map && ReferenceEquals(map.Entries, outputs) && preview
                    ? PropertyValue.Unknown
                    : PropertyValue.Null;
            }

            value = next;
        }

        return secret ? PropertyValue.Secret(value) : value;
    }

    private static PropertyValue Concat(List<PropertyValue> parts)
    {
        var secret = parts.Any(part => part.ContainsSecrets);
        PropertyValue result = parts.Any(part => part.ContainsUnknowns)
            ? PropertyValue.Unknown
            : string.Concat(parts.Select(part => part.AsText ?? GoJson.Write(part.WithoutSecrets)));
        return secret ? PropertyValue.Secret(result) : result;
    }

    private string Full(string key) => key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";

    private PropertyValue? Config(string key)
    {
        if (!config.TryGetValue(Full(key), out var text))
        {
            return null;
        }

        return secretKeys.Contains(Full(key)) ? PropertyValue.Secret(text) : PropertyValue.Of(text);
    }
}

/// <summary>The program of a scenario ends with an error of its own.</summary>
internal sealed class ScenarioProgramException(string message) : Exception(message);
