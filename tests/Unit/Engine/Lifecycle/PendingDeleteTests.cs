using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>An old one whose delete has failed waits for it, through whatever comes.</summary>
public sealed class PendingDeleteTests
{
    [Fact]
    public async Task The_next_operation_that_changes_anything_deletes_it()
    {
        using var stack = await WaitingAsync();

        Assert.Equal(["delete-replaced a"], await stack.UpAsync([Thing("a", new { immutable = "y" })]));

        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task Several_wait_side_by_side()
    {
        using var stack = await WaitingAsync();
        stack.Faults(("delete:a", new FakeFault("fail")));
        await stack.UpFailsAsync([Thing("a", new { immutable = "z" })]);
        Assert.Equal(2, stack.State.Resources.Count(state => state is { Name: "a", Delete: true }));
        stack.Faults();

        Assert.Equal(
            ["delete-replaced a", "delete-replaced a"],
            await stack.UpAsync([Thing("a", new { immutable = "z" })])
        );

        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task One_that_is_gone_outside_leaves_the_state_by_refresh()
    {
        using var stack = await WaitingAsync();
        stack.Cloud.Remove("a-1");

        Assert.Contains("delete a", await stack.RefreshAsync());

        Assert.Empty(await stack.UpAsync([Thing("a", new { immutable = "y" })]));
    }

    [Fact]
    public async Task It_goes_before_what_it_needs_when_that_leaves_the_program()
    {
        using var stack = await LifecycleStack.UpAsync(
            Store("s"),
            Thing("a", new { immutable = "x", store = Ref("s.id") })
        );
        stack.Faults(("delete:a", new FakeFault("fail")));
        await stack.UpFailsAsync([Store("s"), Thing("a", new { immutable = "y" })]);
        stack.Faults();

        await stack.UpAsync([Thing("a", new { immutable = "y" })]);

        Assert.Equal(["a", "s"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task It_goes_also_when_its_successor_has_another_name_by_now()
    {
        using var stack = await WaitingAsync();

        var steps = await stack.UpAsync([
            Thing("b", new { name = "a", immutable = "y" }, new { aliases = new[] { new { name = "a" } } }),
        ]);

        Assert.Equal(["delete-replaced a"], steps);
        Assert.Equal(["b"], stack.Engine.Names());
        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_preview_shows_it_and_destroy_takes_both()
    {
        using var stack = await WaitingAsync();

        Assert.Equal(["delete-replaced a"], await stack.PreviewAsync([Thing("a", new { immutable = "y" })]));
        await stack.DestroyAsync();

        Assert.Equal(0, stack.Cloud.Count);
        Assert.Empty(stack.State.Resources);
    }

    private static async Task<LifecycleStack> WaitingAsync()
    {
        var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }));
        stack.Faults(("delete:a", new FakeFault("fail")));
        await stack.UpFailsAsync([Thing("a", new { immutable = "y" })]);
        Assert.Equal(2, stack.Cloud.Count);
        stack.Faults();
        return stack;
    }
}
