using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>The old one goes, with those that cannot be without it; then all are made again.</summary>
public sealed class ReplaceDeleteFirstTests
{
    [Fact]
    public async Task Dependants_that_a_new_value_would_replace_go_first_however_far_and_come_back_in_order()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.UpAsync(Programs("y"));

        Assert.Equal(
            [
                "delete-replaced c",
                "delete-replaced b",
                "delete-replaced a",
                "replace a",
                "create-replacement a",
                "replace b",
                "create-replacement b",
                "replace c",
                "create-replacement c",
                "update d",
            ],
            steps
        );
        Assert.Equal(4, stack.Cloud.Count);
    }

    [Fact]
    public async Task What_is_replaced_with_it_goes_first_too()
    {
        using var stack = await LifecycleStack.UpAsync(With("x"));

        Assert.Equal(
            [
                "delete-replaced b",
                "delete-replaced a",
                "replace a",
                "create-replacement a",
                "replace b",
                "create-replacement b",
            ],
            await stack.UpAsync(With("y"))
        );

        static JsonObject[] With(string renamed) =>
            [Thing("a", new { renamed }), Thing("b", null, new { replaceWith = new[] { "a" } })];
    }

    [Fact]
    public async Task A_delete_that_fails_leaves_what_has_gone_to_be_made_again()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Faults(("delete:a", new FakeFault("fail")));

        await stack.UpFailsAsync(Programs("y"));

        Assert.NotNull(stack.Cloud.Find("a-1"));
        stack.Faults();
        await stack.UpAsync(Programs("y"));
        Assert.Equal(["a", "b", "c", "d"], stack.Engine.Names());
        Assert.Equal(4, stack.Cloud.Count);
        Assert.Empty(await stack.UpAsync(Programs("y")));
    }

    [Fact]
    public async Task A_create_that_fails_is_made_up_for_and_nothing_is_deleted_twice()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Faults(("create:b", new FakeFault("fail")));

        await stack.UpFailsAsync(Programs("y"));
        stack.Faults();
        var steps = await stack.UpAsync(Programs("y"));

        Assert.Equal(["replace b", "create-replacement b", "replace c", "create-replacement c", "update d"], steps);
        Assert.Equal(4, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_dependant_that_leaves_the_program_at_the_same_time_goes_once()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        await stack.UpAsync([Programs("y")[0]]);

        Assert.Equal(["a"], stack.Engine.Names());
        Assert.Equal(["a", "b", "c", "d"], stack.Calls("Delete").Order());
    }

    [Fact]
    public async Task What_was_deleted_first_and_left_out_afterwards_is_only_forgotten()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { renamed = "x" }));
        stack.Faults(("create:a", new FakeFault("fail")));
        await stack.UpFailsAsync([Thing("a", new { renamed = "y" })]);
        stack.Faults();

        Assert.Equal(["remove-pending-replace a"], await stack.UpAsync([]));

        Assert.Empty(stack.Calls("Delete"));
        Assert.Empty(stack.Engine.Names());
    }

    [Fact]
    public async Task Destroy_of_what_waits_to_be_made_again_deletes_nothing_twice()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        stack.Faults(("create:a", new FakeFault("fail")));
        await stack.UpFailsAsync(Programs("y"));
        stack.Faults();

        await stack.DestroyAsync();

        Assert.Equal(["d"], stack.Calls("Delete"));
        Assert.Empty(stack.State.Resources);
    }

    /// <summary>b and c cannot be without a; d can.</summary>
    private static JsonObject[] Programs(string renamed) =>
        [
            Thing("a", new { renamed }),
            Thing("b", new { immutable = Ref("a.id") }),
            Thing("c", new { immutable = Ref("b.id") }),
            Thing("d", new { note = Ref("b.id") }),
        ];
}
