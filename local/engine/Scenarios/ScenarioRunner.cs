using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Plays the steps of a scenario on this engine and compares each with what was recorded.</summary>
internal sealed class ScenarioRunner : IDisposable
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
    private bool _crashed;

    private ScenarioRunner(JsonElement scenario)
    {
        _scenario = scenario;
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
            ["PULUMI_BACKEND_URL"] = $"file://{_folder}/backend",
            ["PULUMI_HOME"] = $"{_folder}/home",
        };
        _expect = new ScenarioExpectation(_folder);
    }

    private sealed record Background(Task<StepRecord> Task, TaskCompletionSource Release, StepRecord Record);

    private string Project => Path.Combine(_folder, "proj");

    public static async Task<ScenarioResult> RunAsync(JsonElement scenario)
    {
        using var runner = new ScenarioRunner(scenario);
        var id = scenario.GetProperty("id").GetString()!;
        try
        {
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

        Directory.Delete(_folder, recursive: true);
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
            await RunCliAsync(["stack", "init", "dev"], null);
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

        _lastDeployment = Deployment("dev");
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
                Damage();
                _lastDeployment = null;
                return null;
            case "layout":
                return ScenarioExpectation.Layout(
                    step.GetProperty("result").GetProperty("paths"),
                    Path.Combine(_folder, "backend")
                );
            case "show-file":
                return _expect.File(step.GetProperty("result"), Find(step.GetProperty("path").GetString()!), Open);
            case "wait":
                var background = _background[step.GetProperty("name").GetString()!];
                background.Release.SetResult();
                return Compare(step, await background.Task);
            default:
                return await RunCommandAsync(step, operation);
        }
    }

    private async Task<string?> RunCommandAsync(JsonElement step, string operation)
    {
        var record = new StepRecord(step, Operations.Contains(operation)) { World = _world };
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isBackground = step.TryGetProperty("background", out var name);
        _world.Begin(Faults(step, isBackground ? release.Task : null));
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.OnCall = call => OnCall(step, call, record, reached);
        var arguments =
            operation == "cli"
                ? [.. step.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!)]
                : Arguments(step, operation);
        if (isBackground)
        {
            var task = FinishAsync(arguments, step, record);
            _background[name.GetString()!] = new Background(task, release, record);
            await Task.WhenAny(reached.Task, task);
            return null;
        }

        return Compare(step, await FinishAsync(arguments, step, record));
    }

    private async Task<StepRecord> FinishAsync(string[] arguments, JsonElement step, StepRecord record)
    {
        record.Outcome = await RunCliAsync(arguments, record, step);
        record.Calls = [.. _world.Calls];
        _crashed = false;
        return record;
    }

    private void OnCall(JsonElement step, FakeCall call, StepRecord record, TaskCompletionSource reached)
    {
        if (step.TryGetProperty("until", out var until) && Matches(until, call))
        {
            reached.TrySetResult();
        }

        if (!step.TryGetProperty("kill", out var kill))
        {
            return;
        }

        foreach (var one in kill.ValueKind == JsonValueKind.Array ? kill.EnumerateArray().ToList() : [kill])
        {
            if (Matches(one.GetProperty("after"), call))
            {
                _ = SignalAsync(one, record);
            }
        }
    }

    private async Task SignalAsync(JsonElement kill, StepRecord record)
    {
        var wait = kill.TryGetProperty("thenMs", out var then) ? then.GetInt32() / 10 : 0;
        await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, CancellationToken.None);
        if (kill.GetProperty("signal").GetString() == "KILL")
        {
            _crashed = true;
            record.Forceful.Cancel();
        }
        else if (record.Graceful.IsCancellationRequested)
        {
            record.Forceful.Cancel();
        }
        else
        {
            record.Graceful.Cancel();
        }
    }

    private static bool Matches(JsonElement wanted, FakeCall call) =>
        wanted.GetProperty("call").GetString() == call.Call
        && wanted.GetProperty("name").GetString() == call.Name
        && !call.Preview;

    private static string[] Arguments(JsonElement step, string operation)
    {
        var arguments = new List<string> { operation };
        var flags = step.TryGetProperty("flags", out var given)
            ? given.EnumerateArray().Select(flag => flag.GetString()!).ToList()
            : [];
        if (!flags.Contains("--preview-only") && operation != "preview")
        {
            arguments.Add("--yes");
            var shows = step.TryGetProperty("withPreview", out var with) && with.GetBoolean();
            if (!shows)
            {
                arguments.Add("--skip-preview");
            }
        }

        arguments.AddRange(flags);
        var stack = step.TryGetProperty("stack", out var named) ? named.GetString()! : "dev";
        return [.. arguments, "--non-interactive", "--color", "never", "--stack", stack];
    }

    private async Task<CommandOutcome> RunCliAsync(string[] arguments, StepRecord? record, JsonElement step = default)
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
        if (step.ValueKind == JsonValueKind.Object && step.TryGetProperty("env", out var env))
        {
            foreach (var variable in env.EnumerateObject())
            {
                if (variable.Value.GetString() is { } value)
                {
                    environment[variable.Name] = Resolve(value);
                }
                else
                {
                    environment.Remove(variable.Name);
                }
            }
        }

        var options = new EmbeddedPulumiOptions
        {
            StateFolder = Path.Combine(_folder, "backend"),
            Packages = [FakeProvider.Package(_world)],
            Runner = _program,
            Salt = [1, 2, 3, 4, 5, 6, 7, 8],
            Files = new StateFiles(point =>
            {
                if (_crashed)
                {
                    throw new SimulatedCrashException(point);
                }
            }),
        };
        var call = new CommandCall(arguments, Project)
        {
            Environment = environment,
            StandardInput =
                step.ValueKind == JsonValueKind.Object && step.TryGetProperty("stdin", out var stdin)
                    ? stdin.GetString()
                    : null,
            OnEvent = record is null ? null : record.Add,
            Graceful = record?.Graceful.Token ?? default,
            Forceful = record?.Forceful.Token ?? default,
        };
        try
        {
            return await new PulumiCli(options).RunAsync(call);
        }
        catch (SimulatedCrashException)
        {
            return new CommandOutcome(-9, "", "");
        }
    }

    private string? Compare(JsonElement step, StepRecord record)
    {
        var stack = step.TryGetProperty("stack", out var named) ? named.GetString()! : "dev";
        var before = _lastDeployment;
        if (record.IsOperation || step.GetProperty("result").TryGetProperty("deployment", out _))
        {
            _lastDeployment = Deployment(stack);
        }

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

    private static IEnumerable<KeyValuePair<string, FakeFault>> Faults(JsonElement step, Task? until)
    {
        foreach (var fault in step.TryGetProperty("faults", out var faults) ? faults.EnumerateObject() : default)
        {
            var json = fault.Value;
            yield return KeyValuePair.Create(
                fault.Name,
                new FakeFault(json.GetProperty("mode").GetString()!)
                {
                    Message = json.TryGetProperty("message", out var message) ? message.GetString() : null,
                    Delay = TimeSpan.FromMilliseconds(
                        json.TryGetProperty("delayMs", out var delay) ? delay.GetInt32() / 10 : 0
                    ),
                    After = json.TryGetProperty("after", out var after) && after.GetBoolean(),
                    Times = json.TryGetProperty("times", out var times) ? times.GetInt32() : null,
                    IgnoreCancel = json.TryGetProperty("ignoreCancel", out var ignore) && ignore.GetBoolean(),
                    Until = until,
                }
            );
        }
    }

    /// <summary>Cuts the checkpoint short, as the recordings' damage by hand does.</summary>
    private void Damage()
    {
        var path = Path.Combine(_folder, "backend", ".pulumi", "stacks", "proj", "dev.json");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text[..(text.Length / 2)]);
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
