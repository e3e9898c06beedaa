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
            .WithEnvironmentVariables(variables => variables.Set("LAKE_STATE", State).Set("NO_COLOR", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(State, recursive: true);
}
