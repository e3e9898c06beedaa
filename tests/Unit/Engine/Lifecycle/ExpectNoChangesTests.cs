using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Whoever expects no changes is told of any.</summary>
public sealed class ExpectNoChangesTests
{
    private const int ChangesNotExpected = 7;

    [Fact]
    public async Task A_preview_tells_and_does_nothing()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));
        stack.Engine.Program = Program([Thing("a", new { size = 2 })]);

        var outcome = await stack.RunAsync("preview", "--expect-no-changes");

        Assert.Equal(ChangesNotExpected, outcome.Code);
        Assert.Contains("no changes were expected", outcome.StandardError, StringComparison.Ordinal);
        Assert.Null(stack.Of("a").Inputs.Find("size"));
    }

    [Theory]
    [InlineData("a delete")]
    [InlineData("a replacement")]
    [InlineData("a pending delete")]
    public async Task Every_kind_of_change_counts(string kind)
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x" }));
        var program = new[] { Thing("a", new { immutable = kind == "a replacement" ? "y" : "x" }) };
        if (kind == "a pending delete")
        {
            program = [Thing("a", new { immutable = "z" })];
            stack.Faults(("delete:a", new FakeFault("fail")));
            await stack.UpFailsAsync(program);
            stack.Faults();
        }

        stack.Engine.Program = Program(kind == "a delete" ? [] : program);

        var code = (await stack.RunAsync("preview", "--expect-no-changes")).Code;

        // As in Pulumi, an old one that still has to go is counted by nobody.
        Assert.Equal(kind == "a pending delete" ? 0 : ChangesNotExpected, code);
    }

    [Fact]
    public async Task Outputs_of_the_stack_are_no_change()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));
        stack.Engine.Program = Program([Thing("a")], new { one = 1 });

        Assert.Equal(0, (await stack.RunAsync("up", "--expect-no-changes")).Code);
        Assert.Equal(1, stack.State.Resources[0].Outputs.Find("one")!.AsNumber);
    }

    [Fact]
    public async Task An_up_that_was_to_change_nothing_has_changed_it_and_says_so()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));
        stack.Engine.Program = Program([Thing("a", new { size = 2 })]);

        Assert.Equal(ChangesNotExpected, (await stack.RunAsync("up", "--expect-no-changes")).Code);
        Assert.Equal(0, (await stack.RunAsync("up", "--expect-no-changes")).Code);
    }
}
