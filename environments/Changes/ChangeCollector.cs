using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace CustomerLake.Environments.Changes;

/// <summary>Reads the engine's events: which resources change, which had drifted, what went wrong.</summary>
internal sealed class ChangeCollector(IProgress<EnvironmentProgress>? progress)
{
    private readonly Dictionary<string, ResourceChange> _changes = [];
    private readonly List<string> _order = [];
    private readonly List<ResourceChange> _drift = [];
    private readonly HashSet<string> _refreshing = [];
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _same = [];

    public IReadOnlyList<ResourceChange> Changes => [.. _order.Select(urn => _changes[urn])];

    public IReadOnlyList<ResourceChange> Drift => _drift;

    public IReadOnlyList<string> Errors => _errors;

    public int Unchanged => _same.Count(urn => !_changes.ContainsKey(urn));

    public void Take(EngineEvent engineEvent)
    {
        var step =
            engineEvent.ResourcePreEvent?.Metadata
            ?? engineEvent.ResourceOutputsEvent?.Metadata
            ?? engineEvent.ResourceOperationFailedEvent?.Metadata;
        if (step is not null && IsDefaultProvider(step) && engineEvent.ResourceOperationFailedEvent is null)
        {
            return;
        }

        if (engineEvent.ResourcePreEvent is { } begun)
        {
            Begin(begun.Metadata);
        }
        else if (engineEvent.ResourceOutputsEvent is { } done)
        {
            End(done.Metadata);
        }
        else if (engineEvent.ResourceOperationFailedEvent is { } failed)
        {
            Report(failed.Metadata, StepState.Failed);
        }
        else if (engineEvent.DiagnosticEvent is { } diagnostic)
        {
            Hear(diagnostic);
        }
    }

    private void Begin(StepEventMetadata step)
    {
        if (step.Op == OperationType.Refresh)
        {
            _refreshing.Add(step.Urn);
            return;
        }

        switch (KindOf(step.Op))
        {
            case null:
                return;
            case ChangeKind.Same:
                _same.Add(step.Urn);
                return;
            default:
                Keep(ChangeOf(step));
                Report(step, StepState.Begun);
                return;
        }
    }

    private void End(StepEventMetadata step)
    {
        if (!_refreshing.Remove(step.Urn))
        {
            Report(step, StepState.Done);
        }
        else if (DriftOf(step) is { } drift)
        {
            _drift.Add(drift);
            progress?.Report(new EnvironmentProgress.Step(drift, StepState.Done));
        }
        else
        {
            _same.Add(step.Urn);
        }
    }

    private void Hear(DiagnosticEvent diagnostic)
    {
        var text = diagnostic.Message.Trim();
        if (diagnostic.Severity == "error" && text.Length > 0)
        {
            _errors.Add(diagnostic.Urn is { Length: > 0 } urn ? $"{NameOf(urn)}: {text}" : text);
        }

        if (diagnostic.Ephemeral != true)
        {
            progress?.Report(new EnvironmentProgress.Message(diagnostic.Severity, text));
        }
    }

    private void Keep(ResourceChange change)
    {
        if (_changes.TryAdd(change.Urn, change))
        {
            _order.Add(change.Urn);
        }
        else if (change.Kind == ChangeKind.Replace || _changes[change.Urn].Kind == ChangeKind.Import)
        {
            _changes[change.Urn] = change;
        }
    }

    private void Report(StepEventMetadata step, StepState state)
    {
        if (KindOf(step.Op) is not (null or ChangeKind.Same))
        {
            progress?.Report(new EnvironmentProgress.Step(ChangeOf(step), state));
        }
    }

    /// <summary>A replacement is told by its logical step; the creation and the deletion are parts of it.</summary>
    private static ChangeKind? KindOf(OperationType operation) =>
        operation switch
        {
            OperationType.Same => ChangeKind.Same,
            OperationType.Create => ChangeKind.Create,
            OperationType.Update => ChangeKind.Update,
            OperationType.Delete => ChangeKind.Delete,
            OperationType.Replace => ChangeKind.Replace,
            OperationType.Import or OperationType.ImportReplacement => ChangeKind.Import,
            OperationType.Read or OperationType.ReadReplacement => ChangeKind.Read,
            _ => null,
        };

    private static ResourceChange ChangeOf(StepEventMetadata step)
    {
        var kind = KindOf(step.Op) ?? ChangeKind.Same;
        var properties = kind is ChangeKind.Update or ChangeKind.Replace
            ? PropertyChanges.Between(step.Old?.Inputs, step.New?.Inputs, KeysOf(step))
            : [];
        return new ResourceChange(kind, step.Urn, step.Type, NameOf(step.Urn), properties);
    }

    /// <summary>
    /// What a refresh read into the outputs, of the properties that the program sets. What a service counts or computes by
    /// itself, such as how often a policy is attached, nobody has changed out of band.
    /// </summary>
    private static ResourceChange? DriftOf(StepEventMetadata step)
    {
        if (step.Op == OperationType.Delete)
        {
            return new ResourceChange(ChangeKind.Delete, step.Urn, step.Type, NameOf(step.Urn), []);
        }

        var keys = KeysOf(step);
        HashSet<string> set = [.. step.Old?.Inputs.Keys ?? [], .. step.New?.Inputs.Keys ?? []];
        set.RemoveWhere(name => keys.Count > 0 && !keys.Contains(name));
        if (step.Op != OperationType.Update || set.Count == 0)
        {
            return null;
        }

        var properties = PropertyChanges.Between(step.Old?.Outputs, step.New?.Outputs, set);
        return properties.Count == 0
            ? null
            : new ResourceChange(ChangeKind.Update, step.Urn, step.Type, NameOf(step.Urn), properties);
    }

    private static HashSet<string> KeysOf(StepEventMetadata step) =>
        step.Diffs is { IsDefaultOrEmpty: false } keys ? [.. keys.Select(TopOf)] : [];

    /// <summary>The engine makes and drops these as it needs them, and does not count them either.</summary>
    private static bool IsDefaultProvider(StepEventMetadata step) =>
        step.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)
        && NameOf(step.Urn) is var name
        && (name == "default" || name.StartsWith("default_", StringComparison.Ordinal));

    private static string TopOf(string path) => path.Split('.', '[')[0];

    private static string NameOf(string urn) => urn.Split("::", 4)[^1];
}
