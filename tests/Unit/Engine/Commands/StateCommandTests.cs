namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary><c>state</c> and <c>stack</c> verbs on a stack with components, providers and protection.</summary>
public sealed class StateCommandTests
{
    private const string Thing = "urn:pulumi:dev::proj::fake:index:Thing::";
    private const string Program = """
        {"resources":[
          {"type":"fake:index:Thing","name":"a","inputs":{"name":"a"}},
          {"kind":"component","type":"app:index:Group","name":"g"},
          {"type":"fake:index:Thing","name":"k","inputs":{"name":"k","note":{"$ref":"a.arn"}},"options":{"parent":"g"}},
          {"kind":"provider","name":"own","inputs":{"region":"x"}},
          {"type":"fake:index:Thing","name":"e","inputs":{"name":"e"},
           "options":{"provider":"own","protect":true,"deletedWith":"a"}}],
         "outputs":{"list":["é","<a&b>"],"pw":{"$secret":"hidden"},"words":"it's so","plain":"x"}}
        """;

    private static async Task<EngineHarness> UpAsync()
    {
        var engine = new EngineHarness { Program = Program };
        await engine.InitAsync();
        await engine.UpAsync();
        return engine;
    }

    [Fact]
    public async Task Several_resources_are_deleted_at_once_what_depends_on_others_first()
    {
        using var engine = await UpAsync();
        string[] urns = [$"{Thing}a", "urn:pulumi:dev::proj::app:index:Group$fake:index:Thing::k", $"{Thing}e"];

        Assert.Contains(
            "is protected",
            await engine.ErrorAsync(["state", "delete", .. urns]),
            StringComparison.Ordinal
        );
        Assert.Equal("3 resources deleted\n", await engine.OutputAsync(["state", "delete", "--force", .. urns]));
        Assert.Empty(engine.Names());
        Assert.Equal("Resources deleted\n", await engine.OutputAsync("state", "delete", "--all", "--yes"));
        Assert.Empty(engine.Snapshot().Resources);
    }

    [Fact]
    public async Task All_unknown_resources_are_named_and_nothing_is_marked()
    {
        using var engine = await UpAsync();

        var error = await engine.ErrorAsync("state", "protect", $"{Thing}a", $"{Thing}x", $"{Thing}y");

        Assert.Contains($"No such resource \"{Thing}x\"", error, StringComparison.Ordinal);
        Assert.Contains($"No such resource \"{Thing}y\"", error, StringComparison.Ordinal);
        Assert.False(engine.Snapshot().Find($"{Thing}a")!.Protect);
    }

    [Fact]
    public async Task What_was_tainted_can_be_untainted()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("state", "taint", $"{Thing}a");
        Assert.True(engine.Snapshot().Find($"{Thing}a")!.Taint);

        Assert.Equal("1 resources untainted\n", await engine.OutputAsync("state", "untaint", $"{Thing}a"));

        Assert.DoesNotContain(engine.Snapshot().Resources, state => state.Taint);
    }

    [Fact]
    public async Task A_move_takes_children_and_providers_along_and_tells_of_every_dependency_that_breaks()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("stack", "init", "two");

        var told = await engine.OutputAsync(
            "state",
            "move",
            "--source",
            "dev",
            "--dest",
            "two",
            $"{Thing}a",
            "urn:x",
            "--yes"
        );

        Assert.StartsWith("warning: Resource urn:x not found in source stack\n", told, StringComparison.Ordinal);
        Assert.Contains(
            "The following resources remaining in organization/proj/dev have dependencies on resources moved to "
                + "organization/proj/two:\n\n",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains($"  - {Thing}e is marked as deleted with {Thing}a\n", told, StringComparison.Ordinal);
        Assert.Equal(["a"], engine.Names("two"));
        Assert.Equal(["k", "e"], engine.Names());

        await engine.OutputAsync(
            "state",
            "move",
            "--source",
            "dev",
            "--dest",
            "two",
            "urn:pulumi:dev::proj::app:index:Group::g"
        );

        Assert.Equal(["a", "k"], engine.Names("two"));
        Assert.Single(engine.Snapshot("two").Resources, state => state.IsProvider);
    }

    [Fact]
    public async Task Providers_with_a_parent_stand_in_the_tree()
    {
        using var engine = await UpAsync();

        var tree = await engine.OutputAsync("stack");

        Assert.Contains("├─ pulumi:providers:fake  own\n", tree, StringComparison.Ordinal);
        Assert.Contains("│  └─ fake:index:Thing    k\n", tree, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_are_told_in_every_form_and_without_a_passphrase_unless_secrets_are_asked_for()
    {
        using var engine = await UpAsync();
        engine.Variables["PULUMI_CONFIG_PASSPHRASE"] = "another";

        Assert.Equal("[\"é\",\"<a&b>\"]\n", await engine.OutputAsync("stack", "output", "list"));
        Assert.Equal(
            "list=\\[\\\"é\\\",\\\"\\<a\\&b\\>\\\"]\nplain=x\npw=\\[secret]\nwords='it'\\''s so'\n",
            await engine.OutputAsync("stack", "output", "--shell")
        );
        Assert.StartsWith(
            "error: failed to decrypt: incorrect passphrase",
            await engine.ErrorAsync("stack", "output", "--show-secrets"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stack_with_nothing_but_its_root_may_be_removed_and_none_is_selected_afterwards()
    {
        using var engine = new EngineHarness { Program = """{"resources":[]}""" };
        await engine.InitAsync();
        await engine.UpAsync();

        Assert.Equal("Stack 'dev' has been removed!\n", await engine.OutputAsync("stack", "rm", "dev", "--yes"));
        Assert.Contains("no stack selected", await engine.ErrorAsync("stack"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_of_another_project_is_shown_with_its_full_name()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("stack", "tag", "set", "owner", "me");

        Assert.Equal(
            "Renamed dev to organization/other/prod\n",
            await engine.OutputAsync("stack", "rename", "organization/other/prod")
        );
        Assert.Contains(
            "organization/other/prod*",
            await engine.OutputAsync("stack", "ls", "--all"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("prod", await engine.OutputAsync("stack", "ls"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "prod",
            await engine.OutputAsync("stack", "ls", "--all", "--tag", "owner=you"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stack_is_renamed_without_its_passphrase_and_its_secrets_open_afterwards()
    {
        using var engine = await UpAsync();
        engine.Variables["PULUMI_CONFIG_PASSPHRASE"] = "another";

        await engine.OutputAsync("stack", "rename", "prod");

        engine.Variables.Clear();
        Assert.Equal("hidden\n", await engine.OutputAsync("stack", "output", "pw", "--show-secrets"));
    }

    [Theory]
    [InlineData("--exclude", 1)]
    [InlineData("--target", 0)]
    public async Task Destroy_removes_no_stack_that_has_resources(string flag, int code)
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("state", "unprotect", "--all");

        var outcome = await engine.DestroyAsync("--remove", flag, $"{Thing}e");

        Assert.Equal(code, outcome.Code);
        Assert.Equal(code == 0, !engine.Names().Contains("e"));
        Assert.NotEmpty(engine.Names());
    }

    [Fact]
    public async Task Destroy_with_remove_and_json_removes_the_stack()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("state", "unprotect", "--all");

        await engine.OutputAsync("destroy", "--yes", "--remove", "--json");

        Assert.Contains(
            "no stack named 'dev' found",
            await engine.ErrorAsync("stack", "--stack", "dev"),
            StringComparison.Ordinal
        );
        Assert.False(engine.HasFile("Pulumi.dev.yaml"));
    }

    [Fact]
    public async Task A_move_begins_at_the_stack_of_the_flag_when_no_source_is_named()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("stack", "init", "two");

        await engine.OutputAsync("state", "move", "--stack", "dev", "--dest", "two", $"{Thing}a");

        Assert.Equal(["a"], engine.Names("two"));
    }

    [Fact]
    public async Task Destroy_with_remove_shows_first_what_goes_and_then_removes_the_stack()
    {
        using var engine = await UpAsync();
        await engine.OutputAsync("state", "unprotect", "--all");
        Assert.EndsWith(
            "refusing to remove stack because it still contains resources",
            await engine.ErrorAsync("destroy", "--preview-only", "--remove"),
            StringComparison.Ordinal
        );

        var told = await engine.OutputAsync("destroy", "--yes", "--remove");

        Assert.Contains("Previewing destroy (dev):", told, StringComparison.Ordinal);
        Assert.Contains("history and configuration removed.", told, StringComparison.Ordinal);
        await engine.InitAsync();
        await engine.OutputAsync("destroy", "--preview-only", "--remove");
    }

    [Fact]
    public async Task Changes_that_were_not_expected_are_made_all_the_same_also_after_a_preview()
    {
        using var engine = await new EngineHarness { Program = Program }.InitAsync();

        var outcome = await engine.RunAsync("up", "--yes", "--expect-no-changes");

        Assert.Equal(7, outcome.Code);
        Assert.Contains("no changes were expected for update", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(["a", "k", "e"], engine.Names());
    }
}
