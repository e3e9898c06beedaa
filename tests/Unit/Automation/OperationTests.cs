using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Exceptions;

namespace CustomerLake.Tests.Unit.Automation;

public sealed class OperationTests
{
    private const string Entry = """
        [{"version":3,"kind":"update","startTime":"2026-01-02T03:04:05.000Z","message":"by hand","environment":{"exec.kind":"auto.local"},
          "config":{"lake:size":{"value":"3","secret":false},"lake:key":{"value":"k","secret":true}},
          "result":"succeeded","endTime":"2026-01-02T03:04:06.000Z","resourceChanges":{"create":5,"create-replacement":1,"novelty":2}}]
        """;

    private const string Summary = """
        {"sequence":4,"timestamp":1767323045,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":7,"resourceChanges":{"create":2,"same":1},"policyPacks":{}}}
        """;

    [Fact]
    public async Task Up_runs_the_command_then_reads_outputs_and_the_newest_history_entry()
    {
        var command = new ScriptedCommand()
            .On("up", "done")
            .On("stack output --json --show-secrets", """{"name":"lake","token":"hunter2"}""")
            .On("stack output --json", """{"name":"lake","token":"[secret]"}""")
            .On("stack history", Entry);
        using var stack = await StackAsync(command);

        var result = await stack.UpAsync(
            new UpOptions
            {
                ExpectNoChanges = true,
                ShowReads = false,
                Diff = true,
                Plan = "p.json",
                Replace = ["urn:a", "urn:b"],
                ContinueOnError = true,
                Refresh = true,
                Parallel = 4,
                Message = "hello world",
                Target = ["urn:t"],
                Exclude = ["urn:x"],
                Color = "never",
                LogVerbosity = 3,
            }
        );

        Assert.Equal(
            [
                "stack select --stack dev",
                "up --yes --skip-preview --expect-no-changes --show-reads=false --diff --plan p.json --replace urn:a --replace urn:b"
                    + " --continue-on-error --refresh --parallel 4 --message hello world --exclude urn:x --target urn:t --color never"
                    + " --verbose 3 --exec-kind auto.local --stack dev",
                "stack output --json --stack dev",
                "stack output --json --show-secrets --stack dev",
                "stack history --json --show-secrets --page-size 1 --page 1 --stack dev",
            ],
            command.Lines
        );
        Assert.Equal("done", result.StandardOutput);
        Assert.Equal(("lake", false), (result.Outputs["name"].Value, result.Outputs["name"].IsSecret));
        Assert.Equal(("hunter2", true), (result.Outputs["token"].Value, result.Outputs["token"].IsSecret));
        Assert.Equal((UpdateKind.Update, UpdateState.Succeeded), (result.Summary.Kind, result.Summary.Result));
        Assert.Equal((3, "by hand"), (result.Summary.Version, result.Summary.Message));
        Assert.True(result.Summary.Config["lake:key"].IsSecret);
        Assert.Equal(1, result.Summary.ResourceChanges![OperationType.CreateReplacement]);
        Assert.Equal(2, result.Summary.ResourceChanges![OperationType.Unknown]);
    }

    [Fact]
    public async Task Preview_takes_its_counts_from_the_summary_event()
    {
        var command = new ScriptedCommand().On(
            "preview",
            call =>
            {
                call.Event(Summary);
                return "planned";
            }
        );
        using var stack = await StackAsync(command);
        var seen = 0;

        var result = await stack.PreviewAsync(new PreviewOptions { Plan = "p.json", OnEvent = _ => seen++ });

        Assert.Equal("preview --save-plan p.json --exec-kind auto.local --stack dev", command.Lines.Last());
        Assert.Equal((1, 2), (seen, result.ChangeSummary[OperationType.Create]));
    }

    [Fact]
    public async Task Preview_without_a_summary_event_is_an_error()
    {
        using var stack = await StackAsync(new ScriptedCommand());

        await Assert.ThrowsAsync<NoSummaryEventException>(() => stack.PreviewAsync());
    }

    [Fact]
    public async Task Refresh_and_destroy_say_what_they_were_told()
    {
        var command = new ScriptedCommand().On("stack history", Entry);
        using var stack = await StackAsync(command);

        await stack.RefreshAsync();
        await stack.RefreshAsync(
            new RefreshOptions
            {
                PreviewOnly = true,
                ClearPendingCreates = true,
                ImportPendingCreates = [new PendingCreateValue("urn:u", "i-1")],
                ShowSecrets = false,
            }
        );
        await stack.DestroyAsync(new DestroyOptions { ContinueOnError = true, RunProgram = false });
        await stack.DestroyAsync(new DestroyOptions { PreviewOnly = true });

        Assert.Equal(
            [
                "refresh --yes --exec-kind auto.local --stack dev",
                "refresh --yes --preview-only --clear-pending-creates --import-pending-creates urn:u --import-pending-creates i-1"
                    + " --exec-kind auto.local --stack dev",
                "destroy --yes --skip-preview --continue-on-error --run-program=false --exec-kind auto.local --stack dev",
                "destroy --preview-only --exec-kind auto.local --stack dev",
            ],
            command.Lines.Where(line =>
                line.StartsWith("refresh", StringComparison.Ordinal)
                || line.StartsWith("destroy", StringComparison.Ordinal)
            )
        );
        Assert.Contains("stack history --json --page-size 1 --page 1 --stack dev", command.Lines);
    }

    [Fact]
    public async Task Cancel_goes_without_input_and_surgery_names_the_stack()
    {
        var command = new ScriptedCommand();
        using var stack = await StackAsync(command);

        await stack.CancelAsync();
        await stack.State.DeleteAsync("urn:u", force: true);
        await stack.State.UnprotectAsync("urn:u");
        await stack.State.UnprotectAllAsync();

        Assert.Equal(
            [
                "cancel --yes --stack dev",
                "state delete urn:u --force --stack dev",
                "state unprotect urn:u --stack dev",
                "state unprotect --all --stack dev",
            ],
            command.Lines.Skip(1)
        );
        Assert.Single(command.Calls, call => call.IsWithoutInput);
    }

    [Fact]
    public async Task A_stack_that_is_missing_is_created()
    {
        var command = new ScriptedCommand().Failing("stack select", "error: no stack named 'dev' found");
        using var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = command });

        await WorkspaceStack.CreateOrSelectAsync("dev", workspace);

        Assert.Equal(["stack select --stack dev", "stack init dev"], command.Lines);
    }

    [Theory]
    [InlineData("error: no stack named 'dev' found", typeof(StackNotFoundException))]
    [InlineData("error: stack 'organization/lake/dev' already exists", typeof(StackAlreadyExistsException))]
    [InlineData("error: the stack is currently locked by 1 lock(s). Either wait", typeof(ConcurrentUpdateException))]
    [InlineData("error: [409] Conflict: Another update is currently in progress.", typeof(ConcurrentUpdateException))]
    [InlineData("error: update failed", typeof(CommandException))]
    public void Standard_error_tells_which_exception_it_is(string error, Type expected)
    {
        var exception = (CommandException)ScriptedCommand.ErrorOf(255, error);

        Assert.IsType(expected, exception);
        Assert.Equal((expected.Name, $"code: 255\nstdout: \nstderr: {error}\n"), (exception.Name, exception.Message));
    }

    private static async Task<WorkspaceStack> StackAsync(ScriptedCommand command)
    {
        var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = command });
        return await WorkspaceStack.SelectAsync("dev", workspace);
    }
}
