using System.Collections.Concurrent;
using System.Diagnostics;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>
/// <c>kill -9</c> of a real <c>lake up</c> or <c>lake destroy</c>, which takes its local cloud along: the next <c>up</c>
/// converges, <c>destroy</c> leaves nothing, and no process is left behind. Moments are numbers of written journal lines;
/// what comes after a kill runs in process.
/// </summary>
public sealed class KillTests
{
    private const int Seeds = 25;

    /// <summary>About as many lines as the journal of the lake gets.</summary>
    private const int JournalLines = 230;

    [Fact]
    public async Task After_25_kills_up_converges_and_destroy_leaves_nothing()
    {
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Seeds),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (seed, _) =>
            {
                var random = new Random(seed);
                var verb = random.Next(3) == 0 ? "destroy" : "up";
                var lines = random.Next(1, JournalLines);
                using var lake = new CommandLine();
                try
                {
                    await SurviveAsync(lake, verb, lines);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    faults.Add($"seed {seed}: {verb} killed at journal line {lines}: {fault.Message}");
                }
            }
        );

        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    [Fact]
    public async Task Case_engine_lock_left_behind()
    {
        using var lake = new CommandLine();
        var owner = await KillAsync(lake, "up", 40);

        var preview = await lake.RunAsync("preview", "-s", "dev");
        var up = await lake.RunAsync("up", "-s", "dev");
        var cancel = await lake.RunAsync("cancel", "-s", "dev");
        var again = await lake.RunAsync("up", "-s", "dev");

        Assert.True(preview.ExitCode == 0, preview.StandardError);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains($"(pid {owner}) at ", up.StandardError, StringComparison.Ordinal);
        Assert.Contains("lake cancel -s dev", up.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, cancel.ExitCode);
        Assert.True(again.ExitCode == 0, again.StandardError);
    }

    [Fact]
    public async Task Of_two_updates_of_one_stack_exactly_one_proceeds()
    {
        using var lake = new CommandLine();
        using var cloud = lake.Start("cloud");
        await cloud.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var first = lake.Start("up", "-s", "dev");
        await WrittenAsync(lake, first, lines: 20);
        Signal(first, "STOP");

        var second = await lake.RunAsync("up", "-s", "dev");
        Signal(first, "CONT");
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        Signal(cloud, "TERM");
        await cloud.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 1, 0), (first.ExitCode, second.ExitCode, cloud.ExitCode));
        Assert.Contains("holds its lock", second.StandardError, StringComparison.Ordinal);
    }

    private static async Task SurviveAsync(CommandLine lake, string verb, int lines)
    {
        string? key = null;
        if (verb == "destroy")
        {
            await using var before = await DevStack.OpenAsync(lake.State);
            await before.UpAsync();
            key = await before.KeyAsync();
        }

        await KillAsync(lake, verb, lines);
        await using var stack = await DevStack.OpenAsync(lake.State);
        await stack.HealAsync();
        await stack.DestroyAsync(keys: key is null || key == await stack.KeyAsync() ? 1 : 2);
    }

    private static async Task<int> KillAsync(CommandLine lake, string verb, int lines)
    {
        using var process = lake.Start(verb, "-s", "dev");
        await WrittenAsync(lake, process, lines);
        Signal(process, "KILL");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await GoneAsync(lake);
        return process.Id;
    }

    /// <summary>Waits until the journal has so many lines, or the process is done before.</summary>
    private static async Task WrittenAsync(CommandLine lake, Process process, int lines)
    {
        var journal = Path.Combine(lake.State, "pulumi", ".pulumi", "stacks", "customer-lake", "dev.json.journal");
        while (!process.HasExited && Lines(journal) < lines)
        {
            await Task.Yield();
        }
    }

    private static int Lines(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Count(c => c == '\n');
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Waits until no process of this state is left: a worker ends with the server that it served.</summary>
    private static async Task GoneAsync(CommandLine lake)
    {
        var mark = $"LAKE_STATE={lake.State}\0";
        while (Directory.EnumerateDirectories("/proc").Any(process => Environ(process).Contains(mark)))
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        static string Environ(string process)
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "environ"));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }
    }

    private static void Signal(Process process, string signal)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            kill.WaitForExit();
        }
    }
}
