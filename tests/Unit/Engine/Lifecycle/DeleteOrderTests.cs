using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Nothing goes before those that need it.</summary>
public sealed class DeleteOrderTests
{
    [Fact]
    public async Task Dependants_by_input_by_option_and_children_go_before()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("root"),
            Thing("by-input", new { list = new[] { Ref("root.id") } }),
            Thing("by-option", null, new { dependsOn = new[] { "by-input" } }),
            Thing("child", null, new { parent = "by-option" })
        );

        await stack.DestroyAsync();

        Assert.Equal(["child", "by-option", "by-input", "root"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task A_failure_stops_what_stands_no_higher_than_what_failed_needs()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("root"),
            Thing("leaf", new { note = Ref("root.id") }),
            Thing("free")
        );
        stack.Faults(("delete:leaf", new FakeFault("fail")));

        await stack.FailsAsync("destroy");

        Assert.Equal(["delete leaf"], stack.Steps);
        Assert.Equal(["free", "leaf", "root"], stack.Engine.Names().Order());
    }

    [Fact]
    public async Task What_a_component_holds_goes_before_what_the_component_depends_on()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("root"),
            Component("g", new { dependsOn = new[] { "root" } }),
            Thing("in-group", null, new { parent = "g" })
        );

        await stack.DestroyAsync();

        Assert.Equal(["in-group", "root"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task A_dependency_that_the_program_has_dropped_in_the_same_run_no_longer_orders()
    {
        using var stack = await LifecycleStack.UpAsync(Store("s"), Thing("a", new { store = Ref("s.id") }));

        var steps = await stack.UpAsync([Thing("a")]);

        Assert.Equal(["update a", "delete s"], steps);
    }

    [Fact]
    public async Task Of_a_diamond_each_goes_once_and_those_beside_one_another_at_once()
    {
        using var stack = await LifecycleStack.UpAsync(Diamond());
        var (left, right) = (new TaskCompletionSource(), new TaskCompletionSource());
        stack.Faults(("delete:left", Until(right.Task)), ("delete:right", Until(left.Task)));
        stack.Engine.World.OnCall = call =>
        {
            if (call is { Call: "Delete", Name: "left" or "right" })
            {
                (call.Name == "left" ? left : right).TrySetResult();
            }
        };

        await stack.DestroyAsync();

        Assert.Equal("bottom", stack.Calls("Delete")[0]);
        Assert.Equal("top", stack.Calls("Delete")[^1]);
        Assert.Equal(4, stack.Calls("Delete").Length);
    }

    [Fact]
    public async Task A_failed_delete_keeps_what_the_resource_needs()
    {
        using var stack = await LifecycleStack.UpAsync(Diamond());
        stack.Faults(("delete:left", new FakeFault("fail")));

        await stack.FailsAsync("destroy", "--continue-on-error");

        Assert.Equal(["left", "top"], stack.Engine.Names().Order());
    }

    private static FakeFault Until(Task other) => new("slow") { Delay = TimeSpan.FromSeconds(1), Until = other };

    private static JsonObject[] Diamond() =>
        [
            Thing("top"),
            Thing("left", new { note = Ref("top.id") }),
            Thing("right", new { note = Ref("top.id") }),
            Thing("bottom", new { list = new[] { Ref("left.id"), Ref("right.id") } }),
        ];
}
