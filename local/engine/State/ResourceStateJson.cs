using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>A resource in the form of Pulumi's deployment version 3.</summary>
public static class ResourceStateJson
{
    private static readonly string[] OtherMembers =
    [
        "aliases",
        "sourcePosition",
        "stackTrace",
        "extensionRef",
        "replacementTrigger",
        "refreshBeforeUpdate",
        "viewOf",
        "resourceHooks",
        "snippetID",
    ];

    public static JsonObject Write(ResourceState state, SecretForm form)
    {
        var json = new JsonObject { ["urn"] = state.Urn, ["custom"] = state.Custom };
        Flag(json, "delete", state.Delete);
        Text(json, "id", state.Id);
        json["type"] = state.Type;
        Map(json, "inputs", state.Inputs, form);
        Map(json, "outputs", state.Outputs, form);
        Text(json, "parent", state.Parent);
        Flag(json, "protect", state.Protect);
        Flag(json, "taint", state.Taint);
        Flag(json, "external", state.External);
        List(json, "dependencies", state.Dependencies);
        List(json, "initErrors", state.InitErrors);
        Text(json, "provider", state.Provider);
        if (state.PropertyDependencies.Count > 0)
        {
            json["propertyDependencies"] = new JsonObject(
                state.PropertyDependencies.Select(entry =>
                    KeyValuePair.Create(entry.Key, (JsonNode?)Array(entry.Value))
                )
            );
        }

        Flag(json, "pendingReplacement", state.PendingReplacement);
        List(json, "additionalSecretOutputs", state.AdditionalSecretOutputs);
        if (state.CustomTimeouts is { IsEmpty: false } timeouts)
        {
            var seconds = new JsonObject();
            Seconds(seconds, "create", timeouts.Create);
            Seconds(seconds, "update", timeouts.Update);
            Seconds(seconds, "delete", timeouts.Delete);
            json["customTimeouts"] = seconds;
        }

        Text(json, "importID", state.ImportId);
        Flag(json, "retainOnDelete", state.RetainOnDelete);
        Text(json, "deletedWith", state.DeletedWith);
        List(json, "replaceWith", state.ReplaceWith);
        Time(json, "created", state.Created);
        Time(json, "modified", state.Modified);
        List(json, "ignoreChanges", state.IgnoreChanges);
        List(json, "replaceOnChanges", state.ReplaceOnChanges);
        List(json, "hideDiff", state.HideDiffs);
        Flag(json, "inApply", state.InApply);
        foreach (var (name, value) in state.Others)
        {
            json[name] = JsonNode.Parse(value.GetRawText());
        }

        return json;
    }

    /// <exception cref="StateFormatException">A member that must be there is missing, or has the wrong form.</exception>
    public static ResourceState Read(JsonElement json, Func<string, string>? decrypt)
    {
        var urn = Text(json, "urn");
        if (urn.Length == 0)
        {
            throw new StateFormatException("resource missing required 'urn' field");
        }

        var type = Text(json, "type");
        if (type.Length == 0)
        {
            throw new StateFormatException($"resource '{urn}' missing required 'type' field");
        }

        var custom = Flag(json, "custom");
        var id = Text(json, "id");
        if (!custom && id.Length > 0)
        {
            throw new StateFormatException($"resource '{urn}' has 'custom' false but non-empty ID");
        }

        return new ResourceState
        {
            Urn = urn,
            Type = type,
            Custom = custom,
            Id = id,
            Delete = Flag(json, "delete"),
            Inputs = Map(json, "inputs", decrypt),
            Outputs = Map(json, "outputs", decrypt),
            Parent = Text(json, "parent"),
            Protect = Flag(json, "protect"),
            Taint = Flag(json, "taint"),
            External = Flag(json, "external"),
            Dependencies = List(json, "dependencies"),
            InitErrors = List(json, "initErrors"),
            Provider = Text(json, "provider"),
            PropertyDependencies = Dependencies(json),
            PendingReplacement = Flag(json, "pendingReplacement"),
            AdditionalSecretOutputs = List(json, "additionalSecretOutputs"),
            CustomTimeouts = Timeouts(json),
            ImportId = Text(json, "importID"),
            RetainOnDelete = Flag(json, "retainOnDelete"),
            InApply = Flag(json, "inApply"),
            DeletedWith = Text(json, "deletedWith"),
            ReplaceWith = List(json, "replaceWith"),
            Created = Time(json, "created"),
            Modified = Time(json, "modified"),
            IgnoreChanges = List(json, "ignoreChanges"),
            ReplaceOnChanges = List(json, "replaceOnChanges"),
            HideDiffs = List(json, "hideDiff"),
            Others =
            [
                .. json.EnumerateObject()
                    .Where(member => OtherMembers.Contains(member.Name) && HasContent(member.Value))
                    .Select(member => KeyValuePair.Create(member.Name, member.Value.Clone())),
            ],
        };
    }

    private static bool HasContent(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.String => value.GetString()!.Length > 0,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            _ => true,
        };

    private static void Flag(JsonObject json, string name, bool value)
    {
        if (value)
        {
            json[name] = true;
        }
    }

    private static void Text(JsonObject json, string name, string value)
    {
        if (value.Length > 0)
        {
            json[name] = value;
        }
    }

    private static void Map(JsonObject json, string name, PropertyMap value, SecretForm form)
    {
        if (value.Count > 0)
        {
            json[name] = PropertyJson.Write(value, form);
        }
    }

    private static void List(JsonObject json, string name, ImmutableArray<string> value)
    {
        if (value.Length > 0)
        {
            json[name] = Array(value);
        }
    }

    private static JsonArray Array(ImmutableArray<string> value) => [.. value.Select(text => (JsonNode?)text)];

    private static void Seconds(JsonObject json, string name, TimeSpan? value)
    {
        if (value is { } time)
        {
            json[name] = time.TotalSeconds;
        }
    }

    private static void Time(JsonObject json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json[name] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static PropertyMap Map(JsonElement json, string name, Func<string, string>? decrypt) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? PropertyJson.ReadMap(value, decrypt)
            : PropertyMap.Empty;

    private static ImmutableArray<string> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? List(value) : [];

    private static ImmutableArray<string> List(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Dependencies(JsonElement json) =>
        (
            json.TryGetProperty("propertyDependencies", out var value) && value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, List(member.Value)))
                : []
        ).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static CustomTimeouts? Timeouts(JsonElement json)
    {
        if (!json.TryGetProperty("customTimeouts", out var value) || value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new CustomTimeouts(of("create"), of("update"), of("delete"));

        TimeSpan? of(string name) =>
            value.TryGetProperty(name, out var seconds) && seconds.GetDouble() > 0
                ? TimeSpan.FromSeconds(seconds.GetDouble())
                : null;
    }

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var time)
            ? time
            : null;
}
