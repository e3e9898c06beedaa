using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Cli.Output;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake test</c>: builds and runs every test and ends with <c>N passed, N failed</c>.</summary>
internal static partial class TestCommand
{
    private static readonly string[] Projects = ["Unit", "Contract", "EndToEnd"];

    public static Command Make(LakePaths paths)
    {
        var filter = new Option<string[]>("--filter-class")
        {
            Description = "Only test classes of these names (wildcards allowed).",
        };
        var command = new Command("test", "Run every test") { filter };
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(paths, parsed.GetValue(filter) ?? [], cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(LakePaths paths, string[] classes, CancellationToken cancellationToken)
    {
        Terminal.System.Say("Building the tests…");
        var build = await StartAsync(
            paths.Root,
            ["dotnet", "build", "CustomerLake.slnx", "-c", "Release", "--verbosity", "quiet", "-nologo"],
            null,
            cancellationToken
        );
        if (build.ExitCode != 0)
        {
            throw new UserException("The tests do not build; the messages above say where.");
        }

        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var project in Projects)
        {
            var program = Path.Combine(
                paths.Root,
                "tests",
                project,
                "bin",
                "Release",
                "net10.0",
                $"CustomerLake.Tests.{project}"
            );
            string[] arguments =
            [
                program,
                "-noColor",
                "-noLogo",
                .. classes.SelectMany(name => new[] { "-class", name }),
            ];
            var run = await StartAsync(paths.Root, arguments, null, cancellationToken);
            // A filter may leave a project without tests, which the runner calls a failure.
            if (classes.Length > 0 && run.Output.Contains("Total: 0", StringComparison.Ordinal))
            {
                continue;
            }

            var summary = Summary().Match(run.Output);
            var total = Count(summary, "total");
            var broken = Count(summary, "errors") + Count(summary, "failed");
            passed += total - broken - Count(summary, "skipped");
            skipped += Count(summary, "skipped");
            // A run that died before its summary failed as a whole.
            failed += run.ExitCode == 0 && summary.Success ? 0 : Math.Max(1, broken);
        }

        if (classes.Length == 0)
        {
            var python = await StartAsync(
                paths.Root,
                [
                    "python3",
                    "-m",
                    "unittest",
                    "discover",
                    "-s",
                    Path.Combine(paths.Root, "etl-scripts", "tests"),
                    "-t",
                    Path.Combine(paths.Root, "etl-scripts"),
                ],
                paths.GlueRuntime,
                cancellationToken
            );
            var ran = PythonTests().Match(python.Output) is { Success: true } match
                ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
                : 0;
            var broken = PythonFailures()
                .Matches(python.Output)
                .Sum(found => int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture));
            passed += ran - broken;
            failed += python.ExitCode == 0 && ran > 0 ? 0 : Math.Max(1, broken);
        }

        if (skipped > 0)
        {
            Terminal.System.Output.WriteLine(
                $"{skipped} skipped (the lines above name what this machine lacks; `lake doctor` says how to get it)."
            );
        }

        Terminal.System.Output.WriteLine($"{passed} passed, {failed} failed");
        var skipsCount = Environment.GetEnvironmentVariable("CI") == "true" && skipped > 0;
        return failed > 0 || skipsCount ? 1 : 0;
    }

    /// <summary>Runs a program and passes on what it prints, line by line, as it comes.</summary>
    private static async Task<(int ExitCode, string Output)> StartAsync(
        string folder,
        string[] command,
        string? pythonPath,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (pythonPath is not null)
        {
            start.Environment["PYTHONPATH"] = pythonPath;
            start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        }

        using var process = Process.Start(start)!;
        var output = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output.ToString());

        void Take(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (output)
            {
                output.AppendLine(line);
                Console.Error.WriteLine(line);
            }
        }
    }

    private static int Count(Match summary, string group) =>
        summary.Success ? int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^Ran (\d+) tests?", RegexOptions.Multiline)]
    private static partial Regex PythonTests();

    [GeneratedRegex(@"(?:failures|errors)=(\d+)")]
    private static partial Regex PythonFailures();
}
