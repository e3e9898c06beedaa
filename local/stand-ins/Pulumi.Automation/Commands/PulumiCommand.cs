using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>What carries out the commands of the pulumi CLI. A failing command throws.</summary>
public abstract class PulumiCommand
{
    public abstract SemVersion? Version { get; }

    public abstract Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    );

    public abstract Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    );
}

public sealed class CommandResult(int code, string standardOutput, string standardError)
{
    public int Code { get; } = code;

    public string StandardOutput { get; } = standardOutput;

    public string StandardError { get; } = standardError;

    public override string ToString() => $"code: {Code}\nstdout: {StandardOutput}\nstderr: {StandardError}\n";
}
