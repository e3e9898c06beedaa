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

    private readonly string _state = Directory.CreateTempSubdirectory("lake-state-").FullName;
    private int _lives;

    private LakePaths Paths => LakePaths.Find() with { State = _state };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task After_a_crash_at_a_write_of_up_the_next_up_converges_and_destroy_leaves_nothing()
    {
        await using var stack = await DevStack.OpenAsync(_state);
        await CountAsync(LakeEnvironment.UpAsync);
        await DestroyAsync(stack);
        // The first life made the stack itself, too.
        var writes = await CountAsync(LakeEnvironment.UpAsync);
        await DestroyAsync(stack);
        var crashes = 0;

        foreach (var at in Points(writes, seed: 1))
        {
            crashes += await CrashAsync(at, LakeEnvironment.UpAsync) ? 1 : 0;
            await ProveAsync(
                $"crash at write {at} of {writes} of up",
                async () =>
                {
                    await stack.HealAsync();
                    await DestroyAsync(stack);
                }
            );
        }

        Assert.InRange(crashes, Chosen, writes);
    }

    [Fact]
    public async Task After_a_crash_at_a_write_of_destroy_the_next_destroy_leaves_nothing()
    {
        await using var stack = await DevStack.OpenAsync(_state);
        await stack.UpAsync();
        var writes = await CountAsync(LakeEnvironment.DestroyAsync);
        _lives++;
        var crashes = 0;

        foreach (var at in Points(writes, seed: 2))
        {
            await stack.UpAsync();
            crashes += await CrashAsync(at, LakeEnvironment.DestroyAsync) ? 1 : 0;
            await ProveAsync(
                $"crash at write {at} of {writes} of destroy",
                async () =>
                {
                    await stack.FreeAsync();
                    await DestroyAsync(stack);
                }
            );
        }

        Assert.InRange(crashes, Chosen, writes);
    }

    private static async Task ProveAsync(string why, Func<Task> proofAsync)
    {
        var fault = await Record.ExceptionAsync(proofAsync);
        Assert.True(fault is null, $"{why}: {fault}");
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

    /// <summary>How often the operation writes its state.</summary>
    private async Task<int> CountAsync(Func<string, EnvironmentOptions, CancellationToken, Task> operationAsync)
    {
        var writes = 0;
        await using var backend = await LocalBackend.OpenAsync(
            Paths,
            Cancellation,
            new StateFiles(_ => Interlocked.Increment(ref writes))
        );
        await operationAsync("dev", backend.Options(), Cancellation);
        return writes;
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

    private Task DestroyAsync(DevStack stack) => stack.DestroyAsync(keys: ++_lives);

    private sealed class CrashException(string point) : Exception($"The process is to end before: {point}.");
}
