using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Settings;

namespace CustomerLake.Local.Engine.State;

/// <summary>One operation in a stack's history.</summary>
public sealed record HistoryEntry(string Kind, DateTimeOffset Start, DateTimeOffset End, string Result)
{
    /// <summary>This backend does not number operations.</summary>
    public int Version { get; init; }

    public string Message { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Full key → value, secrets sealed.</summary>
    public ImmutableSortedDictionary<string, ConfigNode> Config { get; init; } =
        ImmutableSortedDictionary.Create<string, ConfigNode>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, int> Changes { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
}

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
                entry.Config.Select(item => KeyValuePair.Create(item.Key, item.Value.ToSealedJson()))
            ),
            ["version"] = entry.Version,
            ["result"] = entry.Result,
            ["endTime"] = entry.End.ToUnixTimeSeconds(),
            ["resourceChanges"] = new JsonObject(
                entry.Changes.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))
            ),
        };
        var ending = backend.IsCompressed ? StateText.Ending : "";
        backend.Files.Replace(
            $"{path}.history.json{ending}",
            StateText.Bytes(json.ToJsonString(), backend.IsCompressed)
        );
        backend.Files.Copy(backend.CheckpointPath(stack), $"{path}.checkpoint.json{ending}");
    }

    /// <summary>All entries, newest first.</summary>
    public static IEnumerable<HistoryEntry> Read(FileBackend backend, StackName stack) =>
        !Directory.Exists(backend.HistoryFolder(stack))
            ? []
            : Directory
                .GetFiles(backend.HistoryFolder(stack), "*.history.json*")
                .Where(path => Path.GetExtension(path) is ".json" or StateText.Ending)
                .OrderByDescending(path => path, StringComparer.Ordinal)
                .Select(Read);

    private static HistoryEntry Read(string path)
    {
        using var document = JsonDocument.Parse(StateText.Read(path));
        var json = document.RootElement;
        return new HistoryEntry(
            json.GetProperty("kind").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("startTime").GetInt64()),
            DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("endTime").GetInt64()),
            json.GetProperty("result").GetString()!
        )
        {
            Version = json.TryGetProperty("version", out var version) ? version.GetInt32() : 0,
            Message = json.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "",
            Environment = Members(json, "environment", value => value.GetString() ?? ""),
            Changes = Members(json, "resourceChanges", value => value.GetInt32()),
            Config = Members(json, "config", ConfigNode.Of),
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
