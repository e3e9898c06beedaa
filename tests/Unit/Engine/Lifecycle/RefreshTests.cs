using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>The state becomes what is there; the program is not asked and nothing is changed.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task Exactly_the_property_that_changed_outside_is_named_and_up_puts_it_back()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        Change(stack, "a-1", "note", "by hand");

        Assert.Equal(
            ["update a"],
            (await stack.RefreshAsync()).Where(step => !step.StartsWith("same", StringComparison.Ordinal))
        );

        Assert.Equal(["update a"], await stack.UpAsync(Programs()));
        Assert.Null(stack.Cloud.Find("a-1")!.Inputs.Find("note"));
    }

    [Fact]
    public async Task It_changes_nothing_outside()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        Change(stack, "a-1", "note", "by hand");
        stack.Cloud.Remove("b-1");

        await stack.RefreshAsync();

        Assert.Equal("by hand", stack.Cloud.Find("a-1")!.Inputs.Text("note"));
        Assert.Empty(stack.Calls("Create").Concat(stack.Calls("Update")).Concat(stack.Calls("Delete")));
    }

    [Fact]
    public async Task What_is_gone_with_its_dependants_left_is_made_again_and_they_follow()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        stack.Cloud.Remove("a-1");

        await stack.RefreshAsync();

        Assert.Empty(stack.Of("b").Dependencies);
        Assert.Equal(["create a", "update b"], await stack.UpAsync(Programs()));
        Assert.Equal("a-2", stack.Cloud.Find("b-1")!.Inputs.Text("note"));
    }

    [Fact]
    public async Task A_preview_with_refresh_shows_the_drift_and_keeps_the_state()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        Change(stack, "a-1", "size", 7d);

        var steps = await stack.PreviewAsync(Programs(), "--refresh");

        Assert.Contains("update a", steps);
        Assert.Null(stack.Of("a").Inputs.Find("size"));
    }

    [Fact]
    public async Task One_that_cannot_be_read_does_not_keep_the_others_from_it()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        Change(stack, "a-1", "note", "by hand");
        stack.Faults(("read:b", new FakeFault("fail")));

        await stack.FailsAsync("refresh");

        Assert.Equal("by hand", stack.Of("a").Inputs.Text("note"));
        Assert.Equal(["a", "b"], stack.Engine.Names());
    }

    [Fact]
    public async Task Before_an_update_it_is_not_counted_also_when_it_fails()
    {
        using var stack = await LifecycleStack.UpAsync(Programs());
        stack.Faults(("read:b", new FakeFault("fail")));

        await stack.UpFailsAsync(Programs(), "--refresh");

        var summary = stack.Engine.Events.OfType<EngineEvent.Summary>().Single();
        Assert.Empty(summary.Changes);
    }

    [Fact]
    public async Task A_secret_stays_secret_though_the_cloud_knows_no_secrets()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { note = Secret("hidden") }));

        Assert.Equal(["same a"], await stack.RefreshAsync());

        Assert.IsType<PropertyValue.SecretValue>(stack.Of("a").Inputs.Find("note"));
    }

    private static JsonObject[] Programs() => [Thing("a"), Thing("b", new { note = Ref("a.id") })];

    private static void Change(LifecycleStack stack, string id, string name, PropertyValue value)
    {
        var item = stack.Cloud.Find(id)!;
        stack.Cloud.Put(item with { Inputs = item.Inputs.With(name, value) });
    }
}
