using System.CommandLine;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake demo</c>: the dev environment from nothing, the sample through all stages, what came out, and the console.</summary>
internal static class DemoCommand
{
    private const string Stack = "dev";

    public static Command Make(LakePaths paths)
    {
        var once = new Option<bool>("--once")
        {
            Description = "Stop when the results are there (so it is without a terminal).",
        };
        var data = new Option<string>("--data")
        {
            Description = "Other data of the same shape.",
            DefaultValueFactory = _ => paths.SampleData,
        };
        var json = new Option<bool>("--json") { Description = "Print the run as one JSON document." };
        var command = new Command("demo", "Show the whole pipeline on this machine") { once, data, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = Path.GetFullPath(parsed.GetValue(data)!);
                if (!Directory.Exists(folder))
                {
                    throw new UserException(
                        $"There is no data folder '{folder}'.",
                        "Give one with --data, or make one with `lake sample --out DIR`."
                    );
                }

                var terminal = Terminal.System;
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                terminal.Say($"Local cloud: {backend.Cloud.Address.Endpoint}");
                var up = await LakeEnvironment.UpAsync(
                    Stack,
                    backend.Options(progress: new EnvironmentLines(terminal, everyLine: false)),
                    cancellationToken
                );
                terminal.Say($"Environment {Stack}: {EnvironmentLines.Summary(up)}");
                var request = new RunRequest(Stack, folder) { ReplaceRaw = true, Json = parsed.GetValue(json) };
                var result = await PipelineRun.RunAsync(paths, backend, request, cancellationToken);
                if (!parsed.GetValue(json))
                {
                    Console.Out.WriteLine($"Console: {backend.Cloud.Address.Console}");
                }

                if (backend.Cloud.IsOwn && Terminal.IsInteractive && !parsed.GetValue(once))
                {
                    terminal.Say("Serving until Ctrl-C.");
                    await CloudCommand.StoppedAsync(cancellationToken);
                }

                return result;
            }
        );
        return command;
    }
}
