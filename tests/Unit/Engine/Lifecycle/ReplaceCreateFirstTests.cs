using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>The new one is made, everybody moves to it, then the old one goes.</summary>
public sealed class ReplaceCreateFirstTests
{
    [Fact]
    public async Task Dependants_move_to_the_new_one_before_the_old_one_goes()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Engine.World.OnCall = null;

        var steps = await stack.UpAsync(Programs("y"));

        Assert.Equal(["create-replacement a", "replace a", "update b", "delete-replaced a"], steps);
        Assert.Equal("a-2", stack.Cloud.Find("b-1")!.Inputs.Text("note"));
        Assert.Null(stack.Cloud.Find("a-1"));
    }

    [Fact]
    public async Task Of_a_chain_of_replacements_the_old_ones_go_dependants_first()
    {
        using var stack = await LifecycleStack.UpAsync(Chain("x"));

        await stack.UpAsync(Chain("y"));

        // A store that holds something cannot be deleted.
        Assert.Equal(["c", "b", "a"], stack.Calls("Delete"));
        Assert.Equal(["a", "b", "c"], stack.Engine.Names());
    }

    [Fact]
    public async Task When_the_new_one_cannot_be_made_the_old_one_is_as_it_was()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Faults(("create:a", new FakeFault("fail")));

        await stack.UpFailsAsync(Programs("y"));

        Assert.False(stack.Of("a").PendingReplacement);
        Assert.Equal("a-1", stack.Of("a").Id);
        Assert.Equal(2, stack.Cloud.Count);
        stack.Faults();
        Assert.Equal(
            ["create-replacement a", "replace a", "update b", "delete-replaced a"],
            await stack.UpAsync(Programs("y"))
        );
    }

    [Fact]
    public async Task A_partly_made_replacement_counts_and_the_old_one_waits_for_its_deletion()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Faults(("create:a", new FakeFault("partial")));

        await stack.UpFailsAsync(Programs("y"));

        Assert.Equal("a-2", stack.Of("a").Id);
        stack.Faults();
        Assert.Equal(["update a", "update b", "delete-replaced a"], await stack.UpAsync(Programs("y")));
        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task The_preview_shows_the_replacement_and_that_dependants_may_change()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.PreviewAsync(Programs("y"));

        Assert.Equal(["create-replacement a", "replace a", "update b", "delete-replaced a"], steps);
        Assert.True(stack.Step("b").New!.Inputs.Find("note")!.IsUnknown);
    }

    private static JsonObject[] Programs(string immutable) =>
        [Thing("a", new { immutable }), Thing("b", new { note = Ref("a.id") })];

    private static JsonObject[] Chain(string immutable) =>
        [
            Store("a", new { immutable }),
            Store("b", new { immutable, store = Ref("a.id") }),
            Thing("c", new { immutable, store = Ref("b.id") }),
        ];
}
