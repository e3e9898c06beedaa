using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Components hold others and are nothing in the cloud.</summary>
public sealed class ComponentTests
{
    [Fact]
    public async Task A_component_that_leaves_the_program_takes_its_children_along()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g"),
            Component("inner", new { parent = "g" }),
            Thing("a", null, new { parent = "inner" })
        );

        Assert.Equal(["delete a", "delete inner", "delete g"], await stack.UpAsync([]));
    }

    [Fact]
    public async Task What_children_do_not_say_of_their_deletion_is_as_their_parent_says()
    {
        using var stack = await LifecycleStack.UpAsync(
            Store("s"),
            Component("g", new { deletedWith = "s", retainOnDelete = true }),
            Thing("a", null, new { parent = "g" }),
            Thing("b", null, new { parent = "g", retainOnDelete = false })
        );

        Assert.Equal(stack.Of("s").Urn, stack.Of("a").DeletedWith);
        Assert.True(stack.Of("a").RetainOnDelete);
        Assert.False(stack.Of("b").RetainOnDelete);
    }

    [Fact]
    public async Task Inputs_that_change_are_an_update_that_names_no_properties()
    {
        using var stack = await LifecycleStack.UpAsync(Group(1));

        Assert.Equal(["update g"], await stack.UpAsync([Group(2)]));

        Assert.Empty(stack.Step("g").Diffs);
        Assert.Equal(2d, stack.Of("g").Inputs.Find("size")!.AsNumber);
    }

    [Fact]
    public async Task What_becomes_a_resource_is_replaced()
    {
        using var stack = await LifecycleStack.UpAsync(Component("a", type: "fake:index:Thing"));

        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], await stack.UpAsync([Thing("a")]));

        Assert.Equal("a-1", stack.Of("a").Id);
    }

    private static JsonObject Group(int size)
    {
        var group = Component("g");
        group["inputs"] = new JsonObject { ["size"] = size };
        return group;
    }

    [Fact]
    public async Task A_child_that_moves_to_another_component_is_made_anew_unless_an_alias_says_so()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g"),
            Component("h", type: "app:index:Other"),
            Thing("a", null, new { parent = "g" }),
            Thing("b", null, new { parent = "g" })
        );
        var alias = new { parent = "h", aliases = new[] { new { parent = "g" } } };

        var steps = await stack.UpAsync([
            Component("g"),
            Component("h", type: "app:index:Other"),
            Thing("a", null, new { parent = "h" }),
            Thing("b", null, alias),
        ]);

        Assert.Equal(["create a", "delete a"], steps);
        Assert.Equal("a-2", stack.Of("a").Id);
        Assert.Equal("b-1", stack.Of("b").Id);
    }

    [Fact]
    public async Task To_depend_on_a_component_is_to_depend_on_all_that_it_holds()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g"),
            Component("inner", new { parent = "g" }),
            Thing("a", null, new { parent = "inner" }),
            Thing("b", null, new { dependsOn = new[] { "g" } })
        );

        Assert.Contains(stack.Of("a").Urn, stack.Of("b").Dependencies);
        await stack.DestroyAsync();
        Assert.Equal(["b", "a"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task A_replaced_parent_leaves_its_children_alone_and_they_outlive_the_old_one()
    {
        using var stack = await LifecycleStack.UpAsync(Parent("x"), Thing("child", null, new { parent = "p" }));

        var steps = await stack.UpAsync([Parent("y"), Thing("child", null, new { parent = "p" })]);

        Assert.Equal(["create-replacement p", "replace p", "delete-replaced p"], steps);
        Assert.Equal("child-1", stack.Of("child").Id);

        static JsonObject Parent(string immutable) => Thing("p", new { immutable });
    }

    [Fact]
    public async Task A_failed_child_leaves_a_component_that_the_next_run_completes()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:a", new FakeFault("fail")));
        await stack.UpFailsAsync([Component("g"), Thing("a", null, new { parent = "g" })]);
        stack.Faults();

        Assert.Equal(["create a"], await stack.UpAsync([Component("g"), Thing("a", null, new { parent = "g" })]));
    }
}
