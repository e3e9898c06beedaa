using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Targets and excludes: what a run may touch.</summary>
internal sealed partial class StepGenerator
{
    private readonly HashSet<string> _skippedCreates = new(StringComparer.Ordinal);
    private readonly HashSet<string> _targeted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(StringComparer.Ordinal);

    private bool IsConstrained => !Options.Targets.IsEmpty || !Options.Excludes.IsEmpty;

    private bool IsIncluded(ResourceState state) =>
        Options.Targets.IsEmpty
            ? !IsExcluded(state)
            : Options.Targets.Contains(state.Urn)
                || (
                    Options.TargetDependents
                    && state.AllDependencies().Any(urn => _targeted.Contains(urn) || Options.Targets.Contains(urn))
                );

    private bool IsExcluded(ResourceState state) =>
        Options.Excludes.Contains(state.Urn)
        || (
            Options.ExcludeDependents
            && state.AllDependencies().Any(urn => _excluded.Contains(urn) || Options.Excludes.Contains(urn))
        );

    /// <summary>The root stack and providers go along with whatever needs them.</summary>
    private static bool IsImplicit(string urn) =>
        Urn.Parse(urn).Type == Urn.RootType || ProviderReference.IsProviderType(Urn.Parse(urn).Type);

    /// <summary>Dependents follow what was targeted or excluded, not what merely went along.</summary>
    private void Reckon(ResourceState state, bool isTargeted)
    {
        if (!isTargeted && !Options.Excludes.IsEmpty)
        {
            _excluded.Add(state.Urn);
        }
        else if (isTargeted && !Options.Targets.IsEmpty && IsIncluded(state))
        {
            _targeted.Add(state.Urn);
        }
    }

    private List<Step> Untargeted(RegisterRequest goal, ResourceState @new, ResourceState? old)
    {
        if (old is null)
        {
            return [SkippedCreate(goal, @new)];
        }

        if (ProviderReference.TryParse(old.Provider, out _) && run.Providers.Find(old.Provider) is null)
        {
            throw new PlanningException(
                @new.Urn,
                run.Start.Resources.Any(state => new ProviderReference(state.Urn, state.Id).ToString() == old.Provider)
                    ? $"provider {old.Provider} for resource {@new.Urn} has not been registered yet, this is due to a "
                        + "change of providers mixed with --target. Change your program back to the original providers"
                    : $"could not find provider {old.Provider} in old state"
            );
        }

        var steps = new List<Step>();
        Spare(old, goal, steps);
        return steps;
    }

    /// <summary>
    /// Nothing about it changes, not its name and not what the program would have changed of its options; so what it
    /// needed before stays too.
    /// </summary>
    private void Spare(ResourceState old, RegisterRequest? goal, List<Step> steps)
    {
        _seen.Add(old.Urn);
        _kept.Add(old.Urn);
        foreach (var needed in old.AllDependencies().Where(urn => !_kept.Contains(urn) && !_deleted.Contains(urn)))
        {
            if (run.Old(needed) is { } state && !_aliased.ContainsKey(needed))
            {
                Spare(state, null, steps);
            }
        }

        var kept = old.Copy();
        kept.Id = "";
        _new[old.Urn] = kept;
        steps.Add(new Step(StepOp.Same, old.Urn, old, kept) { Goal = goal, IsSpared = true });
    }

    private Step SkippedCreate(RegisterRequest goal, ResourceState @new)
    {
        _kept.Add(@new.Urn);
        _skippedCreates.Add(@new.Urn);
        return new Step(StepOp.Same, @new.Urn, null, @new) { IsSkippedCreate = true, Goal = goal };
    }

    /// <summary>What a step needs must not be among what targets leave out.</summary>
    private void CheckNeeds(IReadOnlyList<Step> steps)
    {
        if (Options.Targets.IsEmpty && Options.Excludes.IsEmpty)
        {
            return;
        }

        foreach (var step in steps.Where(step => step is { IsSkippedCreate: false, New: not null }))
        {
            foreach (var missing in step.New!.AllDependencies().Where(_skippedCreates.Contains).Distinct().ToList())
            {
                Tell(
                    step.Urn,
                    $"Resource '{step.Urn}' depends on '{missing}' which was was not specified in --target list."
                );
                if (!Options.Preview)
                {
                    throw new PlanningException(step.Urn, null);
                }

                _skippedCreates.Remove(missing);
            }
        }
    }
}
