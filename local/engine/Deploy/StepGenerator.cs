using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>
/// Turns registrations into steps, one registration at a time, by comparing them with the state before. The order of
/// the cases is that of Pulumi's engine: import, recreation, former read, untargeted, known, new.
/// </summary>
internal sealed partial class StepGenerator(DeploymentRun run)
{
    private readonly Dictionary<string, string> _aliased = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _formerly = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly HashSet<ResourceState> _deletedStates = [];
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _dependentKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceState> _new = new(StringComparer.Ordinal);

    private DeploymentOptions Options => run.Options;

    /// <summary>URNs that this run has registered or read.</summary>
    public bool Knows(string urn) => _seen.Contains(urn) && _new.ContainsKey(urn);

    public bool HasSeen(string urn) => _seen.Contains(urn);

    public ResourceState? NewState(string urn) => _new.GetValueOrDefault(urn);

    /// <summary>Nothing counts as registered any more: all of it may be deleted.</summary>
    public void Forget()
    {
        _seen.Clear();
        _kept.Clear();
        _aliased.Clear();
    }

    /// <summary>A resource goes on as it is, without a registration.</summary>
    public void Keep(string urn)
    {
        _seen.Add(urn);
        _kept.Add(urn);
    }

    /// <summary>The steps for one registration.</summary>
    /// <exception cref="PlanningException">It cannot be planned; the run must end.</exception>
    public async Task<IReadOnlyList<Step>> GenerateAsync(RegisterRequest goal, CancellationToken cancellationToken)
    {
        var urn = UrnOf(goal.Parent, goal.Type, goal.Name);
        ThrowIfTwice(urn);
        var old = FindOld(urn, AliasesOf(goal.Type, goal.Name, goal.Parent, goal.Aliases));
        ThrowIfReferencesAreMissing(urn, goal);
        var steps = await StepsAsync(goal, urn, old, cancellationToken);
        run.Plans.Check(steps);
        CheckNeeds(steps);
        return steps;
    }

    private async Task<IReadOnlyList<Step>> StepsAsync(
        RegisterRequest goal,
        string urn,
        ResourceState? old,
        CancellationToken cancellationToken
    )
    {
        var inputs =
            old is null || old.External
                ? goal.Inputs
                : IgnoredChanges.Apply(
                    goal.Inputs,
                    old.Inputs,
                    goal.IgnoreChanges,
                    message => run.Reporter.Diagnose(LogSeverity.Info, urn, message)
                );
        var @new = NewState(goal, urn, inputs);
        _new[urn] = @new;
        var told = Told(goal, @new, old);
        if (told is { IsAll: true })
        {
            return told.Steps;
        }

        return
        [
            .. told?.Steps ?? [],
            .. goal.Custom
            && goal.ImportId is { Length: > 0 } id
            && (old is null || old.External || ImportedAs(old) != id)
                ? ImportSteps(goal, @new, old, id)
                : await KnownOrNewAsync(goal, @new, old, cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<Step>> KnownOrNewAsync(
        RegisterRequest goal,
        ResourceState @new,
        ResourceState? old,
        CancellationToken cancellationToken
    )
    {
        var urn = @new.Urn;
        var recreating = _deleted.Remove(urn);
        var isTargeted = IsImplicit(urn) || IsIncluded(@new);
        var provider = goal.Custom ? run.Provider(@new, urn) : null;
        if (provider is not null && !isTargeted)
        {
            @new.Inputs = old?.Inputs ?? PropertyMap.Empty;
        }
        else if (provider is not null)
        {
            var isAnew = recreating || old is null || old.External || IsToBeReplaced(@new, old);
            @new.Inputs = isAnew
                ? await CheckAsync(provider, @new, PropertyMap.Empty, goal.Inputs, cancellationToken)
                : await CheckAsync(provider, @new, old!.Inputs, @new.Inputs, cancellationToken);
        }

        run.Plans.CheckGoal(goal, old, @new);
        if (recreating)
        {
            run.Reprieve(urn);
            _kept.Add(urn);
            _replaced.Add(urn);
            return
            [
                new Step(StepOp.Replace, urn, old, @new) { Goal = goal },
                new Step(StepOp.CreateReplacement, urn, old, @new)
                {
                    Keys = _dependentKeys.GetValueOrDefault(urn, []),
                    Goal = goal,
                },
            ];
        }

        _kept.Add(urn);
        if (old is { External: true })
        {
            _replaced.Add(urn);
            return
            [
                new Step(StepOp.CreateReplacement, urn, old, @new) { Goal = goal, MarksOldForDeletion = true },
                new Step(StepOp.Replace, urn, old, @new) { Goal = goal },
            ];
        }

        Reckon(@new, isTargeted);
        if (!isTargeted)
        {
            return Untargeted(goal, @new, old);
        }

        return old is null
            ? [new Step(StepOp.Create, urn, null, @new) { Goal = goal }]
            : await FromDiffAsync(goal, old, @new, provider, cancellationToken);
    }

    /// <summary>Named by a flag, or tainted.</summary>
    private bool IsToBeReplaced(ResourceState @new, ResourceState old) =>
        Options.Replace.Contains(@new.Urn) || old.Taint;

    private static ResourceState NewState(RegisterRequest goal, string urn, PropertyMap inputs) =>
        new()
        {
            Urn = urn,
            Type = goal.Type,
            Custom = goal.Custom,
            Inputs = inputs.Where((_, value) => !value.IsNull),
            Parent = goal.Parent ?? "",
            Protect = goal.Protect ?? false,
            Provider = goal.Custom ? goal.Provider ?? "" : "",
            Dependencies = [.. goal.DependsOn.Distinct(StringComparer.Ordinal)],
            PropertyDependencies = goal.PropertyDependencies,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            CustomTimeouts = goal.CustomTimeouts,
            RetainOnDelete = goal.RetainOnDelete ?? false,
            InApply = goal.InApply,
            DeletedWith = goal.DeletedWith ?? "",
            ReplaceWith = goal.ReplaceWith,
            IgnoreChanges = goal.IgnoreChanges,
            ReplaceOnChanges = goal.ReplaceOnChanges,
            HideDiffs = goal.HideDiffs,
            ImportId = goal.ImportId ?? "",
        };

    private async Task<PropertyMap> CheckAsync(
        ProviderHandle provider,
        ResourceState state,
        PropertyMap old,
        PropertyMap wanted,
        CancellationToken cancellationToken
    )
    {
        if (!provider.Configured)
        {
            return wanted;
        }

        // What a failed resource would have put out reaches no provider in an update.
        wanted = wanted.Where((_, value) => !value.IsNull && (Options.Preview || !value.IsUnknown));
        var request = new CheckRequest(state.Urn, old, wanted)
        {
            Preview = Options.Preview,
            RandomSeed = PlanTracker.Seed(state.Urn, run.StartState(state.Urn)),
        };
        CheckResult result;
        try
        {
            result = await provider.CheckAsync(request, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new PlanningException(state.Urn, fault.Message);
        }

        TellFailures(run.Reporter, LogSeverity.Error, state, result, wanted);
        if (result.Failures.Length > 0)
        {
            throw new PlanningException(state.Urn, null);
        }

        return Secretness.Keep(result.Inputs, wanted);
    }

    /// <summary>Says what a provider has against inputs.</summary>
    internal static void TellFailures(
        DeploymentReporter reporter,
        LogSeverity severity,
        ResourceState state,
        CheckResult result,
        PropertyMap? inputs = null
    )
    {
        foreach (var failure in result.Failures)
        {
            var value = ShortValue.Of((inputs ?? state.Inputs).Find(failure.Property));
            var where = failure.Property.Length == 0 ? "" : $": property {failure.Property} value {{{value}}}";
            reporter.Diagnose(
                severity,
                state.Urn,
                $"{state.Type} resource '{state.Name}'{where} has a problem: {failure.Reason}"
            );
        }
    }

    private string UrnOf(string? parent, string type, string name)
    {
        if (parent is not null)
        {
            if (!_seen.Contains(parent))
            {
                var urn = Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parent, type, name);
                throw new PlanningException(urn.ToString(), $"could not find parent resource {parent}");
            }
        }

        return Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parent, type, name).ToString();
    }

    private void ThrowIfTwice(string urn)
    {
        if (!_seen.Add(urn))
        {
            throw new PlanningException(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
        }
    }

    /// <summary>Refused before the step, so that no checkpoint ever refers to what is not there.</summary>
    private void ThrowIfReferencesAreMissing(string urn, RegisterRequest goal)
    {
        var needed = goal
            .DependsOn.Concat(goal.PropertyDependencies.Values.SelectMany(urns => urns))
            .Concat(goal.DeletedWith is { Length: > 0 } with ? [with] : [])
            .Concat(goal.ReplaceWith);
        foreach (var missing in needed.Where(needed => !_seen.Contains(needed)))
        {
            throw new PlanningException(urn, $"resource {urn} refers to missing dependency {missing}");
        }
    }
}

/// <summary>A registration cannot be planned. Without a message the engine has said why already.</summary>
internal sealed class PlanningException(string urn, string? message) : Exception(message)
{
    public string Urn => urn;

    public bool IsReported { get; } = message is null;
}
