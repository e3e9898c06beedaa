using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>What differs is changed in place.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task The_difference_is_told_by_its_path()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing(
                "a",
                new
                {
                    list = new object[] { new { k = 1 }, new { k = 2 } },
                    tags = new Dictionary<string, string> { ["x.y"] = "1" },
                }
            )
        );

        var steps = await stack.UpAsync([
            Thing(
                "a",
                new
                {
                    list = new object[] { new { k = 1 }, new { k = 3 }, new { k = 4 } },
                    tags = new Dictionary<string, string> { ["x.z"] = "1" },
                }
            ),
        ]);

        Assert.Equal(["update a"], steps);
        Assert.Equal(
            ["list[1].k", "list[2]", "tags[\"x.y\"]", "tags[\"x.z\"]"],
            stack.Step("a").Detailed!.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_dependant_follows_only_where_the_value_that_it_uses_changes()
    {
        using var stack = await LifecycleStack.UpAsync(Programs(1));

        var preview = await stack.PreviewAsync(Programs(2));
        var up = await stack.UpAsync(Programs(2));

        Assert.Equal(["update a", "update uses-computed"], preview);
        Assert.Equal(preview, up);
    }

    [Fact]
    public async Task A_preview_that_cannot_know_a_value_shows_what_may_happen_and_up_does_no_more()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }), User());
        stack.Cloud.Put(stack.Cloud.Find("a-1")! with { Revision = 0 });

        var preview = await stack.PreviewAsync([Thing("a", new { size = 1, note = "x" }), User()]);
        var up = await stack.UpAsync([Thing("a", new { size = 1, note = "x" }), User()]);

        Assert.Equal(["update a", "update b"], preview);
        Assert.Equal(["update a"], up);

        // The revision is 1 again, as it was.
        static JsonObject User() => Thing("b", new { note = Ref("a.revision") });
    }

    [Fact]
    public async Task A_failed_update_keeps_what_was_and_is_done_the_next_time()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { size = 1 }));
        stack.Faults(("update:a", new FakeFault("fail")));

        await stack.UpFailsAsync([Thing("a", new { size = 2 })]);

        Assert.Equal(1, stack.Of("a").Inputs.Find("size")!.AsNumber);
        stack.Faults();
        Assert.Equal(["update a"], await stack.UpAsync([Thing("a", new { size = 2 })]));
    }

    [Fact]
    public async Task To_become_secret_and_to_cease_to_be_so_is_a_change()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { note = "n" }));

        Assert.Equal(["update a"], await stack.UpAsync([Thing("a", new { note = Secret("n") })]));
        Assert.Equal(["update a"], await stack.UpAsync([Thing("a", new { note = "n" })]));
        Assert.False(stack.Of("a").Inputs.ContainsSecrets);
    }

    private static JsonObject[] Programs(int size) =>
        [
            Thing("a", new { size }),
            Thing("uses-arn", new { note = Ref("a.arn") }),
            Thing("uses-computed", new { note = Ref("a.computed") }),
        ];
}
