using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>What of a step must be as recorded; each check names the first difference.</summary>
internal sealed partial class ScenarioExpectation(string folder)
{
    private static readonly string[] ComparedCalls = ["Create", "Update", "Delete", "Read", "Invoke"];
    private static readonly string[] Progress = ["up", "update", "preview", "refresh", "destroy", "import"];
    private readonly ScenarioText _text = new(folder);

    public string? Step(JsonElement step, StepRecord record, JsonNode? before, JsonNode? after)
    {
        var result = step.GetProperty("result");
        var wasKilled = result.GetProperty("exitCode").GetInt32() < 0;
        return Streams(step, result, record, wasKilled)
            ?? (record.IsOperation ? Operation(step, result, record, wasKilled) : null)
            ?? Deployment(step, result, record, before, after);
    }

    public static string? Layout(JsonElement paths, string backend)
    {
        var wanted = paths.EnumerateArray().Select(path => path.GetString()!).Where(IsCompared).ToList();
        var found = Directory
            .EnumerateFiles(backend, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(backend, path))
            .Where(IsCompared)
            .Select(Generic)
            .Order(StringComparer.Ordinal)
            .ToList();
        var plain = wanted.Select(Generic).Order(StringComparer.Ordinal).ToList();
        return plain.SequenceEqual(found)
            ? null
            : $"files: wanted [{string.Join(", ", plain.Except(found))}], too much [{string.Join(", ", found.Except(plain))}], "
                + $"{found.Count} against {plain.Count}";

        static bool IsCompared(string path) =>
            !path.EndsWith(".attrs", StringComparison.Ordinal)
            && !path.EndsWith(".bak", StringComparison.Ordinal)
            && !path.EndsWith(".journal", StringComparison.Ordinal)
            && !path.Contains("/.home/", StringComparison.Ordinal);

        static string Generic(string path) => Number().Replace(Uuid().Replace(path, "<id>"), "<n>");
    }

    public string? File(JsonElement result, string? path, Func<string, string> open)
    {
        if (path is null)
        {
            return result.TryGetProperty("path", out _) ? "the file is not there" : null;
        }

        var text = System.IO.File.ReadAllText(path);
        if (result.TryGetProperty("text", out var wanted))
        {
            return _text.Matches(wanted.GetString()!, text) ? null : $"file is {JsonValue.Create(text).ToJsonString()}";
        }

        if (path.EndsWith(".attrs", StringComparison.Ordinal) || !result.TryGetProperty("json", out var json))
        {
            return null;
        }

        return _text.Difference(Node(json), ScenarioText.Opened(JsonNode.Parse(text), open));
    }

    private string? Streams(JsonElement step, JsonElement result, StepRecord record, bool wasKilled)
    {
        var outcome = record.Outcome!;
        if (wasKilled)
        {
            return null;
        }

        var wantedCode = result.GetProperty("exitCode").GetInt32();
        if (wantedCode != outcome.Code)
        {
            return $"exit code {outcome.Code}, wanted {wantedCode}; {Quote(outcome.StandardError + outcome.StandardOutput)}";
        }

        var wantedError = result.TryGetProperty("stderr", out var stderr) ? stderr.GetString()! : "";
        var isBugReport = wantedError.Contains("This is a bug!", StringComparison.Ordinal);
        if (isBugReport ? outcome.StandardError.Length == 0 : !_text.Matches(wantedError, outcome.StandardError))
        {
            return $"standard error {Quote(outcome.StandardError)}, wanted {Quote(wantedError)}";
        }

        if (result.TryGetProperty("json", out var json))
        {
            return Json(json, outcome.StandardOutput);
        }

        var isText = !record.IsOperation && !Progress.Contains(step.GetProperty("args")[0].GetString());
        if (isText && result.TryGetProperty("stdout", out var stdout))
        {
            var (wanted, found) = (Collapse(stdout.GetString()!), Collapse(outcome.StandardOutput));
            var isUsage = outcome.Code != 0 && wanted.Contains("Usage:", StringComparison.Ordinal);
            if (!isUsage && !_text.Matches(wanted, found))
            {
                return $"standard output {Quote(found)}, wanted {Quote(wanted)}";
            }
        }

        return null;
    }

    private string? Json(JsonElement wanted, string output)
    {
        try
        {
            return _text.Difference(
                Node(wanted),
                ScenarioText.Opened(JsonNode.Parse(output), cipher => "<ciphertext>") is { } node
                    ? Reopened(Node(wanted), node)
                    : null
            );
        }
        catch (JsonException)
        {
            return $"standard output is no JSON: {Quote(output)}";
        }
    }

    /// <summary>Ciphertexts printed by a command are only compared as being there.</summary>
    private static JsonNode? Reopened(JsonNode? wanted, JsonNode? actual)
    {
        if (wanted is JsonObject left && actual is JsonObject right)
        {
            foreach (var name in right.Select(member => member.Key).ToList())
            {
                if (name == "ciphertext" && right[name]?.ToString() == "<ciphertext>" && left[name] is { } text)
                {
                    right[name] = text.DeepClone();
                }
                else
                {
                    Reopened(left[name], right[name]);
                }
            }
        }
        else if (wanted is JsonArray items && actual is JsonArray others)
        {
            for (var i = 0; i < Math.Min(items.Count, others.Count); i++)
            {
                Reopened(items[i], others[i]);
            }
        }

        return actual;
    }

    private string? Operation(JsonElement step, JsonElement result, StepRecord record, bool wasKilled)
    {
        var (varies, isParallel) = (Varies(step), IsParallel(step));
        return ScenarioOps.Difference(result, record, varies, isParallel)
            ?? (wasKilled || varies.Contains("summary") ? null : Summary(result, record))
            ?? (wasKilled ? null : Diagnostics(result, record))
            ?? Calls(result, record, varies)
            ?? (wasKilled || isParallel ? null : Events(result, record, varies));
    }

    private string? Summary(JsonElement result, StepRecord record)
    {
        var found = record.Events.Select(happened => happened["summaryEvent"]).OfType<JsonObject>().LastOrDefault();
        if (!result.TryGetProperty("summary", out var wanted) || wanted.ValueKind == JsonValueKind.Null)
        {
            return found is null ? null : "a summary where none was recorded";
        }

        foreach (var name in new[] { "resourceChanges", "maybeCorrupt", "result" })
        {
            if (_text.Difference(Node(wanted.GetProperty(name)), found?[name], $"summary.{name}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Diagnostics(JsonElement result, StepRecord record)
    {
        var wanted = result
            .GetProperty("diagnostics")
            .EnumerateArray()
            .Select(item => Line(Node(item)!.AsObject()))
            .ToList();
        var found = record
            .Events.Select(happened => happened["diagnosticEvent"])
            .OfType<JsonObject>()
            .Select(Line)
            .ToList();
        foreach (var line in wanted)
        {
            var match = found.FindIndex(candidate => _text.Matches(line, candidate));
            if (match < 0)
            {
                return $"no diagnostic {Quote(line)}; there are {Quote(string.Join(" | ", found))}";
            }

            found.RemoveAt(match);
        }

        return found.Count == 0 ? null : $"diagnostic too much: {Quote(found[0])}";

        static string Line(JsonObject item) => $"{item["severity"]} {item["urn"]} {item["message"]}";
    }

    private static string? Calls(JsonElement result, StepRecord record, List<string> varies)
    {
        if (
            !record.IsAlone
            || varies.Contains("providerCalls")
            || !result.TryGetProperty("providerCalls", out var calls)
        )
        {
            return null;
        }

        // What an update asks of a provider in advance, for resources that it then skips, changes nothing.
        var isPreview =
            record.Step.GetProperty("operation").GetString() == "preview"
            || (
                record.Step.TryGetProperty("flags", out var flags)
                && flags.GetRawText().Contains("--preview-only", StringComparison.Ordinal)
            );
        var wanted = calls
            .EnumerateArray()
            .Where(call => ComparedCalls.Contains(call.GetProperty("call").GetString()))
            .Where(call => isPreview || !(call.TryGetProperty("preview", out var preview) && preview.GetBoolean()))
            .Select(call =>
                $"{text(call, "call")} {text(call, "urn")} {text(call, "id")}"
                + $"{(call.TryGetProperty("preview", out var inPreview) && inPreview.GetBoolean() ? " preview" : "")}"
                + $"{(call.TryGetProperty("timeout", out var timeout) ? $" {timeout}s" : "")}"
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        var found = record
            .Calls.Where(call => ComparedCalls.Contains(call.Call) && (isPreview || !call.Preview))
            .Select(call =>
                $"{call.Call} {call.Urn} {call.Id}{(call.Preview ? " preview" : "")}{(call.Timeout is { } seconds ? $" {seconds}s" : "")}"
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        return wanted.SequenceEqual(found)
            ? null
            : $"provider calls: missing [{string.Join(", ", wanted.Except(found))}], too much [{string.Join(", ", found.Except(wanted))}]";

        static string text(JsonElement call, string name) =>
            call.TryGetProperty(name, out var value) ? value.ToString() : "";
    }

    private string? Events(JsonElement result, StepRecord record, List<string> varies)
    {
        var reads = wantedOps(result).Contains("\"refresh\"", StringComparison.Ordinal);
        if (reads || !result.TryGetProperty("events", out var wanted) || varies.Contains("order of ops"))
        {
            return null;
        }

        var found = new JsonArray([.. record.Events.Select(happened => (JsonNode?)happened.DeepClone())]);
        return _text.Difference(Node(wanted), found, "events");

        static string wantedOps(JsonElement result) =>
            result.TryGetProperty("ops", out var ops) ? ops.GetRawText() : "";
    }

    private string? Deployment(
        JsonElement step,
        JsonElement result,
        StepRecord record,
        JsonNode? before,
        JsonNode? after
    )
    {
        if (Varies(step).Contains("deployment"))
        {
            return null;
        }

        if (IsParallel(step))
        {
            (before, after) = (Sorted(before), Sorted(after));
        }

        if (!result.TryGetProperty("deployment", out var wanted))
        {
            return
                record.IsOperation
                && before is not null
                && after is not null
                && _text.Difference(before, after, "deployment") is { } changed
                ? $"the checkpoint changed where it should not have: {changed}"
                : null;
        }

        return wanted.ValueKind == JsonValueKind.String
            ? _text.Difference(before, after, "deployment (unchanged)")
            : _text.Difference(IsParallel(step) ? Sorted(Node(wanted)) : Node(wanted), after, "deployment");
    }

    private static List<string> Varies(JsonElement step) =>
        step.TryGetProperty("varies", out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static bool IsParallel(JsonElement step) =>
        step.TryGetProperty("program", out var program)
        && program.TryGetProperty("mode", out var mode)
        && mode.GetString() == "parallel";

    /// <summary>In a parallel program the order of registration is open.</summary>
    private static JsonNode? Sorted(JsonNode? deployment)
    {
        var copy = deployment?.DeepClone();
        if (copy?["resources"] is JsonArray resources)
        {
            copy["resources"] = new JsonArray([
                .. resources
                    .OrderBy(state => state!["urn"]!.ToString(), StringComparer.Ordinal)
                    .Select(state => state!.DeepClone()),
            ]);
        }

        return copy;
    }

    private static JsonNode? Node(JsonElement json) => JsonNode.Parse(json.GetRawText());

    private static string Collapse(string text) =>
        Took().Replace(Runtime().Replace(Blanks().Replace(text, " "), ""), "took 0s");

    private static string Quote(string text) => ScenarioText.Short(JsonValue.Create(text));

    [GeneratedRegex(@"[ \t─├└│]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"took \d+s")]
    private static partial Regex Took();

    /// <summary>What the language host of the recordings says of itself.</summary>
    [GeneratedRegex(@" runtime\.[^\n]*\n")]
    private static partial Regex Runtime();

    [GeneratedRegex(@"<nanoseconds>|\d{15,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"<uuid-\d+>|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
