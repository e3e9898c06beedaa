using System.Text.Json;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Runs the commands of steps: in the background too, with faults, and with signals at given calls.</summary>
internal sealed partial class ScenarioRunner
{
    private async Task<string?> RunCommandAsync(JsonElement step, string operation)
    {
        // Each command meets the same cloud with faults of its own.
        var world = new FakeWorld(TimeProvider.System, _world.Cloud);
        var record = new StepRecord(step, Operations.Contains(operation)) { World = world };
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isBackground = step.TryGetProperty("background", out var name);
        world.Begin(Faults(step, isBackground ? release.Task : null));
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.OnCall = call => OnCall(step, call, record, reached);
        var arguments =
            operation == "cli"
                ?
                [
                    .. step.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!),
                    "--color",
                    "never",
                ]
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
        record.Calls = [.. record.World.Calls];
        return record;
    }

    private static void OnCall(JsonElement step, FakeCall call, StepRecord record, TaskCompletionSource reached)
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

    private static async Task SignalAsync(JsonElement kill, StepRecord record)
    {
        var wait = kill.TryGetProperty("thenMs", out var then) ? then.GetInt32() / 4 : 0;
        await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System, CancellationToken.None);
        if (kill.GetProperty("signal").GetString() == "KILL")
        {
            record.Crashed = true;
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

    private string[] Arguments(JsonElement step, string operation)
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
        return
        [
            .. arguments,
            "--non-interactive",
            "--color",
            "never",
            "--stack",
            StackOf(step),
            "--event-log",
            "../events.json",
        ];
    }

    private async Task<CommandOutcome> RunCliAsync(string[] arguments, StepRecord? record, JsonElement step = default)
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
        SetEnvironment(step, environment);
        var options = new EmbeddedPulumiOptions
        {
            StateFolder = Path.Combine(_folder, "backend"),
            Packages = [FakeProvider.Package(record?.World ?? _world)],
            Runner = _program,
            Salt = [1, 2, 3, 4, 5, 6, 7, 8],
            Files = new StateFiles(point => ThrowIfCrashed(record, point), survivesPowerLoss: false),
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

    /// <summary>Variables are set, or taken away by null.</summary>
    private void SetEnvironment(JsonElement json, Dictionary<string, string> environment)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("env", out var env))
        {
            return;
        }

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

    private static void ThrowIfCrashed(StepRecord? record, string point)
    {
        if (record is { Crashed: true })
        {
            throw new SimulatedCrashException(point);
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
                        json.TryGetProperty("delayMs", out var delay) ? delay.GetInt32() / 4 : 0
                    ),
                    After = json.TryGetProperty("after", out var after) && after.GetBoolean(),
                    Times = json.TryGetProperty("times", out var times) ? times.GetInt32() : null,
                    IgnoreCancel = json.TryGetProperty("ignoreCancel", out var ignore) && ignore.GetBoolean(),
                    Until = until,
                }
            );
        }
    }
}
