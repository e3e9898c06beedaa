using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Providers.CloudControl;

/// <summary>The changes between two states as an RFC 6902 patch, a top-level member each.</summary>
internal static class JsonPatch
{
    public static JsonArray Between(JsonObject before, JsonObject after) =>
        new([
            .. before.Where(m => !after.ContainsKey(m.Key)).Select(m => Operation("remove", m.Key, null)),
            .. after.Where(m => !before.ContainsKey(m.Key)).Select(m => Operation("add", m.Key, m.Value)),
            .. after
                .Where(m => before.ContainsKey(m.Key) && !JsonNode.DeepEquals(before[m.Key], m.Value))
                .Select(m => Operation("replace", m.Key, m.Value)),
        ]);

    private static JsonObject Operation(string kind, string member, JsonNode? value)
    {
        var operation = new JsonObject
        {
            ["op"] = kind,
            ["path"] =
                "/" + member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
        };
        if (kind != "remove")
        {
            operation["value"] = value?.DeepClone();
        }

        return operation;
    }
}
