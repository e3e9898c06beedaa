using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>A change that the program wants to be a replacement.</summary>
public sealed class ReplaceOnChangesTests
{
    [Fact]
    public async Task A_path_at_the_top_forces_the_replacement_and_is_named_as_its_reason()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }));

        await stack.UpAsync([Thing("a", new { size = 2 }, new { replaceOnChanges = new[] { "size" } })]);

        Assert.Equal("a-2", stack.Of("a").Id);
        var replaced = stack.Engine.Events.OfType<Local.Engine.Events.EngineEvent.ResourcePre>();
        Assert.Contains(replaced, happened => happened.Step.Keys.Contains("size"));
    }

    [Fact]
    public async Task A_resource_that_is_not_as_it_should_be_is_replaced_where_the_program_says_so()
    {
        JsonObject[] program = [Thing("a", null, new { replaceOnChanges = new[] { "#initerror" } })];
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:a", new FakeFault("partial")));
        await stack.UpFailsAsync(program);
        stack.Faults();

        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], await stack.UpAsync(program));
    }

    [Fact]
    public async Task A_path_that_is_none_is_named_when_something_changes()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }));

        var said = await stack.UpFailsAsync([
            Thing("a", new { size = 2 }, new { replaceOnChanges = new[] { "list[" } }),
        ]);

        Assert.Contains("missing closing bracket in array index", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_change_is_an_update()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }));

        Assert.Equal(
            ["update a"],
            await stack.UpAsync([Thing("a", new { size = 1, note = "n" }, new { replaceOnChanges = new[] { "size" } })])
        );
    }

    [Fact]
    public async Task It_counts_also_where_the_engine_itself_compares()
    {
        using var stack = await LifecycleStack.UpAsync(Plain("a", new { size = 1 }));

        await stack.UpAsync([Plain("a", new { size = 2 }, new { replaceOnChanges = new[] { "size" } })]);

        Assert.Equal("a-2", stack.Of("a").Id);
    }

    [Fact]
    public async Task With_delete_before_replace_the_dependants_that_it_forces_go_first()
    {
        using var stack = await LifecycleStack.UpAsync(Programs(1));

        await stack.UpAsync(Programs(2));

        Assert.Equal(["b", "a"], stack.Calls("Delete"));
        Assert.Equal(["a", "b"], stack.Engine.Names());
    }

    [Fact]
    public async Task A_value_that_is_not_known_yet_is_shown_as_a_replacement()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }), User());

        var preview = await stack.PreviewAsync([Thing("a", new { size = 2 }), User()]);

        Assert.Contains("replace b", preview);

        static JsonObject User() =>
            Thing("b", new { note = Ref("a.computed") }, new { replaceOnChanges = new[] { "note" } });
    }

    private static JsonObject[] Programs(int size) =>
        [
            Thing("a", new { size }, new { replaceOnChanges = new[] { "size" }, deleteBeforeReplace = true }),
            Thing("b", new { note = Ref("a.id") }, new { replaceOnChanges = new[] { "note" } }),
        ];
}
