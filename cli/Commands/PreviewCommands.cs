using System.CommandLine;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake preview up|down --pr N</c>: a pull request's own environment, from nothing to nothing.</summary>
internal static class PreviewCommands
{
    public static Command Up(LakePaths paths)
    {
        var pullRequest = PullRequest();
        var data = new Option<string>("--data")
        {
            Description = "Folder with the client data.",
            DefaultValueFactory = _ => paths.SampleData,
        };
        var json = new Option<bool>("--json") { Description = "Print the run as one JSON document." };
        var command = new Command("up", "Create a pull request's preview and run the sample through it")
        {
            pullRequest,
            data,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                await SharedKey.EnsureAsync(backend.Cloud, cancellationToken);
                var lines = new EnvironmentLines(Terminal.System, everyLine: false);
                var up = await Previews.UpAsync(
                    parsed.GetRequiredValue(pullRequest),
                    backend.Options(progress: lines),
                    cancellationToken: cancellationToken
                );
                Terminal.System.Say(
                    $"Environment {up.Result.Stack} until {up.Lease}: {EnvironmentLines.Summary(up.Result)}"
                );
                var request = new RunRequest(up.Result.Stack, Path.GetFullPath(parsed.GetValue(data)!))
                {
                    ReplaceRaw = true,
                    Json = parsed.GetValue(json),
                };
                return await PipelineRun.RunAsync(paths, backend, request, cancellationToken);
            }
        );
        return command;
    }

    public static Command Down(LakePaths paths)
    {
        var pullRequest = PullRequest();
        var command = new Command("down", "Destroy a pull request's preview and ask the services what is left")
        {
            pullRequest,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var lines = new EnvironmentLines(Terminal.System, everyLine: false);
                var leftovers = new AwsLeftoverCheck(backend.Cloud.Target(SharedKey.Region));
                var down = await Previews.DownAsync(
                    parsed.GetRequiredValue(pullRequest),
                    backend.Options(progress: lines),
                    leftovers,
                    cancellationToken
                );
                Terminal.System.Say(
                    down.Destroyed is { } destroyed
                        ? $"Environment {down.Stack}: {EnvironmentLines.Summary(destroyed)}"
                        : $"There was no environment '{down.Stack}'."
                );
                foreach (var leftover in down.Leftovers)
                {
                    Terminal.System.Output.WriteLine($"  {leftover}");
                }

                Terminal.System.Output.WriteLine(
                    down.Leftovers.Count == 0
                        ? $"Nothing is left of {down.Stack}: every service was asked."
                        : $"{down.Leftovers.Count} resources are left of {down.Stack}."
                );
                return down.Leftovers.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }

    private static Option<int> PullRequest() =>
        new("--pr") { Description = "The number of the pull request.", Required = true };
}
