namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary>The variables that change how the file backend keeps its files, and files that are damaged.</summary>
public sealed class BackendFormTests
{
    private const string Stacks = "../state/.pulumi/stacks/proj";
    private const string Program = """{"resources":[{"type":"fake:index:Thing","name":"a","inputs":{"name":"a"}}]}""";

    [Fact]
    public async Task Compressed_and_plain_states_are_both_read_and_one_takes_the_place_of_the_other()
    {
        using var engine = await new EngineHarness { Program = Program }.InitAsync();
        engine.Variables["PULUMI_DIY_BACKEND_GZIP"] = "true";
        await engine.UpAsync();
        Assert.True(engine.HasFile($"{Stacks}/dev.json.gz"));
        Assert.False(engine.HasFile($"{Stacks}/dev.json"));

        engine.Variables.Clear();
        var again = await engine.UpAsync("--expect-no-changes");

        Assert.Equal(0, again.Code);
        Assert.True(engine.HasFile($"{Stacks}/dev.json"));
        Assert.False(engine.HasFile($"{Stacks}/dev.json.gz"));
        var history = await engine.OutputAsync("stack", "history", "--json");
        Assert.Equal(2, history.Split("\"kind\": \"update\"").Length - 1);
        Assert.Contains(engine.AllFiles(), path => path.EndsWith(".history.json.gz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checkpoints_are_retained_and_backups_left_out_on_demand()
    {
        using var engine = await new EngineHarness { Program = Program }.InitAsync();
        engine.Variables["PULUMI_RETAIN_CHECKPOINTS"] = "1";
        engine.Variables["PULUMI_DISABLE_CHECKPOINT_BACKUPS"] = "true";

        await engine.UpAsync();

        Assert.Contains(engine.AllFiles(), path => path.Contains("dev.json.1", StringComparison.Ordinal));
        Assert.DoesNotContain(engine.AllFiles(), path => path.Contains("/backups/", StringComparison.Ordinal));
        Assert.Equal(2, (await engine.OutputAsync("stack", "ls")).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_removed_stack_takes_its_backups_along_when_told_to()
    {
        using var engine = await new EngineHarness { Program = Program }.InitAsync();
        await engine.UpAsync();

        await engine.OutputAsync("stack", "rm", "dev", "--yes", "--force", "--remove-backups");

        Assert.DoesNotContain(
            engine.AllFiles().Select(Path.GetFileName),
            name => name!.Contains("dev", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("this", "failed to load checkpoint: place 1: invalid character 'h' in literal true (expecting 'r')")]
    [InlineData(
        "{\"version\":9,\"checkpoint\":{}}",
        "failed to load checkpoint: its version is 9, written by a newer program; this one reads up to 3"
    )]
    [InlineData(
        "{\"version\":4,\"features\":[\"views\"],\"checkpoint\":{}}",
        "failed to load checkpoint: it uses features that are not supported: views"
    )]
    public async Task A_damaged_checkpoint_is_told_of_and_left_as_it_is(string content, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        var sound = engine.ReadFile($"{Stacks}/dev.json");
        engine.WriteFile($"{Stacks}/dev.json", content);
        engine.IsDamaged = true;

        foreach (var line in new[] { "stack export", "stack ls", "up --yes", "state unprotect --all" })
        {
            Assert.Equal($"error: {why}", await engine.ErrorAsync(line.Split(' ')));
        }

        Assert.Equal(content, engine.ReadFile($"{Stacks}/dev.json"));
        engine.WriteFile($"{Stacks}/dev.json", sound);
    }

    [Fact]
    public async Task A_checkpoint_without_a_deployment_is_an_empty_stack()
    {
        using var engine = await new EngineHarness { Program = Program }.InitAsync();
        engine.WriteFile($"{Stacks}/dev.json", """{"version":3,"checkpoint":{"latest":null}}""");

        Assert.Contains("n/a", await engine.OutputAsync("stack", "ls"), StringComparison.Ordinal);
        Assert.Equal(0, (await engine.UpAsync()).Code);
    }

    [Fact]
    public async Task Every_lock_is_named()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile("../state/.pulumi/locks/organization/proj/dev/a.json", Lock(1));
        engine.WriteFile("../state/.pulumi/locks/organization/proj/dev/b.json", Lock(2));

        var error = await engine.ErrorAsync("state", "unprotect", "--all");

        Assert.Contains("currently locked by 2 lock(s)", error, StringComparison.Ordinal);
        Assert.Contains("created by u@h (pid 1) at 2026-01-02T03:04:05Z", error, StringComparison.Ordinal);
        Assert.Contains("created by u@h (pid 2) at 2026-01-02T03:04:05Z", error, StringComparison.Ordinal);
        await engine.OutputAsync("cancel", "dev");
        await engine.OutputAsync("state", "unprotect", "--all");
    }

    private static string Lock(int process) =>
        $$"""{"pid":{{process}},"username":"u","hostname":"h","timestamp":"2026-01-02T03:04:05Z"}""";

    [Theory]
    [InlineData("config: text\n", "could not unmarshal map: 'config' holds no keys")]
    [InlineData(
        "config:\n  a:b:c: 1\n",
        "could not unmarshal map: could not parse a:b:c as a configuration key (configuration keys should be of the form `<namespace>:<name>`)"
    )]
    public async Task A_stack_file_that_cannot_be_understood_is_told_of(string content, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile("Pulumi.dev.yaml", content);

        Assert.Equal($"error: {why}", await engine.ErrorAsync("config"));
        Assert.Equal($"error: {why}", await engine.ErrorAsync("config", "set", "k", "v"));
        Assert.Equal(content, engine.ReadFile("Pulumi.dev.yaml"));
    }
}
