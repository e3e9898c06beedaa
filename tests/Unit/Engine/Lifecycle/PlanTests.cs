using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>An update that is given a plan does what was planned, and nothing else.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task A_planned_replacement_is_allowed()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        await PlanAsync(stack, Programs("y"));

        var steps = await stack.UpAsync(Programs("y"), "--plan", "plan.json");

        Assert.Equal(["create-replacement a", "replace a", "update b", "delete-replaced a"], steps);
    }

    [Theory]
    [InlineData("protect", "protect changed (expected false)")]
    [InlineData("ignoreChanges", "ignoreChanges changed: added size")]
    [InlineData("dependsOn", "dependencies changed: added urn:pulumi:dev::proj::fake:index:Thing::z")]
    public async Task An_option_that_is_not_as_planned_is_named(string option, string fault)
    {
        using var stack = await LifecycleStack.UpAsync(Thing("z"));
        await PlanAsync(stack, [Thing("z"), Thing("a")]);
        object options = option switch
        {
            "protect" => new { protect = true },
            "ignoreChanges" => new { ignoreChanges = new[] { "size" } },
            _ => new { dependsOn = new[] { "z" } },
        };

        var said = await stack.UpFailsAsync([Thing("z"), Thing("a", null, options)], "--plan", "plan.json");

        Assert.Contains($"violates plan: {fault}", said, StringComparison.Ordinal);
        Assert.Equal(["z"], stack.Engine.Names());
    }

    [Fact]
    public async Task An_import_is_held_to_what_it_was_to_change()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Cloud.Create("a", "fake:index:Thing", "local", PropertyMap.Of(("name", "a")));
        await PlanAsync(stack, [Imported(2)]);

        var said = await stack.UpFailsAsync([Imported(3)], "--plan", "plan.json");

        Assert.Contains("properties changed: ++size[{2}!={3}]", said, StringComparison.Ordinal);
        Assert.Equal(["update a"], await stack.UpAsync([Imported(2)]));

        static JsonObject Imported(int size) => Thing("a", new { size }, new { import = "a-1" });
    }

    [Fact]
    public async Task Outputs_that_are_not_as_planned_end_the_update_badly()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Engine.Program = Program([Thing("a")], new { x = 1 });
        await stack.RunAsync("preview", "--save-plan", "plan.json");
        stack.Engine.Program = Program([Thing("a")], new { x = 2 });

        Assert.Equal(1, (await stack.RunAsync("up", "--plan", "plan.json")).Code);
    }

    [Fact]
    public async Task What_a_failed_step_has_left_undone_is_named()
    {
        using var stack = await LifecycleStack.NewAsync();
        await PlanAsync(stack, [Thing("a"), Thing("b")]);
        stack.Faults(("create:a", new Local.Engine.Scenarios.FakeFault("fail")));

        var said = await stack.UpFailsAsync([Thing("a"), Thing("b")], "--plan", "plan.json");

        Assert.Contains(
            "expected resource operations for urn:pulumi:dev::proj::fake:index:Thing::b",
            said,
            StringComparison.Ordinal
        );
    }

    private static async Task PlanAsync(LifecycleStack stack, JsonObject[] program) =>
        await stack.PreviewAsync(program, "--save-plan", "plan.json");

    private static JsonObject[] Programs(string immutable) =>
        [Thing("a", new { immutable }), Thing("b", new { note = Ref("a.id") })];
}
