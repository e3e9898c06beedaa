using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What is protected is not deleted (more of it: ProtectionTests).</summary>
public sealed class ProtectTests
{
    [Fact]
    public async Task Protection_alone_is_no_change_and_is_kept()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));

        Assert.Empty(await stack.UpAsync([Thing("a", null, new { protect = true })], "--expect-no-changes"));

        Assert.True(stack.Of("a").Protect);
    }

    [Fact]
    public async Task A_protected_resource_may_be_updated_and_renamed()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", null, new { protect = true }));

        var steps = await stack.UpAsync([
            Thing("b", new { name = "a", size = 2 }, new { protect = true, aliases = new[] { new { name = "a" } } }),
        ]);

        Assert.Equal(["update b"], steps);
        Assert.True(stack.Of("b").Protect);
    }

    [Fact]
    public async Task Unprotected_and_replaced_in_one_run_is_allowed()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }, new { protect = true }));

        await stack.UpAsync([Thing("a", new { immutable = "y" })]);

        Assert.Equal("a-2", stack.Of("a").Id);
        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_replacement_is_refused_already_in_the_preview()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }, new { protect = true }));
        stack.Engine.Program = Program([Thing("a", new { immutable = "y" }, new { protect = true })]);

        Assert.Contains("unable to replace", await stack.FailsAsync("preview"), StringComparison.Ordinal);
        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], stack.Steps);
    }

    [Fact]
    public async Task Retain_on_delete_does_not_overrule_it()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", null, new { protect = true, retainOnDelete = true }));

        Assert.Contains("cannot be deleted", await stack.UpFailsAsync([]), StringComparison.Ordinal);

        Assert.Equal(["a"], stack.Engine.Names());
    }
}
