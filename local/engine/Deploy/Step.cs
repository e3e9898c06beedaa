using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>What a step does; the names in events are those of Pulumi (<see cref="StepOps.Name"/>).</summary>
public enum StepOp
{
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,
    Discard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
}

public static class StepOps
{
    public static string Name(this StepOp op) =>
        op switch
        {
            StepOp.Same => "same",
            StepOp.Create => "create",
            StepOp.Update => "update",
            StepOp.Delete => "delete",
            StepOp.Replace => "replace",
            StepOp.CreateReplacement => "create-replacement",
            StepOp.DeleteReplaced => "delete-replaced",
            StepOp.Read => "read",
            StepOp.ReadReplacement => "read-replacement",
            StepOp.Refresh => "refresh",
            StepOp.Discard => "discard",
            StepOp.DiscardReplaced => "discard-replaced",
            StepOp.RemovePendingReplace => "remove-pending-replace",
            StepOp.Import => "import",
            StepOp.ImportReplacement => "import-replacement",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static StepOp Parse(string name) => Enum.GetValues<StepOp>().First(op => op.Name() == name);
}

/// <summary>One step of a deployment: planned by <see cref="StepGenerator"/>, done by <see cref="StepExecutor"/>.</summary>
public sealed class Step(StepOp op, string urn, ResourceState? old, ResourceState? @new)
{
    /// <summary>A refresh shows what it found only afterwards.</summary>
    public StepOp Op { get; set; } = op;

    public string Urn => urn;

    public ResourceState? Old => old;

    public ResourceState? New { get; set; } = @new;

    public ResourceState State => New ?? Old!;

    /// <summary>Properties that force the replacement.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Top-level properties that differ.</summary>
    public ImmutableArray<string> Diffs { get; set; } = [];

    public ImmutableSortedDictionary<string, PropertyDiff>? Detailed { get; set; }

    /// <summary>Counted and shown as an operation of its own, and not as part of a replacement.</summary>
    public bool Logical =>
        Op
            is not (
                StepOp.CreateReplacement
                or StepOp.DeleteReplaced
                or StepOp.DiscardReplaced
                or StepOp.ReadReplacement
                or StepOp.ImportReplacement
                or StepOp.RemovePendingReplace
                or StepOp.Refresh
            );

    /// <summary>The old state stays, marked as deleted, until its replacement has been made.</summary>
    public bool AwaitsReplacement { get; init; }

    /// <summary>The old state is to be deleted at the end, marked so when the new one exists.</summary>
    public bool MarksOldForDeletion { get; init; }

    /// <summary>A resource that is not targeted and does not exist: shown as unchanged, but not saved.</summary>
    public bool IsSkippedCreate { get; init; }

    /// <summary>Left as it is by targets; a provider is not started for its own sake.</summary>
    public bool IsSpared { get; init; }

    /// <summary>Nothing is done and nothing shown: the program is answered with what there is.</summary>
    public bool IsOnlyAnswer { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>The registration that asked for it; null for deletes and refreshes.</summary>
    public RegisterRequest? Goal { get; init; }

    /// <summary>The call to the provider is left out: the resource goes with another one, or is retained.</summary>
    public bool SkipsProvider { get; init; }

    /// <summary>A refresh that answers a registration.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>What an import is to adopt.</summary>
    public string ImportId { get; init; } = "";

    /// <summary>An import: the thing as it was found, which the display compares with what is wanted.</summary>
    public ResourceState? Found { get; set; }

    public string ProviderText => State.Provider;
}
