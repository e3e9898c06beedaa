using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What failed holds up those that need it, and nothing else.</summary>
public sealed class ContinueOnErrorTests
{
    [Fact]
    public async Task A_dependant_of_what_failed_stays_as_it_was()
    {
        using var stack = await LifecycleStack.UpAsync(Programs(1));
        stack.Faults(("update:a", new FakeFault("fail")));

        await stack.UpFailsAsync(Programs(2), "--continue-on-error");

        Assert.Equal(["update a", "update c"], stack.Steps);
        Assert.Equal(["a", "b", "c"], stack.Engine.Names().Order());
        Assert.Equal("computed-a-1", stack.Of("b").Inputs.Text("note"));
        stack.Faults();
        Assert.Equal(["update a", "update b"], await stack.UpAsync(Programs(2)));
    }

    [Fact]
    public async Task What_it_needs_is_not_deleted_though_the_program_has_dropped_it()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("needed"),
            Thing("a", new { note = Ref("needed.id") }),
            Thing("free")
        );
        stack.Faults(("update:a", new FakeFault("fail")));

        await stack.UpFailsAsync([Thing("a")], "--continue-on-error");

        Assert.Equal(["update a", "delete free"], stack.Steps);
        Assert.Equal(["a", "needed"], stack.Engine.Names().Order());
    }

    [Fact]
    public async Task A_read_that_needs_what_failed_is_not_done()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:a", new FakeFault("fail")));

        await stack.UpFailsAsync(
            [Thing("a"), Read("r", Ref("a.id"), new { dependsOn = new[] { "a" } })],
            "--continue-on-error"
        );

        Assert.Empty(stack.Calls("Read"));
    }

    [Fact]
    public async Task Outputs_of_before_stay_beside_those_that_could_be_computed()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Engine.Program = Program(Programs(1), new { old = 1, both = 1 });
        await stack.RunAsync("up");
        stack.Faults(("update:a", new FakeFault("fail")));
        stack.Engine.Program = Program(Programs(2), new { both = 2 });

        await stack.RunAsync("up", "--continue-on-error");

        var outputs = stack.State.Resources[0].Outputs;
        Assert.Equal((1d, 2d), (outputs["old"].AsNumber, outputs["both"].AsNumber));
    }

    private static JsonObject[] Programs(int size) =>
        [Thing("a", new { size }), Thing("b", new { note = Ref("a.computed") }), Thing("c", new { size })];
}
