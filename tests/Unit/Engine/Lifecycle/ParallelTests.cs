using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Not more at once than allowed, and as much as possible.</summary>
public sealed class ParallelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Never_more_run_at_once_than_allowed_and_so_many_do(int allowed)
    {
        using var stack = await LifecycleStack.NewAsync();
        var (begun, most) = (0, 0);
        var full = new TaskCompletionSource();
        var hold = new FakeFault("slow") { Delay = TimeSpan.FromSeconds(1), Until = full.Task };
        stack.Faults([.. Enumerable.Range(0, 8).Select(i => ($"create:t{i}", hold))]);
        stack.Engine.Program = Program(Enumerable.Range(0, 8).Select(i => Thing($"t{i}")), isParallel: true);
        stack.Engine.World.OnCall = call =>
        {
            if (call.Call == "Create")
            {
                // What is in the cloud is no longer being made.
                var running = Interlocked.Increment(ref begun) - stack.Cloud.Count;
                most = Math.Max(most, running);
                if (running == allowed)
                {
                    full.TrySetResult();
                }
            }
        };

        Assert.Equal(0, (await stack.RunAsync("up", "--parallel", $"{allowed}")).Code);

        Assert.Equal(allowed, most);
        Assert.Equal(8, stack.Cloud.Count);
    }

    [Fact]
    public async Task What_needs_one_another_is_never_made_at_once()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Engine.Program = Program(Chain(), isParallel: true);

        await stack.RunAsync("up");

        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], stack.Calls("Create"));
    }

    [Fact]
    public async Task A_failure_among_many_lets_those_under_way_finish_and_saves_them()
    {
        using var stack = await LifecycleStack.NewAsync();
        var failed = new TaskCompletionSource();
        stack.Faults(
            (
                "create:slow",
                new FakeFault("slow")
                {
                    Delay = TimeSpan.FromSeconds(1),
                    Until = failed.Task,
                    IgnoreCancel = true,
                }
            ),
            ("create:bad", new FakeFault("fail"))
        );
        var begun = new TaskCompletionSource();
        stack.Engine.World.OnCall = call =>
        {
            if (call is { Call: "Create", Name: "slow" })
            {
                begun.TrySetResult();
            }
            else if (call is { Call: "Create", Name: "bad" })
            {
                begun.Task.Wait(TimeSpan.FromSeconds(30));
                failed.TrySetResult();
            }
        };
        stack.Engine.Program = Program([Thing("slow"), Thing("bad")], isParallel: true);

        Assert.Equal(1, (await stack.RunAsync("up")).Code);

        Assert.Equal(["slow"], stack.Engine.Names());
        Assert.Empty(stack.State.Pending);
    }

    private static IEnumerable<JsonObject> Chain() =>
        Enumerable.Range(0, 5).Select(i => i == 0 ? Thing("t0") : Thing($"t{i}", new { note = Ref($"t{i - 1}.id") }));
}
