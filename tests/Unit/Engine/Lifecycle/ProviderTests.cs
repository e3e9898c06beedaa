using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Resources belong to a provider, and go through it.</summary>
public sealed class ProviderTests
{
    private static readonly object ByP = new { provider = "p" };

    [Fact]
    public async Task What_the_program_no_longer_names_is_deleted_through_the_provider_that_made_it()
    {
        using var stack = await LifecycleStack.UpAsync(Provider("p", new { region = "r" }), Thing("a", null, ByP));

        var steps = await stack.UpAsync([]);

        Assert.Equal(["delete a", "delete p"], steps);
        Assert.Equal(0, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_provider_that_is_replaced_takes_its_resources_along_and_goes_last()
    {
        using var stack = await LifecycleStack.UpAsync(InRegion("r"));

        var preview = await stack.PreviewAsync(InRegion("q"));
        var steps = await stack.UpAsync(InRegion("q"));

        Assert.Equal(preview, steps);
        Assert.Equal("delete-replaced p", steps[^1]);
        Assert.Equal("q", stack.Cloud.Find("a-2")!.Region);
        Assert.Equal(2, stack.Cloud.Count);
    }

    [Fact]
    public async Task What_goes_through_a_provider_that_is_not_known_yet_may_change()
    {
        using var stack = await LifecycleStack.UpAsync(Configured(1));

        Assert.Equal(["update a", "update p", "update b"], await stack.PreviewAsync(Configured(2)));

        Assert.Equal(["update a", "update p"], await stack.UpAsync(Configured(2)));

        static JsonObject[] Configured(int size) =>
            [
                Thing("a", new { size }),
                Provider("p", new { endpoint = Ref("a.computed") }),
                Thing("b", null, new { provider = "p" }),
            ];
    }

    [Fact]
    public async Task A_provider_under_a_new_name_is_the_one_that_it_was()
    {
        using var stack = await LifecycleStack.UpAsync(Provider("p", new { region = "r" }), Thing("a", null, ByP));
        var renamed = Provider("q", new { region = "s" }, new { aliases = new[] { new { name = "p" } } });

        var steps = await stack.UpAsync([renamed, Thing("a", null, new { provider = "q" })]);

        Assert.Equal(["create-replacement q", "replace q", "delete-replaced p"], steps);
    }

    [Fact]
    public async Task Where_default_providers_are_disabled_a_resource_must_name_its_own()
    {
        using var stack = await LifecycleStack.NewAsync();
        await stack.Engine.RunAsync("config", "set", "pulumi:disable-default-providers", "[\"fake\"]");

        var said = await stack.UpFailsAsync([Thing("a")]);

        Assert.Contains("Default provider for 'fake' disabled.", said, StringComparison.Ordinal);
        Assert.Equal(["create p", "create a"], await stack.UpAsync([Provider("p"), Thing("a", null, ByP)]));
    }

    [Fact]
    public async Task A_provider_that_only_changes_leaves_its_resources_alone()
    {
        using var stack = await LifecycleStack.UpAsync(Provider("p", new { note = "1" }), Thing("a", null, ByP));

        Assert.Equal(["update p"], await stack.UpAsync([Provider("p", new { note = "2" }), Thing("a", null, ByP)]));
    }

    [Fact]
    public async Task A_component_gives_its_provider_to_its_children()
    {
        using var stack = await LifecycleStack.UpAsync(
            Provider("p", new { region = "r" }),
            Component("g", new { providers = new[] { "p" } }),
            Component("inner", new { parent = "g" }),
            Thing("a", null, new { parent = "inner" }),
            Thing("b")
        );

        Assert.Equal("r", stack.Cloud.Find("a-1")!.Region);
        Assert.Equal("local", stack.Cloud.Find("b-1")!.Region);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_provider_whose_configuration_is_not_known_yet()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("source", new { size = 1 }));

        var steps = await stack.PreviewAsync([
            Thing("source", new { size = 2 }),
            Provider("p", new { region = Ref("source.computed") }),
            Thing("a", null, ByP),
        ]);

        Assert.Equal(["update source", "create p", "create a"], steps);
        Assert.DoesNotContain(stack.Engine.World.Calls, call => call.Urn is not null && call.Name == "a");
    }

    private static JsonObject[] InRegion(string region) =>
        [Provider("p", new { region }), Thing("a", null, ByP), Thing("b", new { note = Ref("a.id") }, ByP)];
}
