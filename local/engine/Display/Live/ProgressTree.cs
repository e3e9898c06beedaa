using System.Collections.Immutable;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display.Live;

internal enum RowState
{
    /// <summary>Only something was said of it.</summary>
    Idle,
    Running,
    Done,
    Failed,
}

/// <summary>A resource of the tree.</summary>
/// <param name="Parent">The URN of the resource above; empty for none.</param>
internal sealed record TreeRow(string Urn, string Parent, string Type, string Name)
{
    public StepOp Op { get; init; } = StepOp.Same;

    public RowState State { get; init; }

    /// <summary>Since the operation began.</summary>
    public TimeSpan Begun { get; init; }

    public TimeSpan Ended { get; init; }

    public ImmutableArray<string> Diffs { get; init; } = [];

    /// <summary>The last that was said of it, with its severity; null when nothing was.</summary>
    public EngineEvent.Diagnostic? Message { get; init; }
}

/// <summary>What is known of every resource, from the events so far.</summary>
internal sealed class ProgressTree(DisplayOptions options)
{
    private readonly Dictionary<string, TreeRow> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private string? _stack;

    /// <summary>In the order in which they were first heard of.</summary>
    public ImmutableArray<TreeRow> Rows => [.. _order.Select(urn => _rows[urn])];

    /// <param name="at">When, since the operation began.</param>
    public void Show(EngineEvent happened, TimeSpan at)
    {
        switch (happened)
        {
            case EngineEvent.ResourcePre { Step: var step } when IsMeant(step):
                Put(Row(step) with { Op = OpOf(step), State = RowState.Running, Begun = BegunAt(step, at) });
                break;
            case EngineEvent.ResourceOutputs { Step: var step } when IsMeant(step):
                Put(Row(step) with { Op = OpOf(step), State = RowState.Done, Ended = at });
                break;
            case EngineEvent.ResourceFailed { Step: var step }:
                Put(Row(step) with { State = RowState.Failed, Ended = at });
                break;
            case EngineEvent.Diagnostic said:
                Say(said, at);
                break;
        }
    }

    private static bool IsMeant(StepView step) => !ProviderReference.IsDefault(step.Urn);

    /// <summary>Creation, exchange and deletion are one replacement, whichever of them is running.</summary>
    private StepOp OpOf(StepView step) =>
        step.Op == StepOp.DeleteReplaced && _rows.GetValueOrDefault(step.Urn) is { Op: StepOp.Replace }
            ? StepOp.Replace
            : step.Op;

    private TimeSpan BegunAt(StepView step, TimeSpan at) =>
        step.Op is StepOp.Replace or StepOp.DeleteReplaced && _rows.TryGetValue(step.Urn, out var row) ? row.Begun : at;

    private TreeRow Row(StepView step)
    {
        if (step.Type == Urn.RootType)
        {
            _stack = step.Urn;
        }

        var row =
            _rows.GetValueOrDefault(step.Urn) ?? new TreeRow(step.Urn, step.State?.Parent ?? "", step.Type, step.Name);
        return step.Diffs.IsEmpty ? row : row with { Diffs = [.. step.ShownDiffs] };
    }

    private void Say(EngineEvent.Diagnostic said, TimeSpan at)
    {
        var text = said.Urn ?? _stack ?? "";
        var urn = Urn.TryParse(text, out var parsed) ? parsed : new Urn(options.Stack, "", Urn.RootType, options.Stack);
        var row = _rows.GetValueOrDefault(text) ?? new TreeRow(text, "", urn.Type, urn.Name);
        var isError = said.Severity == "error";
        Put(
            row with
            {
                Message = isError || row.Message is not { Severity: "error" } ? said : row.Message,
                State = isError ? RowState.Failed : row.State,
                Ended = isError ? at : row.Ended,
            }
        );
    }

    private void Put(TreeRow row)
    {
        if (_rows.TryAdd(row.Urn, row))
        {
            _order.Add(row.Urn);
        }
        else
        {
            _rows[row.Urn] = row;
        }
    }
}
