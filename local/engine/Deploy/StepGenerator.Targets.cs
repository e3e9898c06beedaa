using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Targets and excludes: what a run may touch.</summary>
internal sealed partial class StepGenerator
{
    private bool IsConstrained => !Options.Targets.IsEmpty || !Options.Excludes.IsEmpty;

    private bool IsTargeted(ResourceState state)
    {
        if (!Options.Excludes.IsEmpty)
        {
            return !Options.Excludes.Contains(state.Urn)
                && !(
                    Options.ExcludeDependents
                    && state
                        .AllDependencies()
                        .Any(urn => !_targeted.Contains(urn) && _seen.Contains(urn) && !IsImplicit(urn))
                );
        }

        return Options.Targets.IsEmpty
            || Options.Targets.Contains(state.Urn)
            || (Options.TargetDependents && state.AllDependencies().Any(_targeted.Contains));
    }

    /// <summary>The root stack and providers go along with whatever needs them.</summary>
    private static bool IsImplicit(string urn) =>
        Urn.Parse(urn).Type == Urn.RootType || ProviderReference.IsProviderType(Urn.Parse(urn).Type);

    private IReadOnlyList<Step>? Untargeted(RegisterRequest goal, ResourceState @new, ResourceState? old)
    {
        // In a refresh or destroy the program only tells what there is; nothing of it is applied.
        var isOnlyTold = Options.Kind is DeploymentKind.Refresh or DeploymentKind.Destroy;
        if (!IsConstrained && !isOnlyTold)
        {
            return null;
        }

        if (Options.Kind == DeploymentKind.Refresh)
        {
            return Refreshed(goal, @new, old);
        }

        if (isOnlyTold && IsImplicit(@new.Urn))
        {
            return null;
        }

        if (!isOnlyTold && IsTargeted(@new))
        {
            _targeted.Add(@new.Urn);
            return null;
        }

        if (@new.Type == Urn.RootType || ProviderReference.IsDefault(@new.Urn) || (old is null && IsImplicit(@new.Urn)))
        {
            return null;
        }

        _kept.Add(@new.Urn);
        if (old is null)
        {
            _skippedCreates.Add(@new.Urn);
            return [new Step(StepOp.Same, @new.Urn, null, @new) { IsSkippedCreate = true, Goal = goal }];
        }

        // Nothing about it changes, not even what the program would have changed of its options.
        var kept = old.Copy(@new.Urn, @new.Type);
        kept.Id = "";
        _new[@new.Urn] = kept;
        return [new Step(StepOp.Same, @new.Urn, old, kept) { Goal = goal }];
    }

    /// <summary>In a refresh that runs the program each registration is read; what does not exist is not made.</summary>
    private IReadOnlyList<Step>? Refreshed(RegisterRequest goal, ResourceState @new, ResourceState? old)
    {
        _kept.Add(@new.Urn);
        if (old is null)
        {
            return IsImplicit(@new.Urn)
                ? null
                : [new Step(StepOp.Same, @new.Urn, null, @new) { IsSkippedCreate = true, Goal = goal }];
        }

        var refresh = new Step(StepOp.Refresh, @new.Urn, old, old) { IsRegistered = true };
        if (@new.Custom && !@new.IsProvider)
        {
            return [refresh];
        }

        var kept = old.Copy(@new.Urn, @new.Type);
        _new[@new.Urn] = kept;
        return [refresh, new Step(StepOp.Same, @new.Urn, old, kept) { Goal = goal }];
    }

    private void ThrowIfTargetNeedsSkipped(IReadOnlyList<Step> steps)
    {
        if (_skippedCreates.Count == 0)
        {
            return;
        }

        foreach (var step in steps.Where(step => step.Op != StepOp.Same && step.New is not null))
        {
            if (step.New!.AllDependencies().FirstOrDefault(_skippedCreates.Contains) is { } missing)
            {
                run.Reporter.Diagnose(
                    LogSeverity.Error,
                    step.Urn,
                    $"Resource '{step.Urn}' depends on '{missing}' which was was not specified in --target list."
                );
                throw new PlanningException(step.Urn, null);
            }
        }
    }
}
