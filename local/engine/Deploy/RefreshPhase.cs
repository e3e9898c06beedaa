using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Reads the live state of every resource, all at once, and puts it in place of the state.</summary>
internal sealed class RefreshPhase(DeploymentRun run)
{
    public async Task<DeploymentOutcome> RunAsync()
    {
        if (
            run.Start.Resources.Length > 0
            && (!Deployment.AreKnown(run, run.Options.Targets) || !Deployment.AreKnown(run, run.Options.Excludes))
        )
        {
            return DeploymentOutcome.Failed;
        }

        return await ReadAsync(_ => true, dropsEmpty: true);
    }

    /// <summary>Reads what no registration has had read.</summary>
    public async Task<DeploymentOutcome> RestAsync()
    {
        run.SetStart(run.Journal.Current);
        var outcome = await ReadAsync(state => !run.Generator.Knows(state.Urn), dropsEmpty: false);
        if (outcome == DeploymentOutcome.Succeeded)
        {
            run.StackOutputs?.Invoke(false);
        }

        return outcome;
    }

    private async Task<DeploymentOutcome> ReadAsync(Func<ResourceState, bool> isLeft, bool dropsEmpty)
    {
        var meant = Meant();
        var steps = run
            .Start.Resources.Where(state => meant.Contains(state) && isLeft(state))
            .Select(state => new Step(StepOp.Refresh, state.Urn, state, state))
            .ToList();
        try
        {
            foreach (var step in steps.Where(step => step.Old is { Custom: true, IsProvider: false }))
            {
                await run.Providers.EnsureAsync(step.Old!, run.Start, run.Forceful);
            }
        }
        catch (ProviderException fault)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, fault.Message);
            return DeploymentOutcome.Failed;
        }

        run.KeepsGoing = true;
        await Task.WhenAll(steps.Select(step => run.Executor.RunChainAsync([step])));
        run.KeepsGoing = false;
        Rebuild(steps, dropsEmpty);
        if (Deployment.Ended(run) is { } ended)
        {
            return ended;
        }

        return DeploymentOutcome.Succeeded;
    }

    /// <summary>Dependents follow what is targeted or excluded; they come after it.</summary>
    private HashSet<ResourceState> Meant()
    {
        var options = run.Options;
        var (meant, touched) = (new HashSet<ResourceState>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var state in run.Start.Resources)
        {
            var named = options.Excludes.IsEmpty ? options.Targets : options.Excludes;
            var follows = options.Excludes.IsEmpty ? options.TargetDependents : options.ExcludeDependents;
            if (named.Contains(state.Urn) || (follows && state.AllDependencies().Any(touched.Contains)))
            {
                touched.Add(state.Urn);
            }

            if (named.IsEmpty || touched.Contains(state.Urn) == options.Excludes.IsEmpty)
            {
                meant.Add(state);
            }
        }

        return meant;
    }

    private void Rebuild(List<Step> steps, bool dropsEmpty)
    {
        var done = steps.ToDictionary(step => step.Old!);
        var states = new List<ResourceState>();
        foreach (var state in run.Start.Resources)
        {
            if (!done.TryGetValue(state, out var step))
            {
                states.Add(state);
            }
            else if (step.New is { } @new)
            {
                states.Add(@new);
            }
        }

        var left = states.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var state in states)
        {
            state.DropReferences(urn => !left.Contains(urn));
            state.PropertyDependencies = state
                .PropertyDependencies.Where(entry => entry.Value.Length > 0 || !dropsEmpty)
                .ToImmutableSortedDictionary(StringComparer.Ordinal);
        }

        run.Journal.Rebase(states);
        run.SetStart(run.Start with { Resources = [.. states] });
    }
}
