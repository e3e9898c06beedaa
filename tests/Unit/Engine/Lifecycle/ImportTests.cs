using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What exists outside is adopted, not made.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task A_preview_of_an_import_touches_nothing_and_plans_what_up_does()
    {
        using var stack = await OutsideAsync();

        var preview = await stack.PreviewAsync([Imported(size: 2)]);
        var up = await stack.UpAsync([Imported(size: 2)]);

        Assert.Equal(["import a", "update a"], preview);
        Assert.Equal(preview, up);
        Assert.Equal(1, stack.Cloud.Count);
    }

    [Fact]
    public async Task Once_adopted_the_option_may_go_and_what_is_managed_is_deleted_with_the_stack()
    {
        using var stack = await OutsideAsync();
        await stack.UpAsync([Imported(size: 1)]);

        Assert.Empty(await stack.UpAsync([Thing("a", new { name = "thing", size = 1 })]));
        await stack.DestroyAsync();

        Assert.Equal(0, stack.Cloud.Count);
    }

    [Fact]
    public async Task A_dependant_uses_the_outputs_of_what_was_adopted()
    {
        using var stack = await OutsideAsync();

        await stack.UpAsync([Imported(size: 1), Thing("b", new { note = Ref("a.arn") })]);

        Assert.Equal("arn:fake:local:thing:thing-9", stack.Cloud.Find("b-1")!.Inputs.Text("note"));
    }

    [Fact]
    public async Task While_the_program_names_an_id_what_was_imported_is_not_replaced()
    {
        using var stack = await OutsideAsync();
        await stack.UpAsync([Imported(size: 1)]);
        var replaced = Thing(
            "a",
            new
            {
                name = "thing",
                size = 1,
                immutable = "x",
            },
            new { import = "thing-9" }
        );

        var said = await stack.UpFailsAsync([replaced]);

        Assert.Contains("please remove the `import` declaration", said, StringComparison.Ordinal);
        Assert.Contains("immutable: {<nil>} => {x}", said, StringComparison.Ordinal);
        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], await stack.PreviewAsync([replaced]));
    }

    [Fact]
    public async Task One_that_is_not_as_it_should_be_is_updated_at_once()
    {
        using var stack = await OutsideAsync();
        stack.Faults(("read:a", new FakeFault("partial")));

        Assert.Equal(["import a", "update a"], await stack.UpAsync([Imported(size: 1)]));

        Assert.Empty(stack.Of("a").InitErrors);
    }

    [Fact]
    public async Task What_does_not_exist_is_named_and_nothing_is_made_in_its_place()
    {
        using var stack = await LifecycleStack.NewAsync();

        var said = await stack.UpFailsAsync([Imported(size: 1)]);

        Assert.Contains("'thing-9' does not exist", said, StringComparison.Ordinal);
        Assert.Equal(0, stack.Cloud.Count);
        Assert.Empty(stack.Engine.Names());
    }

    [Fact]
    public async Task Inputs_that_the_provider_refuses_are_named_when_the_thing_is_in_the_state()
    {
        using var stack = await OutsideAsync();

        var said = await stack.UpFailsAsync([Imported(size: 300)]);

        Assert.Contains("property size value {300} has a problem", said, StringComparison.Ordinal);
        Assert.Equal("thing-9", stack.Of("a").Id);
        Assert.Equal(["update a"], await stack.UpAsync([Imported(size: 3)]));
    }

    [Fact]
    public async Task A_file_names_parents_and_providers_of_the_state_and_of_its_own_in_any_order()
    {
        using var stack = await LifecycleStack.UpAsync(Component("g"), Provider("p"));
        stack.Cloud.Create("up", "fake:index:Thing", "local", PropertyMap.Of(("name", "up")));
        stack.Cloud.Create("down", "fake:index:Thing", "local", PropertyMap.Of(("name", "down")));
        stack.Engine.Write(
            "r.json",
            """
            {"nameTable": {"group": "urn:pulumi:dev::proj::app:index:Group::g", "prov": "urn:pulumi:dev::proj::pulumi:providers:fake::p"},
             "resources": [
               {"type": "fake:index:Thing", "name": "lower", "id": "down-1", "parent": "upper", "logicalName": "down"},
               {"type": "fake:index:Thing", "name": "upper", "id": "up-1", "parent": "group", "provider": "prov"}]}
            """
        );

        await stack.RunAsync("import", "--file", "r.json", "--generate-code=false", "--protect=false");

        Assert.Equal(["import upper", "import down"], stack.Steps);
        Assert.Equal(stack.Of("upper").Urn, stack.Of("down").Parent);
        Assert.StartsWith(stack.Of("p").Urn, stack.Of("upper").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_that_the_provider_refuses_are_told_of_and_imported_all_the_same()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Cloud.Create("big", "fake:index:Thing", "local", PropertyMap.Of(("name", "big"), ("size", 300d)));

        var outcome = await stack.RunAsync("import", "fake:index:Thing", "big", "big-1", "--generate-code=false");

        Assert.Equal(0, outcome.Code);
        Assert.Contains(
            "almost certainly a bug in the `fake` provider",
            outcome.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Contains("property size value {300} has a problem", outcome.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_file_is_told_at_once()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Engine.Write(
            "r.json",
            """{"resources": [{"type": "fake:index:Thing", "name": "a"}, {"type": "app:index:Group", "name": "g", "id": "x", "component": true}]}"""
        );

        var said = await stack.FailsAsync("import", "--file", "r.json", "--generate-code=false");

        Assert.Contains("2 errors occurred:", said, StringComparison.Ordinal);
        Assert.Contains("resource 'a' of type 'fake:index:Thing' has no ID", said, StringComparison.Ordinal);
        Assert.Contains(
            "resource 'g' of type 'app:index:Group' has an ID, but is marked as a component",
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_id_for_a_managed_resource_replaces_it()
    {
        using var stack = await OutsideAsync();
        await stack.UpAsync([Thing("a", new { name = "thing", size = 1 })]);

        var steps = await stack.UpAsync([Imported(size: 1)]);

        Assert.Equal(["import-replacement a", "replace a", "delete-replaced a"], steps);
        Assert.Equal("thing-9", stack.Of("a").Id);
        Assert.Equal(1, stack.Cloud.Count);
    }

    private static JsonObject Imported(int size) =>
        Thing("a", new { name = "thing", size }, new { import = "thing-9" });

    private static async Task<LifecycleStack> OutsideAsync()
    {
        var stack = await LifecycleStack.NewAsync();
        stack.Cloud.Put(
            new FakeItem(
                "thing-9",
                "fake:index:Thing",
                "local",
                1,
                PropertyMap.Of(("name", "thing"), ("size", 1d), ("mode", "standard"))
            )
        );
        return stack;
    }
}
