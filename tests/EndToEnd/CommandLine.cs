using CliWrap;
using CliWrap.Buffered;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>Runs the real <c>./lake</c> as a person would, with state of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    public static string Root { get; } = FindRoot();

    public string State { get; } = Directory.CreateTempSubdirectory("lake-state-").FullName;

    public async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await CliWrap
            .Cli.Wrap(Path.Combine(Root, "lake"))
            .WithArguments(arguments)
            .WithWorkingDirectory(Path.GetTempPath())
            .WithEnvironmentVariables(variables => variables.Set("LAKE_STATE", State).Set("NO_COLOR", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(State, recursive: true);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CustomerLake.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
