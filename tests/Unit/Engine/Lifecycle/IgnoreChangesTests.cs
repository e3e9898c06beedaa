using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What is to be ignored keeps the value that the state has.</summary>
public sealed class IgnoreChangesTests
{
    [Fact]
    public async Task A_member_of_a_map_is_ignored_and_its_neighbours_are_not()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", Tags("1", "1")));

        Assert.Equal(
            ["update a"],
            await stack.UpAsync([Thing("a", Tags("2", "2"), new { ignoreChanges = new[] { "tags[\"x.y\"]" } })])
        );

        var tags = stack.Cloud.Find("a-1")!.Inputs.Find("tags")!.AsMap!;
        Assert.Equal("1", tags.Text("x.y"));
        Assert.Equal("2", tags.Text("z"));
    }

    [Fact]
    public async Task A_value_that_is_not_known_yet_is_no_change_where_it_is_ignored()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }), User());

        var preview = await stack.PreviewAsync([Thing("a", new { size = 2 }), User()]);
        var up = await stack.UpAsync([Thing("a", new { size = 2 }), User()]);

        Assert.Equal(["update a"], preview);
        Assert.Equal(["update a"], up);

        static JsonObject User() =>
            Thing("b", new { note = Ref("a.computed") }, new { ignoreChanges = new[] { "note" } });
    }

    [Fact]
    public async Task A_replacement_for_another_reason_is_made_as_the_program_says()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { immutable = "x", size = 1 }));

        await stack.UpAsync([Thing("a", new { immutable = "y", size = 2 }, new { ignoreChanges = new[] { "size" } })]);

        Assert.Equal(2, stack.Cloud.Find("a-2")!.Inputs.Find("size")!.AsNumber);
    }

    [Fact]
    public async Task What_has_no_place_for_the_old_value_is_told_in_one_line()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", Tags("1", "1")));
        stack.Engine.Program = Program([
            Thing(
                "a",
                new { list = new[] { 1 } },
                new { ignoreChanges = new[] { "tags.z", "list[0]", "note", "tags.z.deep" } }
            ),
        ]);

        var outcome = await stack.RunAsync("up");

        Assert.Contains(
            "cannot ignore changes in added or removed elements of the path: \"tags.z, list[0], tags.z.deep\"",
            outcome.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Equal(["list", "tags"], stack.Step("a").Diffs);
    }

    [Fact]
    public async Task An_ignored_secret_stays_secret()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { note = Secret("one") }));

        Assert.Empty(await stack.UpAsync([Thing("a", new { note = "two" }, new { ignoreChanges = new[] { "note" } })]));

        Assert.True(stack.Of("a").Inputs.ContainsSecrets);
    }

    private static object Tags(string one, string two) =>
        new { tags = new Dictionary<string, string> { ["x.y"] = one, ["z"] = two } };
}
