using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Reads, and what is left over when the program has ended.</summary>
internal sealed partial class StepGenerator
{
    /// <summary>The steps for reading an existing resource.</summary>
    public IReadOnlyList<Step> GenerateRead(ReadResourceRequest request)
    {
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        ThrowIfTwice(urn);
        var state = new ResourceState
        {
            Urn = urn,
            Type = request.Type,
            Custom = true,
            External = true,
            Id = request.Id,
            Inputs = request.Inputs.Where((_, value) => !value.IsNull),
            Parent = request.Parent ?? "",
            Dependencies = [.. request.DependsOn.Distinct(StringComparer.Ordinal)],
            Provider = request.Provider ?? "",
            AdditionalSecretOutputs = request.AdditionalSecretOutputs,
        };
        if (state.Id.Length == 0)
        {
            throw new PlanningException(urn, $"Expected an ID for {urn}");
        }

        _new[urn] = state;
        _kept.Add(urn);
        var old = FindOld(urn, AliasesOf(request.Type, request.Name, request.Parent, []));
        if (old is { External: false } && old.Id != request.Id)
        {
            _replaced.Add(urn);
            return
            [
                new Step(StepOp.ReadReplacement, urn, old, state) { MarksOldForDeletion = true },
                new Step(StepOp.Replace, urn, old, state),
            ];
        }

        return [new Step(StepOp.Read, urn, old, state)];
    }

    /// <summary>Deletes of what was replaced, and of what the program no longer names; last resource first.</summary>
    /// <exception cref="PlanningException">A target would take others with it that are not targeted.</exception>
    public IReadOnlyList<Step> GenerateDeletes()
    {
        var steps = new List<Step>();
        foreach (var state in run.Start.Resources.Reverse())
        {
            if (state.Delete)
            {
                if (!_deletedStates.Contains(state))
                {
                    var op = state.External ? StepOp.DiscardReplaced : StepOp.DeleteReplaced;
                    steps.Add(new Step(op, state.Urn, state, null));
                }
            }
            else if (!IsDealtWith(state))
            {
                if (MayStillCome(state))
                {
                    run.Reporter.Diagnose(
                        LogSeverity.Warning,
                        state.Urn,
                        "this preview may be incomplete: the resource is created inside Apply, which a preview does not run "
                            + "while a value is unknown. It is not shown as a delete; the update decides."
                    );
                    continue;
                }

                steps.Add(LeftOver(state));
            }
        }

        return Allowed(steps);
    }

    /// <summary>What is neither registered nor deleted, because targets or excludes spare it: it goes on as it is.</summary>
    public IEnumerable<ResourceState> LeftAlone(IReadOnlyList<Step> deletes)
    {
        if (!IsConstrained && !Options.ExcludeProtected)
        {
            return [];
        }

        var deleted = deletes.Select(step => step.Old).ToHashSet();
        return run.Start.Resources.Where(state => !deleted.Contains(state) && !IsDealtWith(state)).ToList();
    }

    /// <summary>A preview in which something changes has unknown values, and does not see what waits for them.</summary>
    private bool MayStillCome(ResourceState state) =>
        state.InApply && Options is { Preview: true, Kind: DeploymentKind.Update } && run.Reporter.HasChanges;

    private static Step LeftOver(ResourceState state) =>
        state.PendingReplacement ? new Step(StepOp.RemovePendingReplace, state.Urn, state, null)
        : state.External ? new Step(StepOp.Discard, state.Urn, state, null)
        : new Step(StepOp.Delete, state.Urn, state, null);

    private bool IsDealtWith(ResourceState state) =>
        _kept.Contains(state.Urn) || _seen.Contains(state.Urn) || _aliased.ContainsKey(state.Urn);

    /// <summary>The name that an old resource has by now.</summary>
    private string UrnNow(ResourceState state) => _aliased.GetValueOrDefault(state.Urn, state.Urn);

    /// <summary>Targets and excludes applied to deletes.</summary>
    private List<Step> Allowed(List<Step> steps)
    {
        if (!Options.Excludes.IsEmpty || Options.ExcludeProtected)
        {
            return WithoutExcluded(steps);
        }

        if (Options.Targets.IsEmpty)
        {
            return steps;
        }

        var chosen = run.Start.Resources.Where(state => Options.Targets.Contains(state.Urn)).ToHashSet();
        foreach (var target in chosen.ToList())
        {
            chosen.UnionWith(run.Graph.DependentsOf(target, includeChildren: true));
        }

        var deletes = steps.Where(step => chosen.Contains(step.Old!)).ToList();
        foreach (var step in Options.TargetDependents ? [] : deletes.AsEnumerable().Reverse())
        {
            if (!Options.Targets.Contains(step.Urn))
            {
                Tell(
                    step.Urn,
                    $"Resource '{step.Urn}' will be destroyed but was not specified in --target list.\n"
                        + "Either include resource in --target list or pass --target-dependents to proceed."
                );
            }
        }

        return run.IsFlawed && !Options.Preview ? throw new PlanningException("", null) : deletes;
    }

    /// <summary>What is excluded stays, with all that it needs.</summary>
    private List<Step> WithoutExcluded(List<Step> steps)
    {
        var staying = new HashSet<string>(StringComparer.Ordinal);
        var byUrn = run.Start.Resources.ToLookup(state => state.Urn, StringComparer.Ordinal);
        var waiting = new Queue<string>(
            run.Start.Resources.Where(state =>
                    Options.Excludes.Contains(UrnNow(state)) || (Options.ExcludeProtected && state.Protect)
                )
                .Select(state => state.Urn)
        );
        if (Options.ExcludeDependents)
        {
            foreach (var state in run.Start.Resources.Where(state => Options.Excludes.Contains(UrnNow(state))).ToList())
            {
                foreach (var dependent in run.Graph.DependentsOf(state, includeChildren: true))
                {
                    waiting.Enqueue(dependent.Urn);
                }
            }
        }

        while (waiting.TryDequeue(out var urn))
        {
            if (staying.Add(urn))
            {
                foreach (var needed in byUrn[urn].SelectMany(state => state.AllDependencies()))
                {
                    waiting.Enqueue(needed);
                }
            }
        }

        return [.. steps.Where(step => !staying.Contains(step.Urn))];
    }
}
