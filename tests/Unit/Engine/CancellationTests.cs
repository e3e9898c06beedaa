using CustomerLake.Local.Engine.Scenarios;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>The first Ctrl-C finishes what runs; the second gives up.</summary>
public sealed class CancellationTests
{
    private const string Program = """
        {"resources": [
          {"type": "fake:index:Thing", "name": "slow", "inputs": {"name": "slow"}},
          {"type": "fake:index:Thing", "name": "next", "inputs": {"name": "next", "note": {"$ref": "slow.id"}}}
        ]}
        """;

    [Fact]
    public async Task The_first_cancellation_saves_the_running_step_begins_no_other_and_leaves_no_lock()
    {
        using var harness = await new EngineHarness { Program = Program }.InitAsync();
        var release = new TaskCompletionSource();
        harness.Faults(("create:slow", Slow(release)));
        var begun = Begun(harness);
        var up = harness.UpAsync();
        await begun;
        await harness.Graceful.CancelAsync();
        release.SetResult();

        var outcome = await up;

        Assert.Equal(1, outcome.Code);
        Assert.Contains("update canceled", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(["slow"], harness.Names());
        Assert.Empty(harness.Snapshot().Pending);
        Assert.DoesNotContain(harness.AllFiles(), path => path.Contains("/locks/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_second_cancellation_stops_at_once_and_leaves_the_pending_operation_and_the_lock()
    {
        using var harness = await new EngineHarness { Program = Program }.InitAsync();
        harness.Faults(("create:slow", Slow(new TaskCompletionSource())));
        var begun = Begun(harness);
        var up = harness.UpAsync();
        await begun;
        await harness.Graceful.CancelAsync();
        await harness.Forceful.CancelAsync();

        var outcome = await up;

        Assert.Equal(8, outcome.Code);
        Assert.Equal("slow", Assert.Single(harness.Snapshot().Pending).Resource.Name);
        Assert.Contains(harness.AllFiles(), path => path.Contains("/locks/", StringComparison.Ordinal));
    }

    private static FakeFault Slow(TaskCompletionSource release) =>
        new("slow")
        {
            Delay = TimeSpan.FromSeconds(1),
            Until = release.Task,
            IgnoreCancel = true,
        };

    private static Task Begun(EngineHarness harness)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        harness.World.OnCall = call =>
        {
            if (call is { Call: "Create", Name: "slow" })
            {
                begun.TrySetResult();
            }
        };
        return begun.Task;
    }
}
