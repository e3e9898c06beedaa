using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What is only read is never changed or deleted.</summary>
public sealed class GetTests
{
    [Fact]
    public async Task What_is_read_gives_its_outputs_and_outlives_the_stack()
    {
        using var stack = await OutsideAsync();

        await stack.UpAsync([Read("r", "there-1"), Thing("b", new { note = Ref("r.arn") })]);
        await stack.DestroyAsync();

        Assert.NotNull(stack.Cloud.Find("there-1"));
        Assert.Equal(["b"], stack.Calls("Delete"));
    }

    [Fact]
    public async Task What_names_it_is_kept_with_it()
    {
        using var stack = await OutsideAsync();
        var read = Read("r", "there-1");
        read["inputs"] = new JsonObject { ["note"] = "by this" };

        await stack.UpAsync([read]);

        Assert.Equal("by this", stack.Of("r").Inputs.Text("note"));
    }

    [Fact]
    public async Task An_id_that_is_not_known_yet_is_not_asked_for()
    {
        using var stack = await LifecycleStack.NewAsync();

        await stack.PreviewAsync([Thing("a"), Read("r", Ref("a.id")), Thing("b", new { note = Ref("r.arn") })]);

        Assert.DoesNotContain(stack.Engine.World.Calls, call => call.Call == "Read");
        Assert.True(stack.Step("b").New!.Inputs.Find("note")!.IsUnknown);
    }

    [Fact]
    public async Task What_has_changed_outside_reaches_those_that_use_it()
    {
        using var stack = await OutsideAsync();
        await stack.UpAsync(Programs());
        var there = stack.Cloud.Find("there-1")!;
        stack.Cloud.Put(there with { Inputs = there.Inputs.With("size", 2d) });

        Assert.Equal(["read r", "update b"], await stack.UpAsync(Programs()));

        Assert.Equal("computed-there-2", stack.Cloud.Find("b-1")!.Inputs.Text("note"));
    }

    [Fact]
    public async Task What_is_gone_outside_ends_the_run_and_nothing_is_deleted()
    {
        using var stack = await OutsideAsync();
        await stack.UpAsync(Programs());
        stack.Cloud.Remove("there-1");

        Assert.Contains("'there-1' does not exist", await stack.UpFailsAsync(Programs()), StringComparison.Ordinal);

        Assert.Empty(stack.Calls("Delete"));
        Assert.Contains("b", stack.Engine.Names());
    }

    [Fact]
    public async Task A_managed_resource_that_is_only_read_from_now_on_is_let_go_of()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));

        await stack.UpAsync([Read("a", "a-1")]);
        await stack.DestroyAsync();

        Assert.NotNull(stack.Cloud.Find("a-1"));
    }

    private static JsonObject[] Programs() => [Read("r", "there-1"), Thing("b", new { note = Ref("r.computed") })];

    private static async Task<LifecycleStack> OutsideAsync()
    {
        var stack = await LifecycleStack.NewAsync();
        var inputs = PropertyMap.Of(("name", "there"), ("size", 1d));
        stack.Cloud.Put(new FakeItem("there-1", "fake:index:Thing", "local", 1, inputs));
        return stack;
    }
}
