using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Functions of a provider.</summary>
public sealed class InvokeTests
{
    [Fact]
    public async Task A_function_is_called_in_a_preview_when_its_arguments_are_known()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }));

        await stack.PreviewAsync([
            Thing("a", new { size = 1 }),
            Lookup("f", new { name = "a" }),
            Thing("b", new { note = Ref("f.arn") }),
        ]);

        Assert.Equal("arn:fake:local:thing:a-1", stack.Step("b").New!.Inputs.Text("note"));
    }

    [Fact]
    public async Task It_is_not_called_with_arguments_that_are_not_known_yet_and_its_results_are_unknown()
    {
        using var stack = await LifecycleStack.NewAsync();

        await stack.PreviewAsync([
            Thing("a"),
            Lookup("f", new { name = Ref("a.computed") }),
            Thing("b", new { list = new[] { Ref("f.arn") } }),
        ]);

        Assert.DoesNotContain(stack.Engine.World.Calls, call => call.Call == "Invoke");
        Assert.True(stack.Step("b").New!.Inputs.Find("list")!.AsItems[0].IsUnknown);
    }

    [Fact]
    public async Task A_call_that_fails_ends_the_program_and_nothing_is_deleted()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b"));

        var said = await stack.UpFailsAsync([Thing("a"), Lookup("f", new { name = "nobody" }), Thing("b")]);

        Assert.Contains("no thing named 'nobody'", said, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], stack.Engine.Names());
        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_function_is_never_part_of_the_state()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Lookup("f", new { name = "a" }));

        Assert.Equal(["a"], stack.Engine.Names());
    }
}
