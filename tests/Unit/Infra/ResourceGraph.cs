using System.Collections;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi.Testing;

namespace CustomerLake.Tests.Unit.Infra;

/// <summary>What a program registered, as plain JSON: read by path, and changed to see whether anybody notices.</summary>
internal sealed record ResourceGraph(ImmutableArray<GraphResource> Resources)
{
    public static ResourceGraph Of(IEnumerable<MockResourceArgs> resources) =>
        new([
            .. resources
                .Where(r => r.Type!.StartsWith("aws:", StringComparison.Ordinal))
                .Select(r => new GraphResource(r.Type!, r.Name!, (JsonObject)ToJson(r.Inputs)!)),
        ]);

    public IEnumerable<GraphResource> All(string type) => Resources.Where(r => r.Type == type);

    public ResourceGraph With(string type, string name, string inputs) =>
        new(Resources.Add(new GraphResource(type, name, (JsonObject)JsonNode.Parse(inputs)!)));

    public ResourceGraph Without(string type) => new([.. Resources.Where(r => r.Type != type)]);

    /// <summary>The graph with a change to every resource of a type.</summary>
    public ResourceGraph Changed(string type, Action<JsonObject> change) =>
        new([
            .. Resources.Select(r =>
            {
                if (r.Type != type)
                {
                    return r;
                }

                var inputs = (JsonObject)r.Inputs.DeepClone();
                change(inputs);
                return r with { Inputs = inputs };
            }),
        ]);

    /// <summary>The graph with one value put in, at a path such as <c>rule.objectOwnership</c>.</summary>
    public ResourceGraph Set(string type, string path, JsonNode? value) =>
        Changed(
            type,
            inputs =>
            {
                var steps = path.Split('.');
                JsonNode node = inputs;
                foreach (var step in steps[..^1])
                {
                    node = (int.TryParse(step, out var index) ? node[index] : node[step])!;
                }

                node[steps[^1]] = value?.DeepClone();
            }
        );

    private static JsonNode? ToJson(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag,
            int number => number,
            double number => number,
            IDictionary map => new JsonObject(
                map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, ToJson(map[key])))
            ),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
            _ => throw new InvalidOperationException($"A {value.GetType()} among the inputs."),
        };
}

internal sealed record GraphResource(string Type, string Name, JsonObject Inputs)
{
    /// <summary>The value at a path such as <c>rules.0.bucketKeyEnabled</c>; null when there is none.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Inputs;
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonArray array => int.TryParse(step, out var index) && index < array.Count ? array[index] : null,
                JsonObject map => map[step],
                _ => null,
            };
        }

        return node;
    }

    public string? Text(string path) => At(path)?.ToString();

    public override string ToString() => $"{Type} {Name}";
}
