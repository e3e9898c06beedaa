using System.Reflection;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Serialization;
using Semver;
using AutomationEvent = Pulumi.Automation.Events.EngineEvent;

namespace CustomerLake.Local.Engine;

/// <summary>
/// The engine in the place of the pulumi CLI: give it to <c>LocalWorkspaceOptions.PulumiCommand</c>, create the
/// workspace with <c>LocalWorkspace.CreateAsync</c> and the stack with <c>WorkspaceStack.CreateOrSelectAsync</c>.
/// The first cancellation finishes the steps under way; <see cref="EmbeddedPulumiOptions.Forceful"/> gives up at once.
/// </summary>
public sealed class EmbeddedPulumi(EmbeddedPulumiOptions options) : PulumiCommand
{
    private readonly PulumiCli _cli = new(options);
    private readonly LocalSerializer _serializer = new();

    public override SemVersion? Version { get; } =
        SemVersion.Parse(Snapshot.EngineVersion[1..], SemVersionStyles.Strict);

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<AutomationEvent>? onEngineEvent = null,
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

    /// <exception cref="CommandException">The command ended with a code other than zero.</exception>
    /// <exception cref="OperationCanceledException">The token fired; running steps were finished and saved.</exception>
    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<AutomationEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CommandCall([.. args], workingDir)
        {
            Environment = Merge(additionalEnv),
            StandardInput = stdIn,
            OnOutputLine = onStandardOutput,
            OnErrorLine = onStandardError,
            OnEvent = onEngineEvent is null ? null : (happened, sequence) => Deliver(happened, sequence, onEngineEvent),
            Graceful = cancellationToken,
            Forceful = options.Forceful,
        };
        var outcome = await Task.Run(() => _cli.RunAsync(call), CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        var result = new CommandResult(outcome.Code, outcome.StandardOutput, outcome.StandardError);
        return outcome.Code == 0 ? result : throw Failure(result);
    }

    /// <summary>The process's variables with the caller's on top; a null value takes one away.</summary>
    private Dictionary<string, string> Merge(IDictionary<string, string?> additional)
    {
        var merged = new Dictionary<string, string>(options.Environment);
        foreach (var (name, value) in additional)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    /// <summary>A listener that throws does not disturb the operation.</summary>
    private void Deliver(EngineEvent happened, int sequence, Action<AutomationEvent> listener)
    {
        var json = EventJson.Write(happened, sequence, options.Time.GetUtcNow()).ToJsonString();
        try
        {
            listener(_serializer.DeserializeJson<AutomationEvent>(json));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The genuine command delivers events on another thread, where such a fault is lost as well.
        }
    }

    /// <summary>
    /// The exception that the Automation API's own command would throw. Its factory is not public; genuine package and
    /// stand-in have it under the same name.
    /// </summary>
    private static Exception Failure(CommandResult result) =>
        typeof(CommandException)
            .GetMethod("CreateFromResult", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            ?.Invoke(null, [result]) as Exception
        ?? new InvalidOperationException(result.ToString());
}
