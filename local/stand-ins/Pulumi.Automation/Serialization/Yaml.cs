using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>YAML by way of JSON: every scalar is a text, or null.</summary>
internal static class Yaml
{
    private static readonly ISerializer _serializer = new SerializerBuilder().WithQuotingNecessaryStrings().Build();

    public static JsonNode? Read(string content)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(content));
        return stream.Documents is [var first, ..] ? ToJson(first.RootNode) : null;
    }

    public static string Write(JsonNode? node) => _serializer.Serialize(ToPlain(node));

    private static JsonNode? ToJson(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(e => KeyValuePair.Create(((YamlScalarNode)e.Key).Value!, ToJson(e.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => throw new YamlException(node.Start, node.End, $"A node of kind {node.NodeType} is not supported."),
        };

    private static object? ToPlain(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject map => map.ToDictionary(e => e.Key, e => ToPlain(e.Value)),
            JsonArray list => list.Select(ToPlain).ToList(),
            _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
            _ when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>(),
            _ => node.GetValue<decimal>(),
        };
}
