using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Plays the steps of a scenario on this engine and compares each with what was recorded.</summary>
internal sealed partial class ScenarioRunner : IDisposable
{
    private const string Passphrase = "truth-passphrase";
    private static readonly string[] Operations = ["up", "preview", "refresh", "destroy", "import"];

    private readonly JsonElement _scenario;
    private readonly string _folder = Directory.CreateTempSubdirectory("scenario-").FullName;
    private readonly ScenarioProgramRunner _program = new();
    private readonly FakeWorld _world = new(TimeProvider.System);
    private readonly Dictionary<string, string> _environment;
    private readonly Dictionary<string, Background> _background = new(StringComparer.Ordinal);
    private readonly ScenarioExpectation _expect;
    private JsonNode? _lastDeployment;

    private ScenarioRunner(JsonElement scenario)
    {
        _scenario = scenario;
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
            ["PULUMI_BACKEND_URL"] = $"file://{_folder}/backend",
            ["PULUMI_HOME"] = $"{_folder}/home",
            ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
            ["PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK"] = "true",
            ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
            ["PULUMI_DEBUG_COMMANDS"] = "true",
        };
        SetEnvironment(scenario, _environment);
        _expect = new ScenarioExpectation(_folder);
    }

    private sealed record Background(Task<StepRecord> Task, TaskCompletionSource Release, StepRecord Record);

    private string Project => Path.Combine(_folder, "proj");

    /// <summary>The stack of a step, or of the scenario.</summary>
    private string StackOf(JsonElement step) =>
        ScenarioNode.Text(step, "stack") ?? ScenarioNode.Text(_scenario, "stack") ?? "dev";

    public static async Task<ScenarioResult> RunAsync(JsonElement scenario)
    {
        var id = scenario.GetProperty("id").GetString()!;
        try
        {
            ScenarioForm.Verify(scenario);
            using var runner = new ScenarioRunner(scenario);
            return new ScenarioResult(id, await runner.RunAsync());
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new ScenarioResult(id, $"the runner itself failed: {fault}");
        }
    }

    public void Dispose()
    {
        foreach (var background in _background.Values)
        {
            background.Release.TrySetResult();
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A command that was given up may still be writing; what is left is in the temporary folder.
        }
    }

    private async Task<string?> RunAsync()
    {
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Path.Combine(_folder, "backend"));
        var project = _scenario.TryGetProperty("project", out var given)
            ? given.GetRawText()
            : """{"name":"proj","runtime":"truth"}""";
        await File.WriteAllTextAsync(Path.Combine(Project, "Pulumi.yaml"), project);
        if (!(_scenario.TryGetProperty("noInit", out var none) && none.GetBoolean()))
        {
            await RunCliAsync(["stack", "init", StackOf(_scenario)], null);
        }

        if (_scenario.TryGetProperty("projectAfterInit", out var later))
        {
            await File.WriteAllTextAsync(Path.Combine(Project, "Pulumi.yaml"), later.GetRawText());
        }

        foreach (var entry in _scenario.TryGetProperty("config", out var config) ? config.EnumerateObject() : default)
        {
            var isSecret = entry.Value.ValueKind == JsonValueKind.Object;
            var text = isSecret ? entry.Value.GetProperty("$secret").GetString()! : entry.Value.GetString()!;
            await RunCliAsync(["config", "set", entry.Name, text, isSecret ? "--secret" : "--plaintext"], null);
        }

        _lastDeployment = Deployment(StackOf(_scenario));
        foreach (var (index, step) in _scenario.GetProperty("steps").EnumerateArray().Index())
        {
            if (await RunStepAsync(step) is { } difference)
            {
                return $"step {index + 1} ({step.GetProperty("operation").GetString()}): {difference}";
            }
        }

        return null;
    }

    private async Task<string?> RunStepAsync(JsonElement step)
    {
        var operation = step.GetProperty("operation").GetString()!;
        WriteFiles(step);
        if (step.TryGetProperty("program", out var program))
        {
            _program.Program = program;
        }

        switch (operation)
        {
            case "edit-store":
                Edit(step.GetProperty("edit"));
                return null;
            case "write":
                return null;
            case "remove-file":
                File.Delete(Resolve(step.GetProperty("path").GetString()!));
                return null;
            case "edit-checkpoint":
                Damage(step.GetProperty("note").GetString()!);
                _lastDeployment = null;
                return null;
            case "layout":
                return ScenarioExpectation.Layout(
                    step.GetProperty("result").GetProperty("paths"),
                    Path.Combine(_folder, "backend")
                );
            case "show-file":
                var shown = step.GetProperty("path").GetString()!;
                return shown.EndsWith(".attrs", StringComparison.Ordinal)
                    ? null
                    : _expect.File(step.GetProperty("result"), Find(shown), Open);
            case "wait":
                var background = _background[step.GetProperty("name").GetString()!];
                background.Release.SetResult();
                return Compare(step, await background.Task);
            default:
                return await RunCommandAsync(step, operation);
        }
    }

    private string? Compare(JsonElement step, StepRecord record)
    {
        var stack = StackOf(step);
        var before = _lastDeployment;
        if (record.IsOperation || step.GetProperty("result").TryGetProperty("deployment", out _))
        {
            _lastDeployment = Deployment(stack);
        }

        // While another command runs, the recordings hold the calls of both.
        record.IsAlone = !_background.Values.Any(other => other.Record == record || other.Record.Outcome is null);
        return _expect.Step(step, record, before, _lastDeployment);
    }

    private JsonNode? Deployment(string stack)
    {
        var path = Path.Combine(_folder, "backend", ".pulumi", "stacks", "proj", stack + ".json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var backend = new FileBackend(Path.Combine(_folder, "backend"), new StateFiles(), TimeProvider.System);
            var raw = backend.LoadRaw(new StackName("proj", stack));
            return raw is null ? null : ScenarioText.Opened(JsonObject.Create(raw.Value)!, Open);
        }
        catch (StateFormatException)
        {
            return null;
        }
    }

    /// <summary>A ciphertext as the recordings show it; another passphrase's is only marked as one.</summary>
    private string Open(string cipher)
    {
        try
        {
            var salt = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 };
            return $"<ciphertext of {PassphraseSecrets.Create(Passphrase, salt).Decrypt(cipher)}>";
        }
        catch (SecretsException)
        {
            return "<ciphertext>";
        }
    }

    private void WriteFiles(JsonElement step)
    {
        foreach (var file in step.TryGetProperty("files", out var files) ? files.EnumerateObject() : default)
        {
            var path = file.Name.StartsWith("<dir>", StringComparison.Ordinal)
                ? Resolve(file.Name)
                : Path.Combine(Project, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Resolve(file.Value.GetString()!));
        }
    }

    private void Edit(JsonElement edit)
    {
        foreach (var item in edit.TryGetProperty("add", out var add) ? add.EnumerateObject() : default)
        {
            var inputs = PropertyJson.ReadMap(item.Value.GetProperty("inputs"), null);
            var type = item.Value.TryGetProperty("type", out var given) ? given.GetString()! : "fake:index:Thing";
            var region = item.Value.TryGetProperty("region", out var where) ? where.GetString()! : "local";
            _world.Cloud.Put(new FakeItem(item.Name, type, region, 1, inputs));
        }

        foreach (var item in edit.TryGetProperty("set", out var set) ? set.EnumerateObject() : default)
        {
            var known = _world.Cloud.Find(item.Name)!;
            var changes = PropertyJson.ReadMap(item.Value, null);
            var inputs = known.Inputs.With(changes).Where((_, value) => !value.IsNull);
            _world.Cloud.Put(known with { Inputs = inputs });
        }

        foreach (var id in edit.TryGetProperty("remove", out var remove) ? remove.EnumerateArray() : default)
        {
            _world.Cloud.Remove(id.GetString()!);
        }
    }

    /// <summary>Changes the checkpoint by hand as the note says: "X becomes Y and A becomes B everywhere".</summary>
    private void Damage(string note)
    {
        var path = Path.Combine(_folder, "backend", ".pulumi", "stacks", "proj", StackOf(_scenario) + ".json");
        var text = File.ReadAllText(path);
        var changes = Regex.Matches(note, @"(\S+) becomes (\S+)");
        text =
            changes.Count == 0
                ? text[..(text.Length / 2)]
                : changes.Aggregate(
                    text,
                    (now, change) =>
                        now.Replace(change.Groups[1].Value, change.Groups[2].Value, StringComparison.Ordinal)
                );
        File.WriteAllText(path, text);
    }

    private string Resolve(string text) => text.Replace("<dir>", _folder, StringComparison.Ordinal);

    private string? Find(string pattern)
    {
        var path = Resolve(pattern);
        var folder = Path.GetDirectoryName(path)!;
        return !Directory.Exists(folder)
            ? null
            : Directory
                .GetFiles(folder, Path.GetFileName(path))
                .Where(found => !found.EndsWith(".attrs", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();
    }
}
