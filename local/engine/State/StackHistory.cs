using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>One operation in a stack's history.</summary>
public sealed record HistoryEntry(string Kind, DateTimeOffset Start, DateTimeOffset End, string Result)
{
    public string Message { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Full key → value; a secret one as ciphertext.</summary>
    public ImmutableSortedDictionary<string, ConfigEntry> Config { get; init; } =
        ImmutableSortedDictionary.Create<string, ConfigEntry>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, int> Changes { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
}

/// <param name="Text">The value, or its ciphertext when it is secret.</param>
/// <param name="IsObject">Whether the text is JSON of a structured value.</param>
public sealed record ConfigEntry(string Text, bool Secret, bool IsObject = false);

/// <summary>The history files of a stack: one JSON document per operation, times in Unix seconds.</summary>
public static class StackHistory
{
    public static void Append(FileBackend backend, StackName stack, HistoryEntry entry)
    {
        var name = $"{stack.Name}-{backend.Nanoseconds().ToString(CultureInfo.InvariantCulture)}";
        var path = Path.Combine(backend.HistoryFolder(stack), name);
        var json = new JsonObject
        {
            ["kind"] = entry.Kind,
            ["startTime"] = entry.Start.ToUnixTimeSeconds(),
            ["message"] = entry.Message,
            ["environment"] = new JsonObject(
                entry.Environment.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))
            ),
            ["config"] = new JsonObject(
                entry.Config.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Write(item.Value)))
            ),
            ["version"] = 0,
            ["result"] = entry.Result,
            ["endTime"] = entry.End.ToUnixTimeSeconds(),
            ["resourceChanges"] = new JsonObject(
                entry.Changes.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))
            ),
        };
        files(".history.json", json.ToJsonString());
        backend.Files.Copy(backend.CheckpointPath(stack), path + ".checkpoint.json");

        void files(string ending, string text) => backend.Files.Replace(path + ending, text);
    }

    /// <summary>All entries, newest first.</summary>
    public static IEnumerable<HistoryEntry> Read(FileBackend backend, StackName stack) =>
        !Directory.Exists(backend.HistoryFolder(stack))
            ? []
            : Directory
                .GetFiles(backend.HistoryFolder(stack), "*.history.json")
                .OrderByDescending(path => path, StringComparer.Ordinal)
                .Select(Read);

    private static JsonObject Write(ConfigEntry entry)
    {
        var json = new JsonObject { ["value"] = entry.Text, ["secret"] = entry.Secret };
        if (entry.IsObject)
        {
            json["object"] = true;
        }

        return json;
    }

    private static HistoryEntry Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var json = document.RootElement;
        return new HistoryEntry(
            json.GetProperty("kind").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("startTime").GetInt64()),
            DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("endTime").GetInt64()),
            json.GetProperty("result").GetString()!
        )
        {
            Message = json.GetProperty("message").GetString() ?? "",
            Environment = Members(json, "environment", value => value.GetString() ?? ""),
            Changes = Members(json, "resourceChanges", value => value.GetInt32()),
            Config = Members(
                json,
                "config",
                value => new ConfigEntry(
                    value.GetProperty("value").GetString() ?? "",
                    value.GetProperty("secret").GetBoolean(),
                    value.TryGetProperty("object", out var isObject) && isObject.GetBoolean()
                )
            ),
        };
    }

    private static ImmutableSortedDictionary<string, T> Members<T>(
        JsonElement json,
        string name,
        Func<JsonElement, T> read
    ) =>
        (
            json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, read(item.Value)))
                : []
        ).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
