using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

public class LocalPulumiCommandOptions
{
    public SemVersion? Version { get; set; }

    /// <summary>The folder whose <c>bin/pulumi</c> is used; unset, the one on the path.</summary>
    public string? Root { get; set; }

    public bool SkipVersionCheck { get; set; }
}

/// <summary>The pulumi CLI of this machine, a process for each command.</summary>
public class LocalPulumiCommand : PulumiCommand
{
    public const string SkipVersionCheckVar = "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK";

    private static readonly SemVersion _oldestVersion = new(3, 1, 0);

    private readonly string _program;

    private LocalPulumiCommand(string program, SemVersion? version) => (_program, Version) = (program, version);

    public override SemVersion? Version { get; }

    public static async Task<LocalPulumiCommand> CreateAsync(
        LocalPulumiCommandOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var program = options?.Root is { } root ? Path.Combine(root, "bin", "pulumi") : "pulumi";
        var answer = await Cli.Wrap(program)
            .WithArguments("version")
            .WithEnvironmentVariables(e => e.Set("PULUMI_SKIP_UPDATE_CHECK", "true"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        if (answer.ExitCode != 0)
        {
            throw new InvalidOperationException($"failed to get pulumi version: {answer.StandardOutput}");
        }

        var skipCheck =
            options?.SkipVersionCheck ?? Environment.GetEnvironmentVariable(SkipVersionCheckVar) is not null;
        return new LocalPulumiCommand(program, Check(answer.StandardOutput, options?.Version, skipCheck));
    }

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    ) =>
        RunInputAsync(
            args,
            workingDir,
            additionalEnv,
            onStandardOutput,
            onStandardError,
            stdIn: null,
            onEngineEvent,
            cancellationToken
        );

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var log = onEngineEvent is null ? null : new EventLog(onEngineEvent, cancellationToken);
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var command = Cli.Wrap(_program)
            .WithArguments(WithFlags(args, log?.File))
            .WithWorkingDirectory(workingDir)
            .WithEnvironmentVariables(EnvironmentOf(additionalEnv, log is not null))
            .WithStandardInputPipe(stdIn is null ? PipeSource.Null : PipeSource.FromString(stdIn))
            .WithStandardOutputPipe(Collect(output, onStandardOutput))
            .WithStandardErrorPipe(Collect(error, onStandardError))
            .WithValidation(CommandResultValidation.None);

        var ended = await command.ExecuteAsync(cancellationToken);
        if (log is not null)
        {
            await log.ReadToEndAsync();
        }

        var result = new CommandResult(ended.ExitCode, output.ToString(), error.ToString());
        return result.Code == 0 ? result : throw CommandException.CreateFromResult(result);
    }

    private static SemVersion? Check(string text, SemVersion? wanted, bool skipCheck)
    {
        var oldest = wanted is not null && wanted.ComparePrecedenceTo(_oldestVersion) > 0 ? wanted : _oldestVersion;
        if (!SemVersion.TryParse(text.Trim().TrimStart('v'), SemVersionStyles.Any, out var version))
        {
            return skipCheck
                ? null
                : throw new InvalidOperationException(
                    "Failed to get Pulumi version. This is probably an internal error."
                );
        }

        if (skipCheck || (version.Major == oldest.Major && version.ComparePrecedenceTo(oldest) >= 0))
        {
            return version;
        }

        throw new InvalidOperationException(
            version.Major > oldest.Major
                ? $"Major version mismatch: the pulumi CLI is {version}, this API is for {oldest.Major}.x."
                : $"The pulumi CLI is {version}; at least {oldest} is needed."
        );
    }

    /// <summary>Flags stand before a <c>--</c>: what follows it is no flag.</summary>
    private static List<string> WithFlags(IList<string> args, string? eventLog)
    {
        List<string> flags = args.Contains("--non-interactive") ? [] : ["--non-interactive"];
        flags.AddRange(eventLog is null ? [] : ["--event-log", eventLog]);
        var end = args.IndexOf("--");
        return end < 0 ? [.. args, .. flags] : [.. args.Take(end), .. flags, .. args.Skip(end)];
    }

    private Dictionary<string, string?> EnvironmentOf(IDictionary<string, string?> additional, bool hasEventLog)
    {
        var variables = new Dictionary<string, string?>(additional);
        if (hasEventLog)
        {
            variables["PULUMI_DEBUG_COMMANDS"] = "true";
        }

        if (Path.IsPathRooted(_program))
        {
            var path = variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
            variables["PATH"] = $"{Path.GetDirectoryName(_program)}{Path.PathSeparator}{path}";
        }

        return variables;
    }

    private static PipeTarget Collect(StringBuilder text, Action<string>? onLine) =>
        onLine is null
            ? PipeTarget.ToStringBuilder(text)
            : PipeTarget.Merge(PipeTarget.ToStringBuilder(text), PipeTarget.ToDelegate(onLine));
}
