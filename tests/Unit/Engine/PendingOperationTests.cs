using CustomerLake.Local.Engine.Scenarios;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>An interrupted create is taken over by id, or cleared with a word; never forgotten silently.</summary>
public sealed class PendingOperationTests
{
    private const string Urn = "urn:pulumi:dev::proj::fake:index:Thing::b";

    [Fact]
    public async Task Refresh_adopts_what_an_interrupted_create_has_made()
    {
        using var harness = await InterruptedAsync();

        var outcome = await harness.RefreshAsync("--import-pending-creates", Urn, "--import-pending-creates", "b-1");
        var up = await harness.UpAsync("--expect-no-changes");

        Assert.Equal(0, outcome.Code);
        Assert.Empty(harness.Snapshot().Pending);
        Assert.True(up.Code == 0, up.StandardError);
        Assert.Equal(1, harness.World.Cloud.Count);
    }

    [Fact]
    public async Task Refresh_clears_interrupted_creates_on_request_only()
    {
        using var harness = await InterruptedAsync();

        await harness.RefreshAsync();
        Assert.Single(harness.Snapshot().Pending);

        await harness.RefreshAsync("--clear-pending-creates");
        Assert.Empty(harness.Snapshot().Pending);
    }

    /// <summary>The thing is made, the answer never comes.</summary>
    private static FakeFault Unending() =>
        new("slow")
        {
            After = true,
            Delay = TimeSpan.FromSeconds(1),
            Until = new TaskCompletionSource().Task,
            IgnoreCancel = true,
        };

    /// <summary>A thing that exists while the state only says that it was being created.</summary>
    private static async Task<EngineHarness> InterruptedAsync()
    {
        var harness = await new EngineHarness
        {
            Program =
                """{"resources": [{"type": "fake:index:Thing", "name": "b", "inputs": {"name": "b", "size": 2}}]}""",
        }.InitAsync();
        harness.Faults(("create:b", Unending()));
        var up = harness.UpAsync();
        while (harness.World.Cloud.Count == 0)
        {
            await Task.Yield();
        }

        await harness.Graceful.CancelAsync();
        await harness.Forceful.CancelAsync();
        await up;
        harness.Faults();
        (harness.Graceful, harness.Forceful) = (new CancellationTokenSource(), new CancellationTokenSource());
        await harness.RunAsync("cancel", "--yes", "--stack", "dev");
        return harness;
    }
}
