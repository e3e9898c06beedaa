using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>In a refresh or destroy the program only tells what there is; what is not there is not made.</summary>
internal sealed partial class StepGenerator
{
    /// <param name="IsAll">False when what follows is as in an update: components and providers are the program's.</param>
    private sealed record ToldSteps(IReadOnlyList<Step> Steps, bool IsAll);

    private ToldSteps? Told(RegisterRequest goal, ResourceState @new, ResourceState? old) =>
        Options.Kind switch
        {
            DeploymentKind.Destroy => ToldInDestroy(goal, @new, old),
            DeploymentKind.Refresh => ToldInRefresh(goal, @new, old),
            _ => null,
        };

    /// <summary>What the program says of options holds for the deletes that follow.</summary>
    private ToldSteps? ToldInDestroy(RegisterRequest goal, ResourceState @new, ResourceState? old)
    {
        var isOwn = goal.Custom && !@new.IsProvider;
        if (@new.AllDependencies().Any(_skippedCreates.Contains) || (isOwn && old is null))
        {
            return new ToldSteps([SkippedCreate(goal, @new)], IsAll: true);
        }

        if (!isOwn)
        {
            return null;
        }

        _kept.Add(@new.Urn);
        @new.Inputs = old!.Inputs;
        return new ToldSteps([new Step(StepOp.Same, @new.Urn, old, @new) { Goal = goal }], IsAll: true);
    }

    /// <summary>In a refresh that runs the program each registration is read.</summary>
    private ToldSteps? ToldInRefresh(RegisterRequest goal, ResourceState @new, ResourceState? old)
    {
        var isOwn = (goal.Custom && !@new.IsProvider) || @new.AllDependencies().Any(_skippedCreates.Contains);
        if (old is null)
        {
            return isOwn ? new ToldSteps([SkippedCreate(goal, @new)], IsAll: true) : null;
        }

        if (!IsIncluded(old))
        {
            if (!isOwn)
            {
                return null;
            }

            _new[@new.Urn] = old;
            return new ToldSteps([new Step(StepOp.Same, @new.Urn, old, old) { IsOnlyAnswer = true }], IsAll: true);
        }

        _kept.Add(@new.Urn);
        return new ToldSteps(
            [new Step(StepOp.Refresh, @new.Urn, old, old) { IsRegistered = true, Goal = goal }],
            isOwn
        );
    }

    /// <summary>A refresh has found that a registered resource is gone: what the program does with it is not known.</summary>
    public IReadOnlyList<Step> AfterGone(Step refresh, RegisterRequest goal)
    {
        var @new = NewState(goal, refresh.Urn, goal.Inputs);
        _new[refresh.Urn] = @new;
        return [SkippedCreate(goal, @new)];
    }
}
