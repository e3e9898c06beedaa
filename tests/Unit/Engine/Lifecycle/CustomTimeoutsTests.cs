using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>How long a provider may take is told to it.</summary>
public sealed class CustomTimeoutsTests
{
    private static readonly object Timeouts = new
    {
        customTimeouts = new
        {
            create = "2m",
            update = "1h30m",
            delete = "45s",
        },
    };

    [Fact]
    public async Task Each_call_is_told_its_own()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", null, Timeouts));
        Assert.Equal(120, TimeoutOf(stack, "Create"));

        await stack.UpAsync([Thing("a", new { size = 2 }, Timeouts)]);
        Assert.Equal(5400, TimeoutOf(stack, "Update"));

        await stack.DestroyAsync();
        Assert.Equal(45, TimeoutOf(stack, "Delete"));
    }

    [Fact]
    public async Task Changed_alone_they_are_no_change_and_count_the_next_time()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));

        Assert.Empty(await stack.UpAsync([Thing("a", null, Timeouts)], "--expect-no-changes"));
        await stack.DestroyAsync();

        Assert.Equal(45, TimeoutOf(stack, "Delete"));
    }

    [Fact]
    public async Task Of_a_replacement_the_new_one_is_made_with_the_new_and_the_old_one_deleted_with_its_own()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }, Timeouts));

        await stack.UpAsync([
            Thing("a", new { immutable = "y" }, new { customTimeouts = new { create = "10s", delete = "20s" } }),
        ]);

        Assert.Equal(10, TimeoutOf(stack, "Create"));
        Assert.Equal(45, TimeoutOf(stack, "Delete"));
    }

    [Fact]
    public async Task What_is_no_duration_is_refused_before_anything_is_made()
    {
        using var stack = await LifecycleStack.NewAsync();

        var said = await stack.UpFailsAsync([Thing("a", null, new { customTimeouts = new { create = "soon" } })]);

        Assert.True(said.Contains("soon", StringComparison.Ordinal), said);
        Assert.Equal(0, stack.Cloud.Count);
    }

    private static double? TimeoutOf(LifecycleStack stack, string call) =>
        stack.Engine.World.Calls.Single(made => made.Call == call && !made.Preview).Timeout;
}
