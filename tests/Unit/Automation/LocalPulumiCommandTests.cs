using CustomerLake.Tests.Unit.PulumiSdk;
using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace CustomerLake.Tests.Unit.Automation;

/// <summary>The command that starts a process, with a shell script in the place of the pulumi CLI.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class LocalPulumiCommandTests : IDisposable
{
    private const string Script = """
        #!/bin/sh
        log=; before=
        for word in "$@"; do
          [ "$before" = --event-log ] && log=$word
          before=$word
        done
        case "$1" in
          version) echo v3.100.0 ;;
          locked) echo 'error: the stack is currently locked by 1 lock(s).' >&2; exit 255 ;;
          events)
            echo '{"sequence":1,"timestamp":1,"cancelEvent":{}}' >> "$log"
            printf '{"sequence":2,"timestamp":1,' >> "$log"
            echo '"stdoutEvent":{"message":"late","color":"never"}}' >> "$log" ;;
          hang) exec sleep 600 ;;
          *) echo "args: $*"; echo "folder: $(pwd)"; echo "set: $SET, home: $PULUMI_HOME"; cat; echo warned >&2 ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lake-cli-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public LocalPulumiCommandTests()
    {
        var program = Path.Combine(_folder, "pulumi");
        File.WriteAllText(program, Script.ReplaceLineEndings("\n") + "\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{_folder}{Path.PathSeparator}{_path}");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Arguments_variables_input_and_lines_go_through()
    {
        var command = await LocalPulumiCommand.CreateAsync();
        var (lines, errors) = (new List<string>(), new List<string>());

        var result = await command.RunInputAsync(
            ["config", "set", "k", "--", "-v"],
            _folder,
            new Dictionary<string, string?> { ["SET"] = "yes" },
            lines.Add,
            errors.Add,
            stdIn: "typed\n"
        );

        Assert.Equal("3.100.0", command.Version!.ToString());
        Assert.Equal(
            ["args: config set k --non-interactive -- -v", $"folder: {_folder}", "set: yes, home: ", "typed"],
            lines
        );
        Assert.Equal(["warned"], errors);
        Assert.Equal(0, result.Code);
        Assert.StartsWith("args: config set k --non-interactive", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_the_log_are_delivered_before_the_command_returns()
    {
        var command = await LocalPulumiCommand.CreateAsync();
        var events = new List<EngineEvent>();

        await command.RunAsync(["events"], _folder, new Dictionary<string, string?>(), onEngineEvent: events.Add);

        Assert.Equal([1, 2], events.Select(e => e.Sequence));
        Assert.Equal("late", events[1].StandardOutputEvent!.Message);
    }

    [Fact]
    public async Task A_failure_is_an_exception_by_its_text()
    {
        var command = await LocalPulumiCommand.CreateAsync();

        var fault = await Assert.ThrowsAsync<ConcurrentUpdateException>(() =>
            command.RunAsync(["locked"], _folder, new Dictionary<string, string?>())
        );

        Assert.StartsWith("code: 255\n", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_hangs_ends_when_it_is_cancelled()
    {
        var command = await LocalPulumiCommand.CreateAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            command.RunAsync(["hang"], _folder, new Dictionary<string, string?>(), cancellationToken: patience.Token)
        );
    }

    [Fact]
    public async Task An_older_cli_than_wanted_is_refused_unless_nobody_looks()
    {
        var wanted = new LocalPulumiCommandOptions { Version = new Semver.SemVersion(3, 200, 0) };

        await Assert.ThrowsAnyAsync<Exception>(() => LocalPulumiCommand.CreateAsync(wanted));
        wanted.SkipVersionCheck = true;
        var command = await LocalPulumiCommand.CreateAsync(wanted);

        Assert.Equal(100, command.Version!.Minor);
    }

#if PULUMI_STAND_INS
    [Fact]
    public async Task The_stand_in_refuses_an_inline_program_and_says_what_to_do()
    {
        using var workspace = await LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions { PulumiCommand = new ScriptedCommand(), Program = PulumiFn.Create(() => { }) }
        );
        var stack = await WorkspaceStack.SelectAsync("dev", workspace);

        var fault = await Assert.ThrowsAsync<NotSupportedException>(() => stack.UpAsync());

        Assert.Contains("-p:GenuinePulumi=true", fault.Message, StringComparison.Ordinal);
    }
#endif
}
