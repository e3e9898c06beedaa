using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>A registration in a plan, without its properties: the options that an update must repeat.</summary>
internal static class PlannedGoal
{
    public static JsonObject Of(ResourceState state, RegisterRequest goal)
    {
        var json = Of(state);
        if (goal.DeleteBeforeReplace is { } deletesFirst)
        {
            json["deleteBeforeReplace"] = deletesFirst;
        }

        if (goal.Aliases.Length > 0)
        {
            json["structuredAliases"] = new JsonArray([.. goal.Aliases.Select(alias => (JsonNode?)Of(alias))]);
        }

        if (goal.ImportId is { Length: > 0 } id)
        {
            json["id"] = id;
        }

        return json;
    }

    /// <summary>What a plan without the resource would have said of it: that it stays as it is.</summary>
    public static JsonObject OfUnplanned(ResourceState old)
    {
        var json = Of(old);
        json.Remove("ignoreChanges");
        return json;
    }

    /// <summary>The first thing that the program says otherwise; null when it says the same.</summary>
    public static string? Change(JsonObject planned, JsonObject actual)
    {
        if (!JsonNode.DeepEquals(planned["custom"], actual["custom"]))
        {
            return $"resource kind changed (expected {((bool?)planned["custom"] == true ? "custom" : "component")})";
        }

        return Provider(planned, actual)
            ?? Differs("parent", "parent", "")
            ?? Differs("protect", "protect", "false")
            ?? Differs("deleteBeforeReplace", "deleteBeforeReplace", "no value")
            ?? Differs("id", "importID", "")
            ?? new[] { "create", "update", "delete" }.Select(Timeout).FirstOrDefault(change => change is not null)
            ?? Set("ignoreChanges", "ignoreChanges")
            ?? Set("additionalSecretOutputs", "additionalSecretOutputs")
            ?? Set("dependencies", "dependencies")
            ?? Set("structuredAliases", "aliases");

        string? Differs(string name, string called, string none) =>
            JsonNode.DeepEquals(planned[name], actual[name])
                ? null
                : $"{called} changed (expected {(planned[name] is { } value ? Shown(value) : none)})";

        string? Timeout(string name)
        {
            var (before, now) = (planned["customTimeouts"]?[name], actual["customTimeouts"]?[name]);
            return JsonNode.DeepEquals(before, now)
                ? null
                : $"{name} timeout changed (expected {before?.ToString() ?? "0"})";
        }

        string? Set(string name, string called) =>
            SetChange(planned[name], actual[name]) is { } change ? $"{called} changed: {change}" : null;
    }

    /// <summary>As <see cref="Change"/>, for the resources that an input depends on.</summary>
    public static string? DependencyChange(JsonObject planned, JsonObject actual) =>
        (planned["propertyDependencies"] as JsonObject ?? [])
            .Where(entry => actual["propertyDependencies"]?[entry.Key] is not null)
            .Select(entry =>
                SetChange(entry.Value, actual["propertyDependencies"]![entry.Key]) is { } change
                    ? $"dependencies for {entry.Key} changed: {change}"
                    : null
            )
            .FirstOrDefault(change => change is not null);

    private static JsonObject Of(ResourceState state)
    {
        var full = ResourceStateJson.Write(state, new SecretForm.Masked());
        var goal = new JsonObject
        {
            ["type"] = state.Type,
            ["name"] = state.Name,
            ["custom"] = state.Custom,
        };
        foreach (
            var name in new[]
            {
                "parent",
                "dependencies",
                "provider",
                "propertyDependencies",
                "ignoreChanges",
                "additionalSecretOutputs",
            }
        )
        {
            if (full[name] is { } value)
            {
                goal[name] = value.DeepClone();
            }
        }

        goal["protect"] = state.Protect;
        goal["customTimeouts"] = full["customTimeouts"]?.DeepClone() ?? new JsonObject();
        return goal;
    }

    private static JsonObject Of(AliasSpec alias) =>
        new()
        {
            ["URN"] = alias.Urn ?? "",
            ["Name"] = alias.Name ?? "",
            ["Type"] = alias.Type ?? "",
            ["Project"] = alias.Project ?? "",
            ["Stack"] = alias.Stack ?? "",
            ["Parent"] = alias.ParentUrn ?? "",
            ["NoParent"] = alias.NoParent,
        };

    /// <summary>A provider that was not made yet has no id in the plan.</summary>
    private static string? Provider(JsonObject planned, JsonObject actual)
    {
        var (before, now) = ((string?)planned["provider"] ?? "", (string?)actual["provider"] ?? "");
        if (before == now)
        {
            return null;
        }

        var isMeant =
            ProviderReference.TryParse(before, out var expected)
            && ProviderReference.TryParse(now, out var found)
            && expected.Urn == found.Urn
            && expected.Id == Markers.Unknown;
        return isMeant ? null : $"provider changed (expected {before})";
    }

    private static string? SetChange(JsonNode? planned, JsonNode? actual)
    {
        var (before, now) = (Texts(planned), Texts(actual));
        var (added, deleted) = (now.Except(before).ToList(), before.Except(now).ToList());
        var parts = new List<string>();
        if (added.Count > 0)
        {
            parts.Add($"added {string.Join(", ", added)}");
        }

        if (deleted.Count > 0)
        {
            parts.Add($"deleted {string.Join(", ", deleted)}");
        }

        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static List<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => Shown(item!)).Order(StringComparer.Ordinal)];

    private static string Shown(JsonNode value) =>
        value is JsonObject members
            ? $"{{{string.Join(" ", members.Select(member => member.Value))}}}"
            : value.ToString();
}
