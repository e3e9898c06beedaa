using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Outputs of another stack.</summary>
public sealed class StackReferenceTests
{
    [Fact]
    public async Task The_outputs_of_the_other_stack_as_they_are_now_are_used()
    {
        using var stack = await OtherAsync("one");
        await stack.UpAsync(Programs());

        await OtherUpAsync(stack, "two");
        var steps = await stack.UpAsync(Programs());

        Assert.Contains("update a", steps);
        Assert.Equal("two", stack.Cloud.Find("a-1")!.Inputs.Text("note"));
    }

    [Fact]
    public async Task A_secret_output_stays_secret_in_this_stack()
    {
        using var stack = await OtherAsync(Secret("hidden-there"));

        await stack.UpAsync(Programs());

        Assert.IsType<PropertyValue.SecretValue>(stack.Of("a").Inputs.Find("note"));
        Assert.All(
            stack.Engine.AllFiles(),
            path => Assert.DoesNotContain("hidden-there", File.ReadAllText(path), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_output_that_does_not_exist_is_none_and_a_stack_that_does_not_exist_ends_the_run()
    {
        using var stack = await OtherAsync("one");
        await stack.UpAsync([
            StackReference("other", "organization/proj/other"),
            Thing("a", new { note = Ref("other.outputs.absent") }),
        ]);

        Assert.Null(stack.Of("a").Inputs.Find("note"));
        Assert.Contains(
            "organization/proj/nobody",
            await stack.UpFailsAsync([StackReference("nobody", "organization/proj/nobody")]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_other_stack_is_neither_locked_nor_changed_nor_deleted()
    {
        using var stack = await OtherAsync("one");
        await stack.UpAsync(Programs());

        await stack.DestroyAsync();

        Assert.NotEmpty(stack.Engine.Snapshot("other").Resources);
        Assert.NotNull(stack.Cloud.Find("there-1"));
    }

    private static JsonObject[] Programs() =>
        [StackReference("other", "organization/proj/other"), Thing("a", new { note = Ref("other.outputs.value") })];

    private static async Task<LifecycleStack> OtherAsync(object value)
    {
        var stack = new LifecycleStack();
        await stack.Engine.InitAsync("other");
        await OtherUpAsync(stack, value);
        await stack.Engine.InitAsync("dev");
        return stack;
    }

    private static async Task OtherUpAsync(LifecycleStack stack, object value)
    {
        stack.Engine.Program = Program([Thing("there")], new { value });
        var outcome = await stack.Engine.UpAsync("--stack", "other");
        Assert.True(outcome.Code == 0, outcome.StandardOutput + outcome.StandardError);
    }
}
