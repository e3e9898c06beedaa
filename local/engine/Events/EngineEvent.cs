using System.Collections.Immutable;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Events;

/// <summary>What the engine tells of an operation, in Pulumi's vocabulary: a closed set.</summary>
public abstract record EngineEvent
{
    private EngineEvent() { }

    /// <summary>First of all: the configuration, secrets masked.</summary>
    public sealed record Prelude(ImmutableSortedDictionary<string, string> Config) : EngineEvent;

    /// <summary>A step begins.</summary>
    public sealed record ResourcePre(StepView Step, bool Planning) : EngineEvent;

    /// <summary>A step is done.</summary>
    public sealed record ResourceOutputs(StepView Step, bool Planning) : EngineEvent;

    /// <summary>A step has failed.</summary>
    public sealed record ResourceFailed(StepView Step, int Status, int Steps) : EngineEvent;

    /// <param name="Message">Ends with a line end.</param>
    public sealed record Diagnostic(string Severity, string? Urn, string Prefix, string Message) : EngineEvent;

    public sealed record Summary(
        bool Preview,
        bool MaybeCorrupt,
        TimeSpan Duration,
        ImmutableSortedDictionary<string, int> Changes,
        string Result
    ) : EngineEvent;

    /// <summary>Last of all.</summary>
    public sealed record Cancel : EngineEvent;
}

/// <summary>A step as it was when the event was raised.</summary>
public sealed record StepView(StepOp Op, string Urn, string Type, StateView? Old, StateView? New)
{
    public ImmutableArray<string> Keys { get; init; } = [];

    public ImmutableArray<string> Diffs { get; init; } = [];

    public ImmutableSortedDictionary<string, PropertyDiff>? Detailed { get; init; }

    /// <summary>The properties that differ and may be shown.</summary>
    public IEnumerable<string> ShownDiffs => Diffs.Except(State?.HideDiffs ?? []);

    public bool Logical { get; init; }

    public string Provider { get; init; } = "";

    public StateView? State => New ?? Old;

    public string Name => Values.Urn.Parse(Urn).Name;

    public static StepView Of(Step step, StepOp? op = null) =>
        new(op ?? step.Op, step.Urn, step.State.Type, StateView.Of(step.Found ?? step.Old), StateView.Of(step.New))
        {
            Keys = step.Keys,
            Diffs = step.Diffs,
            Detailed = step.Detailed,
            Logical = step.Logical,
            Provider = step.ProviderText,
        };
}

public sealed record StateView(string Type, string Urn, bool Custom, bool Delete, string Id, string Parent)
{
    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    /// <summary>The state as it was then, for displays that show all of it.</summary>
    public required ResourceState Source { get; init; }

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    public string Provider { get; init; } = "";

    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>Paths whose differences are not shown.</summary>
    public ImmutableArray<string> HideDiffs { get; init; } = [];

    public static StateView? Of(ResourceState? state) =>
        state is null
            ? null
            : new StateView(state.Type, state.Urn, state.Custom, state.Delete, state.Id, state.Parent)
            {
                Source = state.Copy(),
                Protect = state.Protect,
                RetainOnDelete = state.RetainOnDelete,
                Inputs = state.Inputs,
                Outputs = state.Outputs,
                Provider = state.Provider,
                InitErrors = state.InitErrors,
                HideDiffs = state.HideDiffs,
            };
}
