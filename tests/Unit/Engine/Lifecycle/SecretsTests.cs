using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Scenarios;
using static CustomerLake.Tests.Unit.Engine.Lifecycle.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>A secret is in clear nowhere but in the provider's hands.</summary>
public sealed class SecretsTests
{
    private const string Hidden = "k33p-me-hidden";

    [Fact]
    public async Task Wherever_a_secret_is_it_is_in_no_file_and_in_nothing_that_is_said()
    {
        using var stack = await LifecycleStack.NewAsync();

        await ApplyAndVerifyAsync(stack, "up", Deep(Hidden), "--diff");
        await ApplyAndVerifyAsync(stack, "preview", Deep(Hidden + "2"), "--diff");
        await ApplyAndVerifyAsync(stack, "preview", Deep(Hidden + "2"), "--json");
        await ApplyAndVerifyAsync(stack, "up", Deep(Hidden + "2"), "--diff");
        await ApplyAndVerifyAsync(stack, "refresh", Deep(Hidden + "2"), "--diff");
        await ApplyAndVerifyAsync(stack, "destroy", Deep(Hidden + "2"), "--diff");
    }

    [Fact]
    public async Task An_output_that_the_program_says_is_secret_is_so_though_nothing_else_changes()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a"));
        stack.Engine.Program = Program([
            Thing("a", null, new { additionalSecretOutputs = new[] { "computed", "id" } }),
        ]);

        var outcome = await stack.RunAsync("up", "--expect-no-changes");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("The 'id' property cannot be made secret", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.True(stack.Of("a").Outputs.Find("computed")!.ContainsSecrets);
    }

    [Fact]
    public async Task What_is_made_of_a_secret_output_is_secret()
    {
        using var stack = await LifecycleStack.UpAsync(
            Thing("a", new { secretText = Hidden }),
            Thing("b", new { list = new[] { Ref("a.secretText") } })
        );

        Assert.True(stack.Of("b").Inputs.Find("list")!.ContainsSecrets);
        Assert.Equal(Hidden, stack.Cloud.Find("b-1")!.Inputs.Find("list")!.AsItems[0].AsText);
    }

    [Fact]
    public async Task The_old_value_of_what_is_no_longer_secret_never_shows()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { note = Secret(Hidden) }));

        await ApplyAndVerifyAsync(stack, "preview", [Thing("a", new { note = "open" })], "--diff");
        await ApplyAndVerifyAsync(stack, "up", [Thing("a", new { note = "open" })], "--diff");
    }

    [Fact]
    public async Task A_providers_error_that_repeats_a_secret_is_masked()
    {
        using var stack = await LifecycleStack.NewAsync();
        stack.Faults(("create:a", new FakeFault("fail") { Message = $"cannot use '{Hidden}' here" }));

        var said = await stack.UpFailsAsync([Thing("a", new { note = Secret(Hidden) })]);

        Assert.Contains("cannot use", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_shows_them_on_request_only()
    {
        using var stack = await LifecycleStack.UpAsync(Thing("a", new { note = Secret(Hidden) }));

        var plain = await stack.Engine.RunAsync("stack", "export");
        var shown = await stack.Engine.RunAsync("stack", "export", "--show-secrets");

        Assert.DoesNotContain(Hidden, plain.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(Hidden, shown.StandardOutput, StringComparison.Ordinal);
    }

    private static JsonObject[] Deep(string value) =>
        [
            Thing(
                "a",
                new { list = new object[] { 1, Secret(value) }, map = new { deep = new { x = Secret(value) } } }
            ),
            Thing("b", new { secretText = Secret(value) }, new { dependsOn = new[] { "a" } }),
        ];

    private static async Task ApplyAndVerifyAsync(
        LifecycleStack stack,
        string operation,
        JsonObject[] program,
        params string[] flags
    )
    {
        stack.Engine.Program = Program(program, new { o = Secret(Hidden) });

        var outcome = await stack.RunAsync(operation, flags);

        Assert.True(outcome.Code == 0, outcome.StandardOutput + outcome.StandardError);
        Assert.DoesNotContain(Hidden, outcome.StandardOutput + outcome.StandardError, StringComparison.Ordinal);
        Assert.All(
            stack.Engine.AllFiles(),
            path => Assert.DoesNotContain(Hidden, File.ReadAllText(path), StringComparison.Ordinal)
        );
    }
}
