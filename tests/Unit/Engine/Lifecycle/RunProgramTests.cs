using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>A refresh or destroy that runs the program: what the program says holds, but it makes nothing.</summary>
public sealed class RunProgramTests
{
    [Fact]
    public async Task A_destroy_goes_by_the_options_that_the_program_gives_now()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("a", null, new { protect = true }),
            Thing("b"),
            Thing("gone")
        );
        stack.Engine.Program = Program([Thing("a"), Thing("b", null, new { retainOnDelete = true }), Thing("new")]);

        await stack.DestroyAsync("--run-program");

        Assert.Equal(["a", "gone"], stack.Calls("Delete").Order());
        Assert.NotNull(stack.Cloud.Find("b-1"));
        Assert.Empty(stack.State.Resources);
    }

    [Fact]
    public async Task Components_are_the_programs_also_in_a_refresh()
    {
        using var stack = await LifecycleStack.UpAsync(Group("g", 1));
        stack.Engine.Program = Program([Group("g", 2), Group("h", 1), Thing("new", null, new { parent = "h" })]);

        await stack.RefreshAsync("--run-program");

        Assert.Equal(2d, stack.Of("g").Inputs.Find("size")!.AsNumber);
        Assert.Equal(1d, stack.Of("h").Inputs.Find("size")!.AsNumber);
        Assert.Empty(stack.Engine.Names());
    }

    [Fact]
    public async Task What_a_refresh_finds_gone_is_not_made_again()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"), Thing("b"));
        stack.Cloud.Remove("a-1");

        await stack.RefreshAsync("--run-program");

        Assert.Equal(["b"], stack.Engine.Names());
        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_targeted_refresh_answers_the_program_for_the_others_without_reading_them()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("a"),
            Thing("b", new { note = Ref("a.id") }),
            Thing("left")
        );

        await stack.RefreshAsync("--run-program", "--target", stack.Of("b").Urn);

        Assert.Equal(["b"], stack.Calls("Read"));
        Assert.Equal(["a", "b", "left"], stack.Engine.Names().Order());
    }

    private static JsonObject Group(string name, int size)
    {
        var group = Component(name);
        group["inputs"] = new JsonObject { ["size"] = size };
        return group;
    }
}
