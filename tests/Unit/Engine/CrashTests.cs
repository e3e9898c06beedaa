using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>A process that dies at any write leaves a state that the next command reads and that <c>up</c> heals.</summary>
public sealed class CrashTests
{
    private const string Program = """
        {"resources": [
          {"type": "fake:index:Store", "name": "s", "inputs": {"name": "s"}},
          {"type": "fake:index:Thing", "name": "a", "inputs": {"name": "a", "store": {"$ref": "s.id"}}},
          {"kind": "component", "type": "app:index:Group", "name": "g", "inputs": {}},
          {"type": "fake:index:Thing", "name": "b", "inputs": {"name": "b", "note": {"$ref": "a.arn"}}, "options": {"parent": "g"}},
          {"type": "fake:index:Thing", "name": "c", "inputs": {"name": "c", "secretText": {"$secret": "hunter2xyz"}}}
        ], "outputs": {"o": {"$ref": "b.arn"}}}
        """;

    [Fact]
    public async Task After_a_crash_at_any_write_of_up_the_next_up_converges_and_destroy_leaves_nothing()
    {
        var writes = await CountWritesAsync(harness => harness.UpAsync());
        Assert.True(writes > 10);

        for (var at = 1; at <= writes; at++)
        {
            using var harness = await new EngineHarness { Program = Program }.InitAsync();
            await CrashAsync(harness, at, () => harness.UpAsync());
            await HealAsync(harness, at);

            Assert.True(harness.World.Cloud.Count == 0, $"crash at write {at}");
        }
    }

    [Fact]
    public async Task After_a_crash_at_any_write_of_destroy_the_next_destroy_leaves_nothing()
    {
        var writes = await CountWritesAsync(harness => harness.DestroyAsync(), prepare: harness => harness.UpAsync());
        Assert.True(writes > 10);

        for (var at = 1; at <= writes; at++)
        {
            using var harness = await new EngineHarness { Program = Program }.InitAsync();
            await harness.UpAsync();
            await CrashAsync(harness, at, () => harness.DestroyAsync());
            harness.Snapshot();
            await harness.RunAsync("cancel", "--yes", "--stack", "dev");
            var destroyed = await harness.DestroyAsync();

            Assert.True(
                destroyed.Code == 0,
                $"crash at write {at}: {destroyed.StandardOutput}{destroyed.StandardError}"
            );
            Assert.Equal(0, harness.World.Cloud.Count);
            Assert.Empty(harness.Snapshot().Resources);
        }
    }

    [Fact]
    public async Task A_journal_line_that_was_cut_short_is_left_out()
    {
        using var harness = await new EngineHarness { Program = Program }.InitAsync();
        await CrashAsync(harness, 9, () => harness.UpAsync());
        var journal = harness.AllFiles().Single(path => path.EndsWith(".journal", StringComparison.Ordinal));
        var before = harness.Snapshot().Resources.Length;
        await File.AppendAllTextAsync(journal, "{\"add\": 99, \"state\": {\"urn\": \"urn:pul");

        Assert.Equal(before, harness.Snapshot().Resources.Length);
    }

    [Fact]
    public async Task No_secret_is_in_clear_in_the_journal_of_a_process_that_died()
    {
        using var harness = await new EngineHarness { Program = Program }.InitAsync();
        var writes = await CountWritesAsync(other => other.UpAsync());
        await CrashAsync(harness, writes - 4, () => harness.UpAsync());

        Assert.All(
            harness.AllFiles(),
            path => Assert.DoesNotContain("hunter2xyz", File.ReadAllText(path), StringComparison.Ordinal)
        );
    }

    private static async Task HealAsync(EngineHarness harness, int at)
    {
        await harness.RunAsync("cancel", "--yes", "--stack", "dev");
        foreach (var pending in harness.Snapshot().Pending)
        {
            // What was being created is named by the state: it is there and taken over, or it is not.
            var (urn, id) = (pending.Resource.Urn, $"{pending.Resource.Name}-1");
            var adopted = harness.World.Cloud.Find(id) is null
                ? await harness.RefreshAsync("--clear-pending-creates")
                : await harness.RefreshAsync("--import-pending-creates", urn, "--import-pending-creates", id);
            Assert.Equal(0, adopted.Code);
        }

        var healed = await harness.UpAsync();
        Assert.True(healed.Code == 0, $"crash at write {at}: {healed.StandardOutput}{healed.StandardError}");
        Assert.Equal(["a", "b", "c", "s"], harness.Names().Order(StringComparer.Ordinal));
        var destroyed = await harness.DestroyAsync();
        Assert.True(destroyed.Code == 0, $"crash at write {at}: {destroyed.StandardOutput}{destroyed.StandardError}");
        Assert.Empty(harness.Snapshot().Resources);
    }

    private static async Task CrashAsync(EngineHarness harness, int at, Func<Task> command)
    {
        var count = 0;
        harness.BeforeWrite = point =>
        {
            if (Interlocked.Increment(ref count) >= at)
            {
                throw new SimulatedCrashException(point);
            }
        };
        await Assert.ThrowsAsync<SimulatedCrashException>(command);
        harness.BeforeWrite = null;
    }

    private static async Task<int> CountWritesAsync(
        Func<EngineHarness, Task> command,
        Func<EngineHarness, Task>? prepare = null
    )
    {
        using var harness = await new EngineHarness { Program = Program }.InitAsync();
        await (prepare?.Invoke(harness) ?? Task.CompletedTask);
        var count = 0;
        harness.BeforeWrite = _ => Interlocked.Increment(ref count);
        await command(harness);
        return count;
    }
}
