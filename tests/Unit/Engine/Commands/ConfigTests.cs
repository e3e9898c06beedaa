namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary><c>config</c> and the stack file, as the pulumi CLI has them.</summary>
public sealed class ConfigTests
{
    [Theory]
    [InlineData("a.b.k", "a.b.k: key for an array must be an int")]
    [InlineData("a.b[0].c.d", "a.b[0].c: expected a map")]
    [InlineData("a.b[0].c[1]", "a.b[0].c: expected an array")]
    [InlineData("a[0]", "a[0]: key for a map must be a string")]
    [InlineData("a.b[7]", "a.b[7]: array index out of range")]
    [InlineData("a.b[-1]", "a.b[-1]: array index out of range")]
    [InlineData("a.q.secure", "maps with the single key \"secure\" are reserved")]
    [InlineData(".x", "invalid config key path: expected property path to start with a name or index")]
    [InlineData("x.", "invalid config key path: expected property path to end with a name or index")]
    [InlineData("x.[0]", "invalid config key path: expected property name after '.'")]
    [InlineData("x[\"y", "invalid config key path: missing closing quote in property name")]
    public async Task A_path_that_does_not_fit_is_refused_and_nothing_changes(string path, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        await engine.OutputAsync("config", "set", "--path", "a.b[0].c", "1");
        var before = engine.ReadFile("Pulumi.dev.yaml");

        Assert.Equal(
            $"error: could not set config: {why}",
            await engine.ErrorAsync("config", "set", "--path", path, "x")
        );
        Assert.Equal(before, engine.ReadFile("Pulumi.dev.yaml"));
    }

    [Fact]
    public async Task Below_the_first_level_whole_numbers_and_booleans_are_such_and_a_type_can_be_demanded()
    {
        using var engine = await new EngineHarness().InitAsync();
        await engine.OutputAsync("config", "set", "--path", "o.plus", "+5");
        await engine.OutputAsync("config", "set", "--path", "o.big", "18446744073709551615");
        await engine.OutputAsync("config", "set", "--path", "o.float", "1.5");
        await engine.OutputAsync("config", "set", "--path", "o.typed", "1.50", "--type", "float");
        await engine.OutputAsync("config", "set", "--path", "o.text", "5", "--type", "string");
        await engine.OutputAsync("config", "set", "--path", "list[1].x", "y");

        Assert.EndsWith(
            """
            config:
              proj:o:
                plus: 5
                big: 18446744073709551615
                float: "1.5"
                typed: 1.5
                text: "5"
              proj:list:
                - null
                - x: "y"

            """,
            engine.ReadFile("Pulumi.dev.yaml"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "parsing \"abc\": invalid syntax",
            await engine.ErrorAsync("config", "set", "n", "abc", "--type", "int"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_change_leaves_comments_order_and_style_of_the_rest_alone()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile(
            "Pulumi.dev.yaml",
            """
            # Settings of the development stack.

            config:
              # how many
              proj:size: 3 # for now
              aws:region: 'eu-west-1'
              proj:tags: [a, "b"]
            # the end

            """
        );

        await engine.OutputAsync("config", "set", "size", "4");
        await engine.OutputAsync("config", "set", "added", "a: b");

        Assert.Equal(
            """
            # Settings of the development stack.

            config:
              # how many
              proj:size: "4" # for now
              aws:region: 'eu-west-1'
              proj:tags: [a, "b"]
              proj:added: 'a: b'
            # the end

            """,
            engine.ReadFile("Pulumi.dev.yaml")
        );
    }

    [Theory]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("'x'", "'''x'''")]
    [InlineData(" x", "' x'")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("0o7", "\"0o7\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("ünï☃", "ünï☃")]
    public async Task A_text_is_quoted_as_it_needs(string value, string written)
    {
        using var engine = await new EngineHarness().InitAsync();

        await engine.OutputAsync("config", "set", "key", "--", value);

        Assert.Contains($"\n  proj:key: {written}\n", engine.ReadFile("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Equal(value + "\n", await engine.OutputAsync("config", "get", "key"));
    }

    [Fact]
    public async Task Values_come_from_standard_input_without_their_last_line_end_unless_they_are_raw()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.Input = "one\ntwo\n";

        await engine.OutputAsync("config", "set", "trimmed");
        await engine.OutputAsync("config", "set", "raw", "--raw");

        Assert.Equal("one\ntwo\n", await engine.OutputAsync("config", "get", "trimmed"));
        Assert.Equal("one\ntwo\n\n", await engine.OutputAsync("config", "get", "raw"));
    }

    [Fact]
    public async Task Copied_secrets_are_sealed_for_the_other_stack()
    {
        using var engine = await new EngineHarness().InitAsync();
        await engine.OutputAsync("config", "set", "pw", "hidden", "--secret");
        await engine.OutputAsync("config", "set", "--path", "o.x", "1");
        await engine.OutputAsync("stack", "init", "two", "--copy-config-from", "dev");
        await engine.OutputAsync("stack", "init", "three", "--no-select");
        await engine.OutputAsync("config", "cp", "o", "--dest", "three", "--stack", "dev");

        Assert.Equal("hidden\n", await engine.OutputAsync("config", "get", "pw", "--stack", "two"));
        Assert.Equal("{\"x\":1}\n", await engine.OutputAsync("config", "get", "o", "--stack", "three"));
        Assert.DoesNotContain("proj:pw", engine.ReadFile("Pulumi.three.yaml"), StringComparison.Ordinal);
        Assert.Equal(
            "error: current stack and destination stack are the same",
            await engine.ErrorAsync("config", "cp", "--dest", "dev", "--stack", "dev")
        );
    }

    [Fact]
    public async Task Config_refresh_brings_back_what_the_last_operation_had_and_keeps_the_file_that_was_there()
    {
        using var engine = await new EngineHarness().InitAsync();
        Assert.Contains(
            "no previous deployment",
            await engine.ErrorAsync("config", "refresh"),
            StringComparison.Ordinal
        );
        await engine.OutputAsync("config", "set", "pw", "hidden", "--secret");
        await engine.OutputAsync("config", "set", "--path", "o.x", "1");
        await engine.UpAsync();
        await engine.OutputAsync("config", "set", "pw", "changed");
        await engine.OutputAsync("config", "rm", "o");

        var told = await engine.OutputAsync("config", "refresh");

        Assert.Contains("refreshed configuration for stack 'dev'", told, StringComparison.Ordinal);
        Assert.Equal("hidden\n", await engine.OutputAsync("config", "get", "pw"));
        Assert.Equal("1\n", await engine.OutputAsync("config", "get", "o.x", "--path"));
        Assert.Contains("changed", engine.ReadFile("Pulumi.dev.yaml.bak"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size: {type: integer}", "Stack 'dev' is missing configuration value 'size'")]
    [InlineData("b: {}, a: {type: string}", "Stack 'dev' is missing configuration values 'a' and 'b'")]
    [InlineData("k: {type: integer}", "Stack 'dev' with configuration key 'k' must be of type 'integer'")]
    [InlineData(
        "k: {type: string, secret: true}",
        "Stack 'dev' with configuration key 'k' must be encrypted as it's secret"
    )]
    [InlineData(
        "p: {type: string, secret: true, default: x}",
        "Stack 'dev' with configuration key 'p' must be encrypted as it's secret"
    )]
    [InlineData(
        "l: {type: array, items: {type: integer}}",
        "Stack 'dev' with configuration key 'l' must be of type 'array<integer>'"
    )]
    public async Task A_schema_that_the_configuration_does_not_meet_stops_the_operation(string schema, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        await engine.OutputAsync("config", "set", "k", "v");
        await engine.OutputAsync("config", "set", "--path", "l[0]", "x");
        engine.WriteFile("Pulumi.yaml", $"name: proj\nruntime: truth\nconfig: {{{schema}}}\n");

        Assert.Equal($"error: validating stack config: {why}", (await engine.UpAsync()).StandardError.TrimEnd());
    }

    [Theory]
    [InlineData(
        "aws:region: {type: string}",
        "Configuration key 'aws:region' is not namespaced by the project and should not define a type"
    )]
    [InlineData("k: {default: a, value: b}", "project config 'k' cannot have both a 'default' and 'value' attribute")]
    [InlineData(
        "k: {type: integer, default: x}",
        "The default value specified for configuration key 'k' is not of the expected type 'integer'"
    )]
    public async Task A_schema_that_makes_no_sense_is_refused(string schema, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile("Pulumi.yaml", $"name: proj\nruntime: truth\nconfig: {{{schema}}}\n");

        Assert.EndsWith($"Pulumi.yaml': {why}", await engine.ErrorAsync("config"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defaults_of_the_project_show_and_reach_the_program_but_not_the_file()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile(
            "Pulumi.yaml",
            "name: proj\nruntime: truth\nconfig: {size: 3, 'o.x': {type: integer, default: 4}}\n"
        );

        await engine.UpAsync();

        Assert.Equal("3\n", await engine.OutputAsync("config", "get", "size"));
        Assert.Equal("4\n", await engine.OutputAsync("config", "get", "--path", "o.x"));
        Assert.DoesNotContain("size", engine.ReadFile("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains(
            "\"proj:size\"",
            await engine.OutputAsync("stack", "history", "--json"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Values_given_with_an_operation_are_kept_and_reach_the_program()
    {
        using var engine = new EngineHarness
        {
            Program = """{"resources":[],"outputs":{"k":{"$config":"k"},"o":{"$config":"o"}}}""",
        };
        await engine.InitAsync();

        await engine.UpAsync("-c", "k=a=b", "--config", "o.x=1", "--config-path");

        Assert.Equal("a=b\n", await engine.OutputAsync("stack", "output", "k"));
        Assert.Equal("{\"x\":1}\n", await engine.OutputAsync("config", "get", "o"));
    }

    [Fact]
    public async Task A_project_can_ask_for_a_refresh_before_every_update()
    {
        using var engine = new EngineHarness
        {
            Program = """{"resources":[{"type":"fake:index:Thing","name":"a","inputs":{"name":"a"}}]}""",
        };
        await engine.InitAsync();
        await engine.UpAsync();
        engine.World.Cloud.Remove("a-1");
        engine.WriteFile("Pulumi.yaml", "name: proj\nruntime: truth\noptions: {refresh: always}\n");

        Assert.Equal(7, (await engine.UpAsync("--expect-no-changes")).Code);
        Assert.Equal(0, (await engine.UpAsync("--expect-no-changes", "--refresh=false")).Code);
    }

    [Fact]
    public async Task Keys_without_a_value_are_told_of_together()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile("Pulumi.dev.yaml", "config:\n  proj:a:\n  proj:b: ~\n");

        Assert.StartsWith(
            "warning: No value for configuration keys \"proj:a\" and \"proj:b\". ",
            (await engine.UpAsync()).StandardError,
            StringComparison.Ordinal
        );
        Assert.Contains("  proj:a:", engine.ReadFile("Pulumi.dev.yaml"), StringComparison.Ordinal);
    }
}
