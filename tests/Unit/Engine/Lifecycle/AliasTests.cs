using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>A resource under a new name is the one that it was.</summary>
public sealed class AliasTests
{
    [Fact]
    public async Task Children_of_another_type_and_theirs_follow_a_parent_that_is_renamed()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g"),
            Store("s", null, new { parent = "g" }),
            Thing("t", new { store = Ref("s.id") }, new { parent = "s" })
        );

        var steps = await stack.UpAsync([
            Component("h", new { aliases = new[] { new { name = "g" } } }),
            Store("s", null, new { parent = "h" }),
            Thing("t", new { store = Ref("s.id") }, new { parent = "s" }),
        ]);

        Assert.Empty(steps);
        Assert.Equal(stack.Of("h").Urn, stack.Of("s").Parent);
        Assert.Equal(stack.Of("s").Urn, Assert.Single(stack.Of("t").Dependencies));
    }

    [Fact]
    public async Task A_name_that_another_resource_came_from_cannot_be_taken_in_the_same_run()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));

        var said = await stack.UpFailsAsync([
            Thing("b", new { name = "a" }, new { aliases = new[] { new { name = "a" } } }),
            Thing("a"),
        ]);

        Assert.Contains(
            "Duplicate resource URN 'urn:pulumi:dev::proj::fake:index:Thing::a' conflicting with alias on resource with URN "
                + "'urn:pulumi:dev::proj::fake:index:Thing::b'",
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_read_below_a_renamed_component_is_the_one_that_it_was()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("thing"),
            Component("g"),
            Read("r", "thing-1", new { parent = "g" })
        );

        var steps = await stack.UpAsync([
            Thing("thing"),
            Component("h", new { aliases = new[] { new { name = "g" } } }),
            Read("r", "thing-1", new { parent = "h" }),
        ]);

        Assert.Equal(["read r"], steps);
    }

    [Fact]
    public async Task Those_that_are_replaced_with_one_that_is_renamed_go_before_it()
    {
        using var stack = await LifecycleStack.UpAsync(
            Store("s", new { immutable = "x" }),
            Thing("t", new { store = Ref("s.id") })
        );

        var steps = await stack.UpAsync([
            Store("r", new { name = "s", immutable = "y" }, new { aliases = new[] { new { name = "s" } } }),
            Thing("t", new { store = Ref("r.id") }, new { replaceOnChanges = new[] { "store" } }),
        ]);

        Assert.Equal(["delete-replaced t", "delete-replaced s"], steps[^2..]);
        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_child_that_the_run_did_not_reach_follows_in_the_next_one()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g"),
            Thing("first", null, new { parent = "g" }),
            Thing("a", null, new { parent = "g" })
        );
        JsonObject[] renamed =
        [
            Component("h", new { aliases = new[] { new { name = "g" } } }, "app:index:Other"),
            Thing("first", new { size = 1 }, new { parent = "h" }),
            Thing("a", null, new { parent = "h" }),
        ];
        renamed[0]["options"]!["aliases"]![0]!["type"] = "app:index:Group";
        stack.Faults(("update:first", new FakeFault("fail")));
        await stack.UpFailsAsync(renamed);
        stack.Faults();

        Assert.Equal(["update first"], await stack.UpAsync(renamed));

        Assert.Equal(stack.Of("h").Urn, stack.Of("a").Parent);
    }

    [Fact]
    public async Task Children_named_after_their_parent_follow_it_when_name_and_type_change_at_once()
    {
        using var stack = await LifecycleStack.UpAsync(
            Component("g", type: "app:index:Old"),
            Store("g-store", new { name = "s" }, new { parent = "g" }),
            Thing("other", new { name = "o" }, new { parent = "g" })
        );

        var steps = await stack.UpAsync([
            Component("h", new { aliases = new[] { new { name = "g", type = "app:index:Old" } } }, "app:index:New"),
            Store("h-store", new { name = "s" }, new { parent = "h" }),
            Thing("other", new { name = "o" }, new { parent = "h" }),
        ]);

        Assert.Empty(steps);
        Assert.Contains("app:index:New$", stack.Of("other").Urn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_moves_below_a_parent_takes_its_dependants_references_along()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("a"),
            Thing("b", new { note = Ref("a.id") }, new { deletedWith = "a", dependsOn = new[] { "a" } })
        );

        var steps = await stack.UpAsync([
            Component("g"),
            Thing("a", null, new { parent = "g", aliases = new[] { new { noParent = true } } }),
            Thing("b", new { note = Ref("a.id") }, new { deletedWith = "a", dependsOn = new[] { "a" } }),
        ]);

        Assert.Equal(["create g"], steps);
        Assert.Equal(stack.Of("a").Urn, stack.Of("b").DeletedWith);
    }

    [Fact]
    public async Task What_is_not_targeted_still_names_the_renamed_one()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b", new { note = Ref("a.id") }));
        var renamed = Thing("c", new { name = "a" }, new { aliases = new[] { new { name = "a" } } });

        await stack.UpAsync(
            [renamed, Thing("b", new { note = Ref("c.id"), size = 9 })],
            "--target",
            "urn:pulumi:dev::proj::fake:index:Thing::c"
        );

        Assert.Equal(stack.Of("c").Urn, Assert.Single(stack.Of("b").Dependencies));
        Assert.Null(stack.Of("b").Inputs.Find("size"));
    }

    [Fact]
    public async Task Two_resources_that_name_one_another_as_aliases_stay_who_they_are()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b"));

        var steps = await stack.UpAsync([
            Thing("a", null, new { aliases = new[] { new { name = "b" } } }),
            Thing("b", null, new { aliases = new[] { new { name = "a" } } }),
        ]);

        Assert.Empty(steps);
        Assert.Equal("a-1", stack.Of("a").Id);
    }

    [Fact]
    public async Task A_renamed_resource_that_is_replaced_leaves_nothing_of_its_old_name()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }), User("a"));

        await stack.UpAsync([
            Thing("c", new { name = "a", immutable = "y" }, new { aliases = new[] { new { name = "a" } } }),
            User("c"),
        ]);

        Assert.Equal(["c", "b"], stack.Engine.Names());
        Assert.Equal(2, stack.Cloud.Count);
        Assert.Equal("a-2", stack.Cloud.Find("b-1")!.Inputs.Text("note"));

        static JsonObject User(string of) => Thing("b", new { note = Ref($"{of}.id") });
    }

    [Fact]
    public async Task A_renamed_provider_keeps_its_resources()
    {
        using var stack = await LifecycleStack.UpAsync(
            Provider("p", new { region = "r" }),
            Thing("a", null, new { provider = "p" })
        );

        var steps = await stack.UpAsync([
            Provider("q", new { region = "r" }, new { aliases = new[] { new { name = "p" } } }),
            Thing("a", null, new { provider = "q" }),
        ]);

        Assert.Empty(steps);
        Assert.StartsWith(stack.Of("q").Urn, stack.Of("a").Provider, StringComparison.Ordinal);
    }
}
