using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Deletes what is left over, dependants first; what nothing needs goes at once.</summary>
internal sealed class DeletePhase(DeploymentRun run)
{
    private static ResourceState Unchanged(ResourceState state)
    {
        var same = state.Copy();
        same.Id = "";
        return same;
    }

    /// <summary>False when the deletes could not even be planned.</summary>
    public async Task<bool> RunAsync()
    {
        IReadOnlyList<Step> steps;
        try
        {
            steps = run.Generator.GenerateDeletes();
            run.Plans.Check(steps);
            foreach (var state in run.Generator.LeftAlone(steps))
            {
                await run.Executor.RunChainAsync([new Step(StepOp.Same, state.Urn, state, Unchanged(state))]);
            }

            foreach (var step in steps.Where(step => step.Old is { Custom: true, External: false, IsProvider: false }))
            {
                await run.Providers.EnsureAsync(step.Old!, run.Start, run.Forceful);
            }
        }
        catch (PlanningException fault)
        {
            if (!fault.IsReported)
            {
                run.Reporter.Diagnose(LogSeverity.Error, null, fault.Message);
            }
            else
            {
                run.Reporter.Diagnose(
                    LogSeverity.Error,
                    null,
                    run.Options.Preview ? "preview failed" : "update failed"
                );
            }

            return false;
        }
        catch (ProviderException fault)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, fault.Message);
            return false;
        }

        foreach (var step in steps)
        {
            run.Condemn(step.Urn);
        }

        var refused = await RefuseProtectedAsync(steps);
        if (refused.Count > 0 && !run.Options.ContinueOnError)
        {
            return true;
        }

        var needed = refused
            .Select(step => step.Old!)
            .Concat(run.Holding)
            .SelectMany(state => state.AllDependencies())
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var layer in run.Graph.DeletionLayers([.. steps.Where(step => !refused.Contains(step))], step => step.Old!)
        )
        {
            var possible = layer.Where(step => !needed.Contains(step.Urn)).ToList();
            foreach (var blocked in layer.Except(possible))
            {
                needed.UnionWith(blocked.Old!.AllDependencies());
            }

            var outcomes = await Task.WhenAll(possible.Select(step => run.Executor.RunChainAsync([step])));
            foreach (var (step, outcome) in possible.Zip(outcomes))
            {
                if (outcome != StepExecutor.Outcome.Done)
                {
                    needed.UnionWith(step.Old!.AllDependencies());
                }
            }

            if (run.Stopped.IsCancellationRequested)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>
    /// The deletes of protected resources fail before any other begins: what depends on such a resource is not gone for
    /// nothing. One that merely has to stay for another's sake is not told.
    /// </summary>
    private async Task<List<Step>> RefuseProtectedAsync(IReadOnlyList<Step> steps)
    {
        var kept = steps.Where(step => step is { Op: StepOp.Delete, Old.Protect: true }).ToList();
        var states = kept.Select(step => step.Old).ToHashSet();
        kept.RemoveAll(step => run.Graph.DependentsOf(step.Old!, includeChildren: true).Any(states.Contains));
        run.KeepsGoing = true;
        foreach (var step in kept)
        {
            await run.Executor.RunChainAsync([step]);
        }

        run.KeepsGoing = false;
        return kept;
    }
}
