using CustomerLake.Environments;
using CustomerLake.Environments.Changes;

namespace CustomerLake.Tests.Unit.Environments;

public sealed class LakeEnvironmentTests : IDisposable
{
    private readonly EnvironmentFixture _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Up_makes_the_stack_with_a_suffix_of_its_own_and_gives_the_outputs()
    {
        _lake
            .Command.Failing("stack select", "error: no stack named 'dev' found")
            .On(
                "up",
                call =>
                {
                    call.Event(Events.Begun("create", "raw", null, new { name = "raw" }));
                    call.Event(Events.Done("create", "raw", null, new { name = "raw" }));
                    call.Event(Events.Begun("same", "old"));
                    call.Event(Events.Begun("refresh", "raw"));
                    call.Event(Events.Done("same", "raw"));
                    var provider = Events.Begun("delete", "default_7_48_0");
                    call.Event(
                        provider.Replace("aws:s3/bucket:Bucket", "pulumi:providers:aws", StringComparison.Ordinal)
                    );
                    call.OnLine?.Invoke("Updating (dev):");
                    return "text";
                }
            )
            .On("stack output", """{"rawBucket":"lake-dev-abc12345-raw","personas":{"analyst":"arn"}}""");

        var result = await LakeEnvironment.UpAsync("dev", _lake.Options);

        Assert.Contains("stack init dev", _lake.Command.Lines);
        Assert.Contains("customer-lake:suffix: \"abc12345\"", _lake.StackFile("dev"), StringComparison.Ordinal);
        Assert.Equal("lake-dev-abc12345-raw", result.Outputs["rawBucket"]);
        Assert.Equal([(ChangeKind.Create, "raw")], result.Changes.Select(c => (c.Kind, c.Name)));
        Assert.Equal((1, "text"), (result.Unchanged, result.Text));
        Assert.Equal(
            [StepState.Begun, StepState.Done],
            _lake.Progress.OfType<EnvironmentProgress.Step>().Select(step => step.State)
        );
        Assert.Contains(new EnvironmentProgress.Line("Updating (dev):", false), _lake.Progress);
    }

    [Fact]
    public async Task The_project_s_own_folder_is_left_alone()
    {
        var before = Contents(_lake.ProjectFolder);
        _lake.Command.On("preview", call => Answer(call, Events.Summary));

        await LakeEnvironment.PreviewAsync("pr-7", _lake.Options);

        Assert.Equal(before, Contents(_lake.ProjectFolder));
        var project = File.ReadAllText(Path.Combine(_lake.WorkFolder, "pr-7", "Pulumi.yaml"));
        Assert.Contains(Path.Combine(_lake.ProjectFolder, "infra"), project, StringComparison.Ordinal);
        Assert.Contains("novelty: kept", project, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workspace_keeps_suffix_and_salt_and_follows_the_project_s_file()
    {
        await LakeEnvironment.OutputsAsync("dev", _lake.Options);
        var file = Path.Combine(_lake.WorkFolder, "dev", "Pulumi.dev.yaml");
        await File.AppendAllTextAsync(file, "encryptionsalt: v1:salt\n");
        _lake.Write("Pulumi.dev.yaml", "config:\n  aws:region: eu-north-1\n  customer-lake:zones: [a, {b: c}]\n");

        await LakeEnvironment.OutputsAsync(
            "dev",
            _lake.Options with
            {
                NewSuffix = () => throw new InvalidOperationException("made once"),
                Settings = new Dictionary<string, string> { ["owner"] = "me", ["aws:region"] = "eu-west-3" },
            }
        );

        var text = _lake.StackFile("dev");
        Assert.Contains("customer-lake:suffix: \"abc12345\"", text, StringComparison.Ordinal);
        Assert.Contains("v1:salt", text, StringComparison.Ordinal);
        Assert.Contains("customer-lake:owner: \"me\"", text, StringComparison.Ordinal);
        Assert.Contains("aws:region: \"eu-west-3\"", text, StringComparison.Ordinal);
        Assert.Contains("customer-lake:zones:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_another_machine_the_history_tells_the_suffix()
    {
        _lake.Command.On(
            "stack history",
            """[{"kind":"update","startTime":"2026-01-02T03:04:05.000Z","result":"succeeded","config":{"customer-lake:suffix":{"value":"fromhist","secret":false}}}]"""
        );

        await LakeEnvironment.OutputsAsync("dev", _lake.Options);

        Assert.Contains("customer-lake:suffix: \"fromhist\"", _lake.StackFile("dev"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_reach_the_command_and_the_variables_too()
    {
        _lake.Command.On("preview", call => Answer(call, Events.Summary));
        var options = _lake.Options with
        {
            EnvironmentVariables = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1" },
            Flags = new OperationFlags
            {
                Parallel = 3,
                Refresh = true,
                Plan = "plan.json",
                Targets = ["urn:a"],
                ExpectNoChanges = true,
            },
        };

        await LakeEnvironment.PreviewAsync("dev", options);

        var call = _lake.Command.Calls.Single(c => c.Line.StartsWith("preview", StringComparison.Ordinal));
        Assert.Equal(
            "preview --expect-no-changes --save-plan plan.json --refresh --parallel 3 --target urn:a --color never --exec-kind auto.local --stack dev",
            call.Line
        );
        Assert.Equal("http://127.0.0.1:1", call.Variables["AWS_ENDPOINT_URL"]);
        Assert.Equal("true", call.Variables["PULUMI_ERROR_OUTPUT_STRING"]);
    }

    [Fact]
    public async Task Drift_is_what_a_refresh_would_take_in_property_by_property()
    {
        var before = new
        {
            name = "raw",
            tags = new { owner = "me", team = "x" },
            rules = new[] { new { days = 1 } },
        };
        var after = new
        {
            name = "raw",
            tags = new { owner = "you" },
            rules = new[] { new { days = 2 } },
        };
        _lake.Command.On(
            "refresh --yes --preview-only",
            call =>
                Answer(
                    call,
                    Events.Begun("refresh", "raw"),
                    Events.Begun("refresh", "gone"),
                    Events.Begun("refresh", "same"),
                    Events.Done("update", "raw", before, after),
                    Events.Done("delete", "gone", before),
                    Events.Done("same", "same")
                )
        );

        var drift = await LakeEnvironment.DriftAsync("dev", _lake.Options);

        Assert.Equal([(ChangeKind.Update, "raw"), (ChangeKind.Delete, "gone")], drift.Select(c => (c.Kind, c.Name)));
        Assert.Equal(
            [new("rules[0].days", "1", "2"), new("tags.owner", "me", "you"), new("tags.team", "x", null)],
            drift[0].Properties
        );
    }

    [Fact]
    public async Task What_a_service_counts_by_itself_is_no_drift()
    {
        var inputs = new { name = "p" };
        _lake.Command.On(
            "refresh --yes --preview-only",
            call =>
                Answer(
                    call,
                    Events.Begun("refresh", "policy"),
                    Events.Computed("policy", inputs, new { name = "p", count = 0 }, new { name = "p", count = 1 }),
                    Events.Begun("refresh", "renamed"),
                    Events.Computed("renamed", inputs, new { name = "p", count = 0 }, new { name = "q", count = 1 })
                )
        );

        var drift = Assert.Single(await LakeEnvironment.DriftAsync("dev", _lake.Options));

        Assert.Equal("renamed", drift.Name);
        Assert.Equal([new PropertyChange("name", "p", "q")], drift.Properties);
    }

    [Fact]
    public async Task A_replacement_is_one_change_and_secrets_stay_masked()
    {
        var secret = new Dictionary<string, string>
        {
            ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
            ["ciphertext"] = "[secret]",
        };
        var before = new
        {
            name = "a",
            key = (object)"plain",
            id = "x",
        };
        var after = new
        {
            name = "b",
            key = (object)secret,
            id = "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        };
        _lake.Command.On(
            "preview",
            call =>
                Answer(
                    call,
                    Events.Begun("create-replacement", "raw", before, after),
                    Events.Begun("replace", "raw", before, after),
                    Events.Begun("delete-replaced", "raw", before),
                    Events.Summary
                )
        );

        var change = Assert.Single((await LakeEnvironment.PreviewAsync("dev", _lake.Options)).Changes);

        Assert.Equal(ChangeKind.Replace, change.Kind);
        Assert.Equal(
            [new("id", "x", "(known after the update)"), new("key", "plain", "[secret]"), new("name", "a", "b")],
            change.Properties
        );
    }

    [Fact]
    public async Task A_failed_step_is_told_with_its_resource()
    {
        _lake.Command.On(
            "up",
            call =>
            {
                call.Event(Events.Error("raw", "BucketAlreadyExists: taken\n"));
                call.Event(Events.Error("", "update failed\n"));
                throw Automation.ScriptedCommand.ErrorOf(1, "");
            }
        );

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() => LakeEnvironment.UpAsync("dev", _lake.Options));

        Assert.Equal(FailureReason.Failed, fault.Reason);
        Assert.Equal("Environment 'dev' was not brought up:\n  raw: BucketAlreadyExists: taken", fault.Message);
    }

    [Theory]
    [InlineData("error: no stack named 'dev' found", FailureReason.Unknown, "`lake up -s dev`")]
    [InlineData(
        "error: the stack is currently locked by 1 lock(s). Either wait",
        FailureReason.Busy,
        "`lake cancel -s dev`"
    )]
    [InlineData(
        "error: no changes were expected for preview but changes were proposed",
        FailureReason.Changed,
        "would change"
    )]
    [InlineData("error: incorrect passphrase", FailureReason.Failed, "incorrect passphrase")]
    [InlineData(
        "error: invalid character 'g' looking for beginning of value",
        FailureReason.Busy,
        "`lake cancel -s dev`"
    )]
    public async Task The_command_s_text_tells_the_reason_and_the_way_out(
        string error,
        FailureReason reason,
        string text
    )
    {
        _lake.Command.Failing("destroy", error);

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() =>
            LakeEnvironment.DestroyAsync("dev", _lake.Options)
        );

        Assert.Equal(reason, fault.Reason);
        Assert.Contains(text, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod", "there are dev and pr-N")]
    [InlineData("preview", "there are dev and pr-N")]
    [InlineData("pr-0", "there are dev and pr-N")]
    [InlineData("pr-07", "there are dev and pr-N")]
    [InlineData("../etc", "is no name of an environment")]
    public async Task A_name_that_is_none_is_refused_before_anything_is_done(string name, string text)
    {
        var fault = await Assert.ThrowsAsync<EnvironmentException>(() => LakeEnvironment.UpAsync(name, _lake.Options));

        Assert.Equal(FailureReason.Unknown, fault.Reason);
        Assert.Contains(text, fault.Message, StringComparison.Ordinal);
        Assert.Empty(_lake.Command.Calls);
        Assert.False(Directory.Exists(_lake.WorkFolder));
    }

    [Fact]
    public async Task A_file_that_is_no_yaml_is_named_with_its_line()
    {
        _lake.Write("Pulumi.dev.yaml", "config:\n  a: 'open\n");

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() => LakeEnvironment.UpAsync("dev", _lake.Options));

        Assert.Contains("Pulumi.dev.yaml' cannot be read, line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_frees_the_lock()
    {
        await LakeEnvironment.CancelAsync("dev", _lake.Options);

        Assert.Equal("cancel --yes --stack dev", _lake.Command.Lines.Last());
    }

    [Fact]
    public async Task State_is_exported_imported_and_mended_with_the_cli_s_words()
    {
        const string State = """{"version":3,"deployment":{}}""";
        var imported = "";
        _lake
            .Command.On("stack export", State)
            .On("stack import", call => imported = File.ReadAllText(call.Arguments[3]))
            .On("state rename", "Resource renamed");

        var exported = await LakeEnvironment.ExportAsync("dev", _lake.Options);
        await LakeEnvironment.ImportAsync("dev", exported, _lake.Options);
        var said = await LakeEnvironment.PulumiAsync(
            "dev",
            ["state", "rename", "urn:a", "b", "--", "-x"],
            _lake.Options
        );
        await LakeEnvironment.HistoryAsync("dev", _lake.Options);

        Assert.Equal((State, State, "Resource renamed"), (exported, imported, said));
        Assert.Contains("state rename urn:a b --stack dev --yes -- -x", _lake.Command.Lines);
        Assert.Equal("stack history --json --stack dev", _lake.Command.Lines.Last());
    }

    [Theory]
    [InlineData("up")]
    [InlineData("destroy")]
    public async Task What_changes_resources_is_not_passed_on(string verb)
    {
        await Assert.ThrowsAsync<EnvironmentException>(() => LakeEnvironment.PulumiAsync("dev", [verb], _lake.Options));

        Assert.Empty(_lake.Command.Calls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no json")]
    public async Task What_is_no_state_is_not_imported(string text)
    {
        await Assert.ThrowsAsync<EnvironmentException>(() => LakeEnvironment.ImportAsync("dev", text, _lake.Options));

        Assert.Empty(_lake.Command.Calls);
    }

    [Fact]
    public async Task A_removed_stack_leaves_no_folder()
    {
        await LakeEnvironment.RemoveAsync("dev", _lake.Options);

        Assert.Equal("stack rm --yes dev", _lake.Command.Lines.Last());
        Assert.False(Directory.Exists(Path.Combine(_lake.WorkFolder, "dev")));
    }

    [Fact]
    public void A_new_suffix_is_another_each_time_and_fits_a_name()
    {
        var made = Enumerable
            .Range(0, 50)
            .Select(_ => new EnvironmentOptions { ProjectFolder = "", WorkFolder = "" }.NewSuffix())
            .ToList();

        Assert.Equal(50, made.Distinct().Count());
        Assert.All(made, suffix => Assert.Matches("^[a-z0-9]{8}$", suffix));
    }

    private static string Answer(Automation.ScriptedCommand.Call call, params string[] events)
    {
        foreach (var json in events)
        {
            call.Event(json);
        }

        return "";
    }

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(file => file, File.ReadAllText);
}
