using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What the program says again is left alone.</summary>
public sealed class SameTests
{
    [Fact]
    public async Task Nothing_is_called_for_what_is_unchanged()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b", new { note = Ref("a.arn") }));

        var steps = await stack.UpAsync([Thing("a"), Thing("b", new { note = Ref("a.arn") })], "--expect-no-changes");

        Assert.Empty(steps);
        Assert.Empty(stack.Calls("Create").Concat(stack.Calls("Update")).Concat(stack.Calls("Read")));
    }

    [Fact]
    public async Task The_state_has_the_order_of_the_last_program()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b"));

        Assert.Empty(await stack.UpAsync([Thing("b"), Thing("a")]));

        Assert.Equal(["b", "a"], stack.Engine.Names());
    }

    [Fact]
    public async Task A_dependency_that_turns_round_is_no_change_and_the_state_is_in_order()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b", null, new { dependsOn = new[] { "a" } }));

        Assert.Empty(await stack.UpAsync([Thing("b"), Thing("a", null, new { dependsOn = new[] { "b" } })]));

        Assert.Empty(stack.Of("b").Dependencies);
        Assert.Single(stack.Of("a").Dependencies);
    }

    [Fact]
    public async Task Numbers_of_one_value_and_nulls_deep_inside_are_no_change()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("a", new { size = 1, tags = new { x = "1", y = (string?)null } })
        );

        Assert.Empty(await stack.UpAsync([Thing("a", new { size = 1.0, tags = new { x = "1" } })]));
    }
}
