using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using CustomerLake.Cli;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>Runs the real <c>./lake</c> as a person would, with state of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    public string State { get; } = Directory.CreateTempSubdirectory("lake-state-").FullName;

    public async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await CliWrap
            .Cli.Wrap(Path.Combine(Checkout.Root, "lake"))
            .WithArguments(arguments)
            .WithWorkingDirectory(Path.GetTempPath())
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("LAKE_STATE", State)
                    .Set("NO_COLOR", "1")
                    // A run of these tests in a workflow of GitHub is not what they are about.
                    .Set("GITHUB_TOKEN", null)
                    .Set("GITHUB_REPOSITORY", null)
                    .Set("GITHUB_EVENT_PATH", null)
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts it, for a test that signals it; <c>./lake</c> becomes the program, so its id is the program's.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "lake"), arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        };
        start.Environment["LAKE_STATE"] = State;
        var process = Process.Start(start)!;
        if (arguments is not ["cloud", ..])
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
        }

        return process;
    }

    public void Dispose() => Directory.Delete(State, recursive: true);
}
