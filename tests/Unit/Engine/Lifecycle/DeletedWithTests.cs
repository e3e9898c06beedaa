using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What goes with another is not deleted by itself.</summary>
public sealed class DeletedWithTests
{
    private static readonly object WithStore = new { deletedWith = "s" };

    [Fact]
    public async Task Destroyed_together_only_the_other_is_deleted()
    {
        using var stack = await LifecycleStack.UpAsync(Store("s"), Thing("a", null, WithStore));

        var steps = await stack.DestroyAsync();

        Assert.Equal(["delete a", "delete s"], steps[..2]);
        Assert.Equal(["s"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task By_itself_it_is_deleted()
    {
        using var stack = await LifecycleStack.UpAsync(Store("s"), Thing("a", null, WithStore));

        await stack.UpAsync([Store("s")]);

        Assert.Equal(["a"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task When_the_other_is_replaced_it_is_replaced_too()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var preview = await stack.PreviewAsync(Programs("y"));
        var steps = await stack.UpAsync(Programs("y"));

        Assert.Equal(preview.Order(), steps.Order());
        Assert.Contains("replace a", steps);
        Assert.Equal("a-2", stack.Of("a").Id);
        Assert.Equal("s-2", stack.Of("s").Id);
    }

    [Fact]
    public async Task When_the_other_is_deleted_first_it_goes_before_without_a_delete_of_its_own()
    {
        using var stack = await LifecycleStack.UpAsync(Renamed("x"));

        var steps = await stack.UpAsync(Renamed("y"));

        Assert.Equal(
            [
                "delete-replaced a",
                "delete-replaced s",
                "replace s",
                "create-replacement s",
                "replace a",
                "create-replacement a",
            ],
            steps
        );
        Assert.Equal(["s"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task When_the_other_is_deleted_first_and_fails_to_come_back_the_state_holds_both_to_be_made_again()
    {
        using var stack = await LifecycleStack.UpAsync(Renamed("x"));
        stack.Faults(("create:s", new FakeFault("fail")));
        await stack.UpFailsAsync(Renamed("y"));
        stack.Faults();

        await stack.UpAsync(Renamed("y"));

        Assert.Equal("s-2", stack.Of("s").Id);
        Assert.Empty(await stack.UpAsync(Renamed("y")));
    }

    [Fact]
    public async Task It_outlives_a_refresh_that_finds_the_other_gone()
    {
        using var stack = await LifecycleStack.UpAsync(Store("s"), Thing("a", null, WithStore));
        stack.Cloud.Remove("s-1");

        await stack.RefreshAsync();

        Assert.Equal("", stack.Of("a").DeletedWith);
        await stack.DestroyAsync();
        Assert.Equal(0, stack.Cloud.Count);
    }

    private static JsonObject[] Programs(string immutable) =>
        [Store("s", new { immutable }), Thing("a", null, WithStore)];

    private static JsonObject[] Renamed(string renamed) => [Store("s", new { renamed }), Thing("a", null, WithStore)];
}
