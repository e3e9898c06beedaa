namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary>Wrong usage: one clear message, an exit code other than zero, nothing done.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("stack ls --nosuch", "unknown flag: --nosuch")]
    [InlineData("stack ls -z", "unknown shorthand flag: 'z' in -z")]
    [InlineData("stack output -jz", "unknown shorthand flag: 'z' in -z")]
    [InlineData("stack output --stack", "flag needs an argument: --stack")]
    [InlineData("stack output -s", "flag needs an argument: 's' in -s")]
    [InlineData(
        "stack output --json=perhaps",
        "invalid argument \"perhaps\" for \"-j, --json\" flag: strconv.ParseBool: parsing \"perhaps\": invalid syntax"
    )]
    [InlineData("stack output a b", "accepts at most 1 arg(s), received 2")]
    [InlineData("stack rename", "accepts 1 arg(s), received 0")]
    [InlineData("stack tag set a", "accepts 2 arg(s), received 1")]
    [InlineData("config nosuch", "accepts 0 arg(s), received 1")]
    [InlineData("config rm-all", "requires at least 1 arg(s), only received 0")]
    [InlineData(
        "config set k v --secret --type int",
        "if any flags in the group [secret plaintext type] are set none of the others can be; [secret type] were all set"
    )]
    [InlineData("nosuch", "unknown command \"nosuch\" for \"pulumi\"")]
    [InlineData("state nosuch", "unknown command \"nosuch\" for \"pulumi state\"")]
    [InlineData(
        "state edit",
        "'pulumi state edit' is not supported by the embedded engine: edit what `pulumi stack export` gives, then `pulumi stack import` it"
    )]
    [InlineData(
        "config env add x",
        "'pulumi config env' is not supported by the embedded engine: environments need Pulumi Cloud's ESC service"
    )]
    [InlineData(
        "up --yes --target a --exclude b",
        "if any flags in the group [target exclude] are set none of the others can be; [exclude target] were all set"
    )]
    [InlineData("destroy --yes --target a --exclude-protected", "you cannot specify --target and --exclude-protected")]
    [InlineData("preview --import-file x", "--import-file is not supported by the embedded engine")]
    [InlineData(
        "config set-all --json []",
        "could not parse --json argument: json: cannot unmarshal array into Go value of type map[string]config.configValueJSON"
    )]
    [InlineData("config set-all --plaintext k", "config value must be in the form [key]=[value]")]
    [InlineData("--cwd nosuch stack ls", "chdir nosuch: no such file or directory")]
    [InlineData(
        "stack rm dev --stack dev --yes",
        "only one of --stack or argument stack name may be specified, not both"
    )]
    [InlineData("stack init dev/two", "organization name must be 'organization'")]
    [InlineData(
        "stack init five --secrets-provider magic",
        "unknown secrets provider type 'magic' (supported values: default,passphrase,awskms,azurekeyvault,gcpkms,hashivault)"
    )]
    public async Task Wrong_usage_is_told_in_one_sentence(string line, string why)
    {
        using var engine = await new EngineHarness().InitAsync();

        Assert.Equal($"error: {why}", await engine.ErrorAsync(line.Split(' ')));
        Assert.Equal("dev\n", await engine.OutputAsync("stack", "--show-name"));
    }

    [Fact]
    public async Task Flags_may_stand_before_the_command_and_letters_together()
    {
        using var engine = await new EngineHarness().InitAsync();

        Assert.Equal(
            "dev\n",
            await engine.OutputAsync("--color", "never", "stack", "--non-interactive", "--show-name")
        );
        Assert.Equal("{}\n", await engine.OutputAsync("stack", "output", "-jsdev"));
        Assert.Contains(
            "organization/proj/dev*",
            await engine.OutputAsync("stack", "list", "-Q", "-a"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Other_names_of_a_command_do_the_same()
    {
        using var engine = await new EngineHarness().InitAsync();
        await engine.OutputAsync("stack", "new", "two");
        await engine.OutputAsync("config", "set", "k", "v");
        await engine.OutputAsync("config", "delete", "k");

        Assert.Contains(
            "configuration key 'k' not found",
            await engine.ErrorAsync("config", "get", "k"),
            StringComparison.Ordinal
        );
        Assert.Equal("Stack 'two' has been removed!\n", await engine.OutputAsync("stack", "remove", "two", "-y"));
    }

    [Fact]
    public async Task An_import_of_a_package_that_is_not_there_fails_by_name()
    {
        using var engine = await new EngineHarness().InitAsync();

        var outcome = await engine.RunAsync(
            "import",
            "nosuch:index:Thing",
            "n",
            "id",
            "--yes",
            "--generate-code=false"
        );

        Assert.Equal(1, outcome.Code);
        Assert.Contains(
            "no resource plugin 'pulumi-resource-nosuch'",
            outcome.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Empty(engine.Snapshot().Resources);
    }
}
