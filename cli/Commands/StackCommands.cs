using System.CommandLine;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Commands.Previews;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary>The verbs of the pulumi CLI on a stack: <c>up</c>, <c>preview</c>, <c>refresh</c>, <c>drift</c>, <c>outputs</c>, <c>cancel</c>, <c>destroy</c>.</summary>
internal static class StackCommands
{
    public static Command Up(LakePaths paths) =>
        Operation(paths, "up", "Create or update an environment", LakeEnvironment.UpAsync);

    public static Command Refresh(LakePaths paths) =>
        Operation(paths, "refresh", "Take out-of-band changes into the state", LakeEnvironment.RefreshAsync);

    public static Command Destroy(LakePaths paths) =>
        Operation(paths, "destroy", "Delete an environment's resources", LakeEnvironment.DestroyAsync);

    /// <summary><c>preview -s STACK</c>; the pull-request previews are its subcommands.</summary>
    public static Command Preview(LakePaths paths)
    {
        var command = Operation(
            paths,
            "preview",
            "Say what `up` would do, or manage the previews of pull requests",
            LakeEnvironment.PreviewAsync
        );
        PreviewCommands.AddTo(command, paths);
        return command;
    }

    public static Command Drift(LakePaths paths)
    {
        var stack = StackOption.Make();
        var json = new Option<bool>("--json") { Description = "One JSON document." };
        var command = new Command("drift", "Show what was changed out of band") { stack, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var name = parsed.GetRequiredValue(stack);
                var drift = await LakeEnvironment.DriftAsync(name, backend.Options(), cancellationToken);
                if (parsed.GetValue(json))
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(drift, JsonOutput.Options));
                    return drift.Count == 0 ? 0 : 1;
                }

                foreach (var change in drift)
                {
                    Terminal.System.Output.WriteLine(
                        $"{change.Kind.ToString().ToLowerInvariant()} {change.Type} {change.Name}"
                    );
                    foreach (var property in change.Properties)
                    {
                        Terminal.System.Output.WriteLine(
                            $"  {property.Path}: {property.Before ?? "(none)"} → {property.After ?? "(none)"}"
                        );
                    }
                }

                Terminal.System.Output.WriteLine(
                    drift.Count == 0
                        ? $"Environment '{name}' is as its program made it."
                        : $"{drift.Count} resources of '{name}' were changed out of band."
                );
                return drift.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }

    public static Command Outputs(LakePaths paths)
    {
        var stack = StackOption.Make();
        var json = new Option<bool>("--json") { Description = "One JSON document." };
        var command = new Command("outputs", "Print an environment's outputs") { stack, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var outputs = await LakeEnvironment.OutputsAsync(
                    parsed.GetRequiredValue(stack),
                    backend.Options(),
                    cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(outputs, JsonOutput.Options));
                    return 0;
                }

                foreach (var (name, value) in outputs.OrderBy(output => output.Key, StringComparer.Ordinal))
                {
                    Terminal.System.Output.WriteLine(
                        $"{name, -16} {(value is string text ? text : JsonSerializer.Serialize(value))}"
                    );
                }

                return 0;
            }
        );
        return command;
    }

    public static Command Cancel(LakePaths paths)
    {
        var stack = StackOption.Make();
        var command = new Command("cancel", "Free an environment of the lock of an update that is no more") { stack };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                await LakeEnvironment.CancelAsync(parsed.GetRequiredValue(stack), backend.Options(), cancellationToken);
                Terminal.System.Say($"The lock of '{parsed.GetValue(stack)}' is gone.");
                return 0;
            }
        );
        return command;
    }

    private static Command Operation(
        LakePaths paths,
        string verb,
        string description,
        Func<string, EnvironmentOptions, CancellationToken, Task<EnvironmentResult>> runAsync
    )
    {
        var stack = StackOption.Make();
        var flags = new FlagOptions(verb);
        var command = new Command(verb, description) { stack };
        flags.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(
                    paths,
                    cancellationToken,
                    screen: Terminal.System.Screen
                );
                var lines = new EnvironmentLines(Terminal.System, everyLine: true);
                await runAsync(
                    parsed.GetRequiredValue(stack),
                    backend.Options(flags.Read(parsed), lines),
                    cancellationToken
                );
                return 0;
            }
        );
        return command;
    }
}
