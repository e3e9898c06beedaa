using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Programs;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Members of a node of a scenario's program.</summary>
internal static class ScenarioNode
{
    public static string? ParentKey(JsonElement node) => Option(node, "parent")?.GetString();

    public static CustomTimeouts? Timeouts(JsonElement node) =>
        Option(node, "customTimeouts") is { } timeouts
            ? new CustomTimeouts(
                GoDuration.Read(timeouts, "create"),
                GoDuration.Read(timeouts, "update"),
                GoDuration.Read(timeouts, "delete")
            )
            : null;

    public static string KeyOf(JsonElement node) => Text(node, "key") ?? Text(node, "name") ?? "";

    public static JsonElement? Option(JsonElement node, string name) =>
        node.TryGetProperty("options", out var options) && options.TryGetProperty(name, out var value) ? value : null;

    public static bool? Flag(JsonElement node, string name) => Option(node, name)?.GetBoolean();

    public static ImmutableArray<string> Texts(JsonElement node, string name) =>
        Option(node, name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
