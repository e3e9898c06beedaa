using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>The operations of a step, read from its events as the recordings were.</summary>
internal static class ScenarioOps
{
    private static readonly string[] Unordered = ["delete", "delete-replaced", "discard", "refresh"];

    public static string? Difference(JsonElement result, StepRecord record, List<string> varies, bool isParallel)
    {
        if (varies.Contains("ops") || !result.TryGetProperty("ops", out var ops))
        {
            return null;
        }

        var wanted = ops.EnumerateArray().Select(Line).ToList();
        var found = Read(record.Events);
        if (record.Crashed)
        {
            // What the recordings' killed process had not written of its events yet is unknown.
            wanted = [.. wanted.Select(WithoutOutcome)];
            found = [.. found.Select(WithoutOutcome)];
        }

        var missing = Without(wanted, found);
        var excess = Without(found, wanted);
        if (missing.Count + excess.Count > 0)
        {
            return $"ops: missing [{string.Join("; ", missing)}], too much [{string.Join("; ", excess)}]";
        }

        if (isParallel || varies.Contains("order of ops"))
        {
            return null;
        }

        var (left, right) = (Ordered(wanted), Ordered(found));
        return left.SequenceEqual(right)
            ? null
            : $"order of ops: [{string.Join("; ", right)}], wanted [{string.Join("; ", left)}]";
    }

    private static string WithoutOutcome(string line) => string.Join(' ', line.Split(' ').Take(2));

    private static List<string> Without(List<string> lines, List<string> others)
    {
        var left = others.ToList();
        return [.. lines.Where(line => !left.Remove(line))];
    }

    private static List<string> Ordered(List<string> lines) =>
        [
            .. lines.Where(line =>
                !Unordered.Contains(line.Split(' ')[0]) && !line.Contains("noPreEvent", StringComparison.Ordinal)
            ),
        ];

    private static string Line(JsonElement op) =>
        Line(
            op.GetProperty("op").GetString()!,
            op.GetProperty("urn").GetString()!,
            op.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null,
            op.TryGetProperty("noPreEvent", out _),
            op.TryGetProperty("keys", out var keys) ? keys.GetRawText() : "",
            op.TryGetProperty("diffs", out var diffs) ? diffs.GetRawText() : "",
            op.TryGetProperty("detailedDiff", out var detailed)
                ? string.Join(
                    ",",
                    detailed
                        .EnumerateObject()
                        .Select(entry => $"{entry.Name}={entry.Value}")
                        .Order(StringComparer.Ordinal)
                )
                : ""
        );

    private static string Line(
        string op,
        string urn,
        string? outcome,
        bool noPreEvent,
        string keys,
        string diffs,
        string detailed
    ) =>
        $"{op} {urn} {outcome ?? "unfinished"}{(noPreEvent ? " noPreEvent" : "")}"
        + $"{(keys.Length > 0 ? $" keys={Compact(keys)}" : "")}{(diffs.Length > 0 ? $" diffs={Compact(diffs)}" : "")}"
        + $"{(detailed.Length > 0 ? $" detailed={detailed}" : "")}";

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static List<string> Read(IEnumerable<JsonObject> events)
    {
        var entries = new List<Entry>();
        foreach (var happened in events)
        {
            if (happened["resourcePreEvent"] is JsonObject pre)
            {
                entries.Add(new Entry(pre["metadata"]!.AsObject()));
            }
            else if (happened["resOutputsEvent"] is JsonObject outputs)
            {
                Finish(entries, outputs["metadata"]!.AsObject(), "done");
            }
            else if (happened["resOpFailedEvent"] is JsonObject failed)
            {
                Finish(entries, failed["metadata"]!.AsObject(), "failed");
            }
        }

        return [.. entries.Select(entry => entry.ToLine())];
    }

    private static void Finish(List<Entry> entries, JsonObject metadata, string outcome)
    {
        var (op, urn) = (metadata["op"]!.ToString(), metadata["urn"]!.ToString());
        var open = entries.FirstOrDefault(entry => entry.Urn == urn && entry.Op == op && entry.Outcome is null);
        if (open is not null)
        {
            open.Outcome = outcome;
            open.Read(metadata);
            return;
        }

        if (entries.Any(entry => entry.Urn == urn && entry.Op == op))
        {
            return;
        }

        entries.Add(new Entry(metadata) { Outcome = outcome, NoPreEvent = true });
    }

    private sealed class Entry
    {
        private string _keys = "";
        private string _diffs = "";
        private string _detailed = "";

        public Entry(JsonObject metadata)
        {
            (Op, Urn) = (metadata["op"]!.ToString(), metadata["urn"]!.ToString());
            Read(metadata);
        }

        public string Op { get; }

        public string Urn { get; }

        public string? Outcome { get; set; }

        public bool NoPreEvent { get; init; }

        public void Read(JsonObject metadata)
        {
            _keys = metadata["keys"]?.ToJsonString() ?? _keys;
            _diffs = metadata["diffs"]?.ToJsonString() ?? _diffs;
            if (metadata["detailedDiff"] is JsonObject { Count: > 0 } detailed)
            {
                _detailed = string.Join(
                    ",",
                    detailed
                        .Select(entry =>
                            $"{entry.Key}={entry.Value!["diffKind"]}{((bool)entry.Value["inputDiff"]! ? "" : " (not input)")}"
                        )
                        .Order(StringComparer.Ordinal)
                );
            }
        }

        public string ToLine() => Line(Op, Urn, Outcome, NoPreEvent, _keys, _diffs, _detailed);
    }
}
