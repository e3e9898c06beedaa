using System.CommandLine;
using System.Diagnostics;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake bench</c>: builds and runs the benchmarks, which are a program of their own.</summary>
internal static class BenchCommand
{
    public static Command Make(LakePaths paths)
    {
        var names = new Argument<string[]>("name")
        {
            Description = "Which benchmarks; all when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("bench", "Measure, and print ratios to the limit on this machine") { names };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                string[] arguments =
                [
                    "run",
                    "--project",
                    Path.Combine(paths.Root, "bench"),
                    "--verbosity",
                    "quiet",
                    "--",
                    .. parsed.GetValue(names) ?? [],
                ];
                using var process = Process.Start(
                    new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = paths.Root }
                )!;
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode;
            }
        );
        return command;
    }
}
