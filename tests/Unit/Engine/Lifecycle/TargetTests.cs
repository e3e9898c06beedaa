using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Only what is named is touched.</summary>
public sealed class TargetTests
{
    [Fact]
    public async Task A_replaced_target_is_replaced_wholly_and_its_dependants_wait()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.UpAsync(Programs("y"), "--target", Urn("a"));

        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], steps);
        Assert.Equal("a-1", stack.Of("b").Inputs.Text("note"));
        Assert.Equal(["update b"], await stack.UpAsync(Programs("y")));
    }

    [Fact]
    public async Task With_target_dependents_they_follow()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.UpAsync(Programs("y"), "--target", Urn("a"), "--target-dependents");

        Assert.Equal(["create-replacement a", "replace a", "update b", "delete-replaced a"], steps);
    }

    [Fact]
    public async Task What_is_not_targeted_is_not_deleted_though_the_program_no_longer_names_it()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var program = new[] { Thing("a", new { immutable = "x", size = 5 }), Thing("b", new { note = Ref("a.id") }) };
        var steps = await stack.UpAsync(program, "--target", Urn("a"));

        Assert.Equal(["update a"], steps);
        Assert.Equal(["a", "b", "c"], stack.Engine.Names().Order());
    }

    [Fact]
    public async Task An_untargeted_change_of_an_output_does_not_reach_the_stacks_other_resources()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.UpAsync(Programs("y"), "--target", Urn("c"));

        Assert.Empty(steps);
        Assert.Equal(3, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_targeted_destroy_keeps_the_rest_and_the_next_up_makes_it_whole()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        Assert.Equal(["delete b"], await stack.DestroyAsync("--target", Urn("b")));

        Assert.Equal(["create b"], await stack.UpAsync(Programs("x")));
    }

    [Fact]
    public async Task A_targeted_refresh_reads_only_the_target()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        await stack.RefreshAsync("--target", Urn("c"));

        Assert.Equal(["c"], stack.Calls("Read"));
    }

    [Fact]
    public async Task A_target_that_a_renamed_resource_still_needs_stays()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));
        var renamed = Thing("d", new { name = "b" }, new { aliases = new[] { new { name = "b" } } });

        var steps = await stack.UpAsync([renamed, Thing("c")], "--target", Urn("a"), "--target-dependents");

        Assert.Empty(steps);
        Assert.Equal(stack.Of("a").Urn, Assert.Single(stack.Of("b").Dependencies));
    }

    [Fact]
    public async Task A_dependant_of_a_target_that_the_program_has_dropped_is_named_and_stays()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var said = await stack.UpFailsAsync([Thing("a", new { immutable = "x" })], "--target", Urn("a"));

        Assert.Contains($"'{Urn("b")}' will be destroyed but was not", said, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c"], stack.Engine.Names().Order());
    }

    [Fact]
    public async Task A_dropped_target_goes_when_its_dependant_no_longer_needs_it()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var steps = await stack.UpAsync([Thing("b"), Thing("c")], "--target", Urn("a"), "--target", Urn("b"));

        Assert.Equal(["update b", "delete a"], steps);
    }

    [Fact]
    public async Task A_dependant_that_goes_with_a_target_is_made_again_as_it_was_though_it_is_no_target()
    {
        using var stack = await LifecycleStack.UpAsync(Renamed("x"));

        await stack.UpAsync(Renamed("y"), "--target", Urn("a"));

        Assert.False(stack.Of("b").PendingReplacement);
        Assert.Equal("b-2", stack.Of("b").Id);
        Assert.Equal("a-1", stack.Of("b").Inputs.Text("immutable"));
        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task An_explicit_provider_goes_along_with_what_is_targeted()
    {
        using var stack = await LifecycleStack.UpAsync(Provided("one"));

        var steps = await stack.UpAsync(Provided("two"), "--target", Urn("a"));

        Assert.Equal(["update p"], steps);
    }

    [Fact]
    public async Task A_preview_names_everything_that_a_target_lacks()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Engine.Program = Program([
            Thing("a"),
            Thing("d"),
            Thing("b", new { note = Ref("a.id") }),
            Thing("c", new { note = Ref("d.id") }),
        ]);

        var said = await stack.FailsAsync("preview", "--target", Urn("b"), "--target", Urn("c"));

        Assert.Contains($"'{Urn("b")}' depends on '{Urn("a")}'", said, StringComparison.Ordinal);
        Assert.Contains($"'{Urn("c")}' depends on '{Urn("d")}'", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_of_a_target_with_its_dependents_reads_them()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        await stack.RefreshAsync("--target", Urn("a"), "--target-dependents");

        Assert.Equal(["a", "b"], stack.Calls("Read").Order());
    }

    [Fact]
    public async Task A_refresh_without_what_is_excluded_and_its_dependents_reads_the_rest()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        await stack.RefreshAsync("--exclude", Urn("a"), "--exclude-dependents");

        Assert.Equal(["c"], stack.Calls("Read"));
    }

    [Theory]
    [InlineData("destroy")]
    [InlineData("refresh")]
    public async Task What_is_to_be_spared_must_exist(string operation)
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        var said = await stack.FailsAsync(operation, "--exclude", Urn("ghost"));

        Assert.Contains($"no resource named '{Urn("ghost")}' found", said, StringComparison.Ordinal);
        Assert.Equal(3, stack.Cloud.Count);
    }

    [Fact]
    public async Task What_is_spared_comes_after_what_it_needs_though_that_is_not_registered()
    {
        using var stack = await LifecycleStack.UpAsync(Programs("x"));

        Assert.Equal(
            ["update c"],
            await stack.UpAsync([Thing("b"), Thing("c", new { size = 1 })], "--target", Urn("c"))
        );

        Assert.Equal(["a", "b"], stack.Engine.Names().Where(name => name != "c"));
    }

    private static string Urn(string name) => $"urn:pulumi:dev::proj::fake:index:Thing::{name}";

    private static JsonObject[] Renamed(string renamed) =>
        [Thing("a", new { renamed }), Thing("b", new { immutable = Ref("a.id") })];

    private static JsonObject[] Provided(string endpoint) =>
        [
            Provider("p", new { endpoint }),
            Thing("a", null, new { provider = "p" }),
            Thing("b", null, new { provider = "p" }),
        ];

    private static JsonObject[] Programs(string immutable) =>
        [Thing("a", new { immutable }), Thing("b", new { note = Ref("a.id") }), Thing("c")];
}
