using System.Text.Json.Nodes;

namespace CustomerLake.Tests.Unit.Infra;

/// <summary>A statement of a policy document, read from its text alone.</summary>
internal sealed record PolicyStatement(GraphResource Of, JsonObject Json)
{
    public bool Allows => $"{Json["Effect"]}" == "Allow";

    public IEnumerable<string> Actions => Texts(Json["Action"]);

    public IEnumerable<string> Resources => Texts(Json["Resource"]);

    public IEnumerable<string> Principals =>
        Json["Principal"] is JsonObject byKind
            ? byKind.SelectMany(kind => Texts(kind.Value))
            : Texts(Json["Principal"]);

    public IEnumerable<string> Services => Texts((Json["Principal"] as JsonObject)?["Service"]);

    public JsonObject Conditions => Json["Condition"] as JsonObject ?? [];

    public bool HasCondition(string key) =>
        Conditions.Any(o =>
            o.Value is JsonObject keys && keys.Any(k => k.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        );

    public override string ToString() => $"{Of}: {Json["Sid"]}";

    /// <summary>The statements of every policy at that input of that type.</summary>
    public static IEnumerable<PolicyStatement> In(ResourceGraph graph, string type, string input) =>
        graph.All(type).Where(r => r.Text(input) is not null).SelectMany(r => Parse(r, r.Text(input)!));

    private static IEnumerable<PolicyStatement> Parse(GraphResource of, string text) =>
        (JsonNode.Parse(text)!["Statement"] as JsonArray ?? []).Select(s => new PolicyStatement(of, (JsonObject)s!));

    private static IEnumerable<string> Texts(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return array.Select(item => $"{item}");
        }

        return node is null ? [] : [$"{node}"];
    }
}
