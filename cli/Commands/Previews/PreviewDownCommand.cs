using System.CommandLine;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.Report;
using Spectre.Console;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview down</c>: destroys a preview and asks the services what is left.</summary>
internal static class PreviewDownCommand
{
    public static Command Make(LakePaths paths)
    {
        var pullRequest = PreviewOptions.PullRequest();
        var report = PreviewOptions.Report();
        var comment = PreviewOptions.Comment();
        var json = PreviewOptions.Json();
        var command = new Command("down", "Destroy a pull request's preview and ask the services what is left")
        {
            pullRequest,
            report,
            comment,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var number = PreviewOptions.NumberOf(parsed, pullRequest);
                var pullRequests = parsed.GetValue(comment) ? PreviewOptions.Workflow.PullRequests() : null;
                var reports = new PreviewReports(paths, parsed.GetValue(report), pullRequests);
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var lines = new EnvironmentLines(Terminal.System, everyLine: false);
                var down = await Environments.Previews.DownAsync(
                    number,
                    backend.Options(progress: lines),
                    new AwsLeftoverCheck(backend.Cloud.Target(SharedKey.Region)),
                    cancellationToken
                );
                await reports.PublishAsync(
                    number,
                    new ReportInput
                    {
                        Stack = down.Stack,
                        Place = PreviewReports.Place,
                        Leftovers = down.Leftovers,
                    },
                    cancellationToken
                );
                if (down.Leftovers.Count == 0)
                {
                    reports.Forget(down.Stack);
                }

                if (parsed.GetValue(json))
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(PreviewJson.Of(down), JsonOutput.Options));
                }
                else
                {
                    Write(down);
                }

                return down.Leftovers.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }

    private static void Write(PreviewDown down)
    {
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
    }
}
