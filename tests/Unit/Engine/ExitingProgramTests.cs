using System.Diagnostics;
using System.Text.Json;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>A program that ends the process it shares with the engine: the process has failed, and nothing was deleted.</summary>
public sealed class ExitingProgramTests
{
    private const string Folder = "LAKE_TEST_FOLDER";

    [Theory]
    [InlineData(nameof(Ends_its_process_in_a_preview))]
    [InlineData(nameof(Ends_its_process_in_an_update))]
    public async Task Case_engine_exception_midway(string ending)
    {
        using var embedded = new EmbeddedStack();

        var (exit, errors) = await RunAsync(ending, embedded.Folder);

        Assert.Equal(1, exit);
        Assert.Contains("nothing that the program did not reach was deleted", errors, StringComparison.Ordinal);
        var stack = await embedded.OpenAsync();
        await stack.CancelAsync();
        using var state = JsonDocument.Parse((await stack.ExportStackAsync()).Json.GetRawText());
        var names = state
            .RootElement.GetProperty("deployment")
            .GetProperty("resources")
            .EnumerateArray()
            .Select(resource => resource.GetProperty("urn").GetString()!.Split("::")[^1])
            .Where(name => name.Length == 1);
        Assert.Equal(["a", "b", "c"], names.Order(StringComparer.Ordinal));
    }

    [Fact(Explicit = true)]
    public async Task Ends_its_process_in_a_preview()
    {
        using var embedded = new EmbeddedStack(Environment.GetEnvironmentVariable(Folder));
        var stack = await UpAsync(embedded);
        await stack.PreviewAsync();
    }

    [Fact(Explicit = true)]
    public async Task Ends_its_process_in_an_update()
    {
        using var embedded = new EmbeddedStack(Environment.GetEnvironmentVariable(Folder));
        var stack = await UpAsync(embedded);
        await stack.UpAsync();
    }

    private static async Task<Pulumi.Automation.WorkspaceStack> UpAsync(EmbeddedStack embedded)
    {
        embedded.Program = () =>
        {
            _ = new Thing("a", new ThingArgs { Name = "a" });
            _ = new Thing("b", new ThingArgs { Name = "b" });
            _ = new Thing("c", new ThingArgs { Name = "c" });
            return null;
        };
        var stack = await embedded.OpenAsync();
        await stack.UpAsync();
        embedded.Program = () =>
        {
            _ = new Thing("a", new ThingArgs { Name = "a" });
            Environment.Exit(0);
            return null;
        };
        return stack;
    }

    /// <summary>Runs one of the tests above in a process of its own.</summary>
    private static async Task<(int ExitCode, string Errors)> RunAsync(string test, string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["-explicit", "only", "-method", $"{typeof(ExitingProgramTests).FullName}.{test}"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Folder] = folder },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
