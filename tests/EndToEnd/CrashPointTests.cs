using System.Globalization;
using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Cli.Backend;
using CustomerLake.Environments;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>
/// The engine dies, in process, at a write of its state while the whole lake is brought up or destroyed: the next
/// operation converges and nothing is left. A seeded choice of the points, or with <c>LAKE_ALL_CRASH_POINTS=1</c> all.
/// </summary>
public sealed class CrashPointTests : IDisposable
{
    private const int Chosen = 6;
    private static readonly OperationFlags _nothingNew = new() { ExpectNoChanges = true };

    private readonly string _state = Directory.CreateTempSubdirectory("lake-state-").FullName;
    private int _lives;

    private LakePaths Paths => LakePaths.Find() with { State = _state };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task After_a_crash_at_a_write_of_up_the_next_up_converges_and_destroy_leaves_nothing()
    {
        await using var cloud = await LocalBackend.OpenAsync(Paths, Cancellation);
        var (_, region) = await CountAsync(cloud, LakeEnvironment.UpAsync);
        await DestroyAsync(cloud, region, "without a crash");
        // The first life made the stack itself, too.
        var (writes, _) = await CountAsync(cloud, LakeEnvironment.UpAsync);
        await DestroyAsync(cloud, region, "without a crash");
        var crashes = 0;

        foreach (var at in Points(writes, seed: 1))
        {
            crashes += await CrashAsync(at, LakeEnvironment.UpAsync) ? 1 : 0;
            await HealAsync(cloud, $"crash at write {at} of {writes} of up");
            await DestroyAsync(cloud, region, $"crash at write {at} of {writes} of up");
        }

        Assert.InRange(crashes, Chosen, writes);
    }

    [Fact]
    public async Task After_a_crash_at_a_write_of_destroy_the_next_destroy_leaves_nothing()
    {
        await using var cloud = await LocalBackend.OpenAsync(Paths, Cancellation);
        var (_, region) = await CountAsync(cloud, LakeEnvironment.UpAsync);
        var (writes, _) = await CountAsync(cloud, LakeEnvironment.DestroyAsync);
        _lives++;
        var crashes = 0;

        foreach (var at in Points(writes, seed: 2))
        {
            await LakeEnvironment.UpAsync("dev", cloud.Options(), Cancellation);
            crashes += await CrashAsync(at, LakeEnvironment.DestroyAsync) ? 1 : 0;
            await FreeAsync(cloud);
            await DestroyAsync(cloud, region, $"crash at write {at} of {writes} of destroy");
        }

        Assert.InRange(crashes, Chosen, writes);
    }

    private static IEnumerable<int> Points(int writes, int seed)
    {
        var all = Enumerable.Range(1, writes).ToArray();
        if (Environment.GetEnvironmentVariable("LAKE_ALL_CRASH_POINTS") == "1")
        {
            return all;
        }

        new Random(seed).Shuffle(all);
        return all.Take(Chosen).Append(writes).Distinct();
    }

    private async Task<(int Writes, string Region)> CountAsync(
        LocalBackend cloud,
        Func<string, EnvironmentOptions, CancellationToken, Task> operationAsync
    )
    {
        var writes = 0;
        await using var backend = await LocalBackend.OpenAsync(
            Paths,
            Cancellation,
            new StateFiles(_ => Interlocked.Increment(ref writes))
        );
        await operationAsync("dev", backend.Options(), Cancellation);
        var outputs = await LakeEnvironment.OutputsAsync("dev", cloud.Options(), Cancellation);
        return (writes, outputs.TryGetValue("region", out var region) ? (string)region! : "");
    }

    /// <summary>False when the operation was over before so many writes: what runs at once is not written in one order.</summary>
    private async Task<bool> CrashAsync(
        int at,
        Func<string, EnvironmentOptions, CancellationToken, Task> operationAsync
    )
    {
        var writes = 0;
        await using var backend = await LocalBackend.OpenAsync(
            Paths,
            Cancellation,
            new StateFiles(point =>
            {
                if (Interlocked.Increment(ref writes) >= at)
                {
                    throw new CrashException(point);
                }
            })
        );
        var fault = await Record.ExceptionAsync(() => operationAsync("dev", backend.Options(), Cancellation));
        Assert.True(
            fault is null || fault.ToString().Contains(nameof(CrashException), StringComparison.Ordinal),
            $"{fault}"
        );
        return fault is not null;
    }

    private static async Task HealAsync(LocalBackend cloud, string why)
    {
        await FreeAsync(cloud);
        await LakeEnvironment.UpAsync("dev", cloud.Options(), Cancellation);
        await LakeEnvironment.UpAsync("dev", cloud.Options(_nothingNew), Cancellation);
        using var state = JsonDocument.Parse(await LakeEnvironment.ExportAsync("dev", cloud.Options(), Cancellation));
        Assert.False(
            state.RootElement.GetProperty("deployment").TryGetProperty("pending_operations", out var pending),
            $"{why}: {pending}"
        );
    }

    /// <summary>Takes away the lock; a crash before there was one left none.</summary>
    private static async Task FreeAsync(LocalBackend cloud)
    {
        try
        {
            await LakeEnvironment.CancelAsync("dev", cloud.Options(), Cancellation);
        }
        catch (EnvironmentException)
        {
            // There was no stack to free yet.
        }
    }

    private async Task DestroyAsync(LocalBackend cloud, string region, string why)
    {
        await LakeEnvironment.DestroyAsync("dev", cloud.Options(), Cancellation);
        _lives++;
        await Leftovers.AssertOnlyKeysAsync(
            Paths,
            region,
            _lives,
            string.Create(CultureInfo.InvariantCulture, $"{why}, life {_lives}")
        );
    }

    private sealed class CrashException(string point) : Exception($"The process is to end before: {point}.");
}
