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

    public int Unchanged => _same.Count;

    public void Take(EngineEvent engineEvent)
    {
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
                Keep(ChangeOf(step, isRefresh: false));
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
        else if (step.Op is OperationType.Update or OperationType.Delete)
        {
            var drift = ChangeOf(step, isRefresh: true);
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
            progress?.Report(new EnvironmentProgress.Step(ChangeOf(step, isRefresh: false), state));
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

    /// <summary>An update is seen in the inputs, drift in the outputs: they hold what was read.</summary>
    private static ResourceChange ChangeOf(StepEventMetadata step, bool isRefresh)
    {
        var kind = KindOf(step.Op) ?? ChangeKind.Same;
        var properties = kind is ChangeKind.Update or ChangeKind.Replace
            ? PropertyChanges.Between(
                isRefresh ? step.Old?.Outputs : step.Old?.Inputs,
                isRefresh ? step.New?.Outputs : step.New?.Inputs,
                step.Diffs is { IsDefaultOrEmpty: false } keys ? [.. keys.Select(TopOf)] : []
            )
            : [];
        return new ResourceChange(kind, step.Urn, step.Type, NameOf(step.Urn), properties);
    }

    private static string TopOf(string path) => path.Split('.', '[')[0];

    private static string NameOf(string urn) => urn.Split("::", 4)[^1];
}
