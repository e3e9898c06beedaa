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
        foreach (var urn in run.Options.Targets.Literals.Where(urn => run.Old(urn) is null))
        {
            if (run.Options.Kind == DeploymentKind.Refresh)
            {
                throw new RefusedException($"no resource named '{urn}' found");
            }
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
            run.StackOutputs?.Invoke();
        }

        return outcome;
    }

    private async Task<DeploymentOutcome> ReadAsync(Func<ResourceState, bool> isLeft, bool dropsEmpty)
    {
        var steps = run
            .Start.Resources.Where(state => IsMeant(state) && isLeft(state))
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

    private bool IsMeant(ResourceState state) =>
        (run.Options.Targets.IsEmpty || run.Options.Targets.Contains(state.Urn))
        && !run.Options.Excludes.Contains(state.Urn);

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
