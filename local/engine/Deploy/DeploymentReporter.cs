using System.Collections.Immutable;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Turns what happens into events, one at a time, and counts it.</summary>
public sealed class DeploymentReporter(DeploymentOptions options, SecretMask mask, Action<EngineEvent> sink)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _changes = new(StringComparer.Ordinal);
    private int _steps;

    public SecretMask Mask => mask;

    public bool MaybeCorrupt { get; private set; }

    public bool HasErrors { get; private set; }

    public ImmutableSortedDictionary<string, int> Changes
    {
        get
        {
            lock (_lock)
            {
                return _changes.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Whether anything but <c>same</c> was counted.</summary>
    public bool HasChanges => Changes.Any(change => change.Key is not ("same" or "read") && change.Value > 0);

    public void Send(EngineEvent happened)
    {
        lock (_lock)
        {
            sink(happened);
        }
    }

    public void Begin(Step step) => Send(new EngineEvent.ResourcePre(StepView.Of(step), options.Preview));

    /// <param name="silent">A component: what it puts out is shown when it says so.</param>
    public void Done(Step step, bool silent)
    {
        // A refresh as an operation of its own tells what it found; before an update it is just a refresh.
        var op = step.Op == StepOp.Refresh && options.Kind == DeploymentKind.Refresh ? Found(step) : step.Op;
        if (!step.IsRegistered || step.State is { Custom: true, IsProvider: false })
        {
            Count(step, op);
        }

        if (!silent)
        {
            Send(new EngineEvent.ResourceOutputs(StepView.Of(step, op), options.Preview));
        }
    }

    public void Outputs(Step step) => Send(new EngineEvent.ResourceOutputs(StepView.Of(step), options.Preview));

    public void Failed(Step step, Exception fault, FailureStatus status)
    {
        MaybeCorrupt |= status == FailureStatus.Unknown && !options.Preview;
        var urn = ProviderReference.IsDefault(step.Urn) ? null : step.Urn;
        Diagnose(LogSeverity.Error, urn, (options.Preview ? "Preview failed: " : "") + fault.Message);
        if (!options.Preview)
        {
            Send(new EngineEvent.ResourceFailed(StepView.Of(step), (int)status, _steps));
        }
    }

    public void Diagnose(LogSeverity severity, string? urn, string message)
    {
        HasErrors |= severity == LogSeverity.Error;
        var (name, prefix) = severity switch
        {
            LogSeverity.Debug => ("debug", "debug: "),
            LogSeverity.Info => ("info", ""),
            LogSeverity.Warning => ("warning", "warning: "),
            _ => ("error", "error: "),
        };
        Send(
            new EngineEvent.Diagnostic(name, string.IsNullOrEmpty(urn) ? null : urn, prefix, mask.Apply(message) + "\n")
        );
    }

    private static StepOp Found(Step step) =>
        step.New is null ? StepOp.Delete
        : step.IsRegistered && step.State is not { Custom: true, IsProvider: false } ? StepOp.Update
        : step.New.Outputs.Equals(step.Old!.Outputs) && step.Diffs.Length == 0 ? StepOp.Same
        : StepOp.Update;

    private void Count(Step step, StepOp op)
    {
        if (
            (!step.Logical && (step.Op != StepOp.Refresh || options.Kind != DeploymentKind.Refresh))
            || ProviderReference.IsDefault(step.Urn)
            || (step.Op == StepOp.Read && !HasReadChanged(step))
        )
        {
            return;
        }

        lock (_lock)
        {
            _steps++;
            _changes[op.Name()] = _changes.GetValueOrDefault(op.Name()) + 1;
        }
    }

    private static bool HasReadChanged(Step step) =>
        step.Old is { } old && (old.Id != step.New!.Id || !old.Outputs.Equals(step.New.Outputs));
}

/// <summary>What is known of a resource after its step failed; the numbers are those of the event.</summary>
public enum FailureStatus
{
    NothingChanged,
    Partial,
    Unknown,
}
