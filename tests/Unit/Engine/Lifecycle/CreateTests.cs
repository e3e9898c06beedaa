using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What is new is made, after what it needs.</summary>
public sealed class CreateTests
{
    [Fact]
    public async Task In_a_preview_exactly_what_is_not_known_yet_is_unknown_inside_lists_and_maps_too()
    {
        using var stack = await LifecycleStack.NewAsync();
        var later = Ref("a.computed");

        await stack.PreviewAsync([
            Thing("a"),
            Thing(
                "b",
                new
                {
                    list = new object[] { 1, later, new object[] { "in", later } },
                    map = new { deep = new { known = "k", unknown = later } },
                }
            ),
        ]);

        var inputs = stack.Step("b").New!.Inputs;
        var list = inputs.Find("list")!.AsItems;
        Assert.Equal(1, list[0].AsNumber);
        Assert.True(list[1].IsUnknown);
        Assert.Equal("in", list[2].AsItems[0].AsText);
        Assert.True(list[2].AsItems[1].IsUnknown);
        var deep = inputs.Find("map")!.AsMap!.Find("deep")!.AsMap!;
        Assert.Equal("k", deep.Text("known"));
        Assert.True(deep.Find("unknown")!.IsUnknown);
    }

    [Fact]
    public async Task One_name_serves_several_types_and_several_parents()
    {
        var inParent = Thing("a", new { name = "child" }, new { parent = "g" });
        inParent["key"] = "child";
        var store = Store("a", new { name = "store" });
        store["key"] = "store";

        using var stack = await LifecycleStack.UpAsync(Component("g"), Thing("a"), store, inParent);

        Assert.Equal(["a", "a", "a"], stack.Engine.Names());
        Assert.Equal(3, stack.Cloud.Count);
    }

    [Fact]
    public async Task What_failed_is_neither_there_nor_pending_and_made_the_next_time()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:b", new FakeFault("fail")));

        await stack.UpFailsAsync([Thing("a"), Thing("b"), Thing("c", new { note = Ref("b.id") })]);

        Assert.Equal(["a"], stack.Engine.Names());
        Assert.Empty(stack.State.Pending);
        stack.Faults();
        Assert.Equal(
            ["create b", "create c"],
            await stack.UpAsync([Thing("a"), Thing("b"), Thing("c", new { note = Ref("b.id") })])
        );
    }

    [Fact]
    public async Task With_continue_on_error_only_what_needs_the_failed_one_is_left_out()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:b", new FakeFault("fail")));

        await stack.UpFailsAsync(
            [
                Thing("b"),
                Thing("c", new { list = new[] { Ref("b.id") } }),
                Thing("d", null, new { dependsOn = new[] { "c" } }),
                Thing("e"),
            ],
            "--continue-on-error"
        );

        Assert.Equal(["e"], stack.Engine.Names());
    }
}
