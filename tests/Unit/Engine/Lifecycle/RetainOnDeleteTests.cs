using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What is retained leaves the state, not the cloud.</summary>
public sealed class RetainOnDeleteTests
{
    private static readonly object Retained = new { retainOnDelete = true };

    [Fact]
    public async Task Left_out_or_destroyed_it_stays_in_the_cloud()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", null, Retained), Thing("b", null, Retained));

        Assert.Equal(["delete a"], await stack.UpAsync([Thing("b", null, Retained)]));
        Assert.Contains("delete b", await stack.DestroyAsync());

        Assert.Equal(2, stack.Cloud.Count);
        Assert.Empty(stack.State.Resources);
    }

    [Fact]
    public async Task Replaced_the_old_one_stays()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }, Retained));

        var steps = await stack.UpAsync([Thing("a", new { immutable = "y" }, Retained)]);

        Assert.Contains("delete-replaced a", steps);
        Assert.NotNull(stack.Cloud.Find("a-1"));
        Assert.Equal("a-2", stack.Of("a").Id);
    }

    [Fact]
    public async Task Deleted_first_it_stays_too()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { renamed = "x" }, Retained));

        await stack.UpAsync([Thing("a", new { renamed = "y" }, Retained)]);

        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task It_counts_only_once_it_is_in_the_state()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", null, Retained));

        Assert.Empty(await stack.UpAsync([Thing("a")]));
        await stack.UpAsync([]);

        Assert.Equal(0, stack.Cloud.Count);
    }
}
