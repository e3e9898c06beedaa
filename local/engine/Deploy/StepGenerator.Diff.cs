using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>A resource that was there before: unchanged, updated or replaced.</summary>
internal sealed partial class StepGenerator
{
    private async Task<IReadOnlyList<Step>> FromDiffAsync(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        ProviderHandle? provider,
        CancellationToken cancellationToken
    )
    {
        DiffResult diff;
        try
        {
            diff = await DiffAsync(goal, old, @new, provider, cancellationToken);
        }
        catch (Exception fault) when (fault is ProviderException or MissingPackageException)
        {
            throw new PlanningException(@new.Urn, fault.Message);
        }

        diff = ReplaceOnChanges(diff, goal.ReplaceOnChanges, old.Inputs, @new.Inputs);
        if (diff.Changes == DiffChanges.Some || old.PendingReplacement)
        {
            return diff.IsReplace || IsReplaceByPath(diff) || old.PendingReplacement
                ? await ReplaceAsync(goal, old, @new, provider, diff, cancellationToken)
                :
                [
                    new Step(StepOp.Update, @new.Urn, old, @new)
                    {
                        Diffs = diff.ChangedKeys,
                        Detailed = diff.Detailed,
                        IgnoreChanges = goal.IgnoreChanges,
                        Goal = goal,
                    },
                ];
        }

        return old.InitErrors.Length > 0
            ? [new Step(StepOp.Update, @new.Urn, old, @new) { IgnoreChanges = goal.IgnoreChanges, Goal = goal }]
            : [new Step(StepOp.Same, @new.Urn, old, @new) { Goal = goal }];
    }

    private async Task<DiffResult> DiffAsync(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        ProviderHandle? provider,
        CancellationToken cancellationToken
    )
    {
        if (Options.Replace.Contains(@new.Urn) || old.Taint)
        {
            return Replacement("id");
        }

        if (await ProviderChangedAsync(old, @new, cancellationToken))
        {
            return Replacement("provider");
        }

        if (goal.DeletedWith is { Length: > 0 } with && _replaced.Contains(with))
        {
            return Replacement("deletedWith");
        }

        if (goal.ReplaceWith.Any(_replaced.Contains))
        {
            return Replacement("replaceWith");
        }

        if (provider is null)
        {
            return ByEngine(old.Inputs, @new.Inputs);
        }

        if (!provider.Configured)
        {
            return DiffResult.None;
        }

        var result = await provider.DiffAsync(
            new DiffRequest(@new.Urn, old.Id, old.Inputs, old.Outputs, @new.Inputs)
            {
                IgnoreChanges = goal.IgnoreChanges,
            },
            cancellationToken
        );
        return result.Changes == DiffChanges.Unknown ? ByEngine(old.Inputs, @new.Inputs) : result;
    }

    private static DiffResult Replacement(string key) => new(DiffChanges.Some) { ReplaceKeys = [key] };

    private static DiffResult ByEngine(PropertyMap old, PropertyMap wanted) => ProviderRegistry.ByEngine(old, wanted);

    private static bool IsReplaceByPath(DiffResult diff) => diff.Detailed?.Values.Any(kind => kind.IsReplace) == true;

    private async Task<bool> ProviderChangedAsync(
        ResourceState old,
        ResourceState @new,
        CancellationToken cancellationToken
    )
    {
        if (
            old.Provider == @new.Provider
            || !ProviderReference.TryParse(old.Provider, out var before)
            || !ProviderReference.TryParse(@new.Provider, out var now)
        )
        {
            return false;
        }

        var oldProvider =
            run.Start.Resources.FirstOrDefault(state => state.Urn == before.Urn && state.Id == before.Id)
            ?? run.Start.Resources.FirstOrDefault(state => state.Id == before.Id && state.IsProvider);
        var newProvider = NewState(now.Urn);
        return oldProvider is not null
            && newProvider is not null
            && await run.Providers.IsReplacementAsync(oldProvider, newProvider, cancellationToken);
    }

    /// <summary>
    /// Paths given by <c>replaceOnChanges</c>: a path at the top names its key, a deeper one only changes the kind of
    /// the difference.
    /// </summary>
    private static DiffResult ReplaceOnChanges(
        DiffResult diff,
        ImmutableArray<string> replaceOnChanges,
        PropertyMap old,
        PropertyMap wanted
    )
    {
        if (replaceOnChanges.Length == 0 || diff.Changes != DiffChanges.Some)
        {
            return diff;
        }

        var paths = replaceOnChanges.Select(PropertyPath.TryParse).OfType<PropertyPath>().ToList();
        if (diff.Detailed is null)
        {
            var all = ObjectDiff.Compare(old, wanted);
            var keys = diff.ChangedKeys.Where(key => paths.Any(path => path.Contains(PropertyPath.Root.Then(key))));
            return all.Count == 0 ? diff : diff with { ReplaceKeys = [.. diff.ReplaceKeys.Union(keys)] };
        }

        var detailed = diff.Detailed;
        var forced = new SortedSet<string>(diff.ReplaceKeys, StringComparer.Ordinal);
        foreach (var (text, kind) in diff.Detailed)
        {
            if (PropertyPath.TryParse(text) is not { } changed || !paths.Any(path => path.Contains(changed)))
            {
                continue;
            }

            detailed = detailed.SetItem(text, ObjectDiff.AsReplace(kind));
            if (
                changed.Parts[0] is PathPart.Member top
                && paths.Any(path => path.Contains(PropertyPath.Root.Then(top.Name)))
            )
            {
                forced.Add(top.Name);
            }
        }

        return diff with
        {
            Detailed = detailed,
            ReplaceKeys = [.. forced],
        };
    }

    private async Task<IReadOnlyList<Step>> ReplaceAsync(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        ProviderHandle? provider,
        DiffResult diff,
        CancellationToken cancellationToken
    )
    {
        ThrowIfProtected(old, @new);

        if (goal.ImportId is { Length: > 0 })
        {
            ThrowReplacementRefused(@new.Urn, ImportedMayNotBeReplaced);
        }

        _replaced.Add(@new.Urn);
        if (provider is not null)
        {
            // Defaults are computed anew, as for a resource that never was.
            @new.Inputs = await CheckAsync(provider, @new, PropertyMap.Empty, goal.Inputs, cancellationToken);
        }

        if (old.PendingReplacement)
        {
            return ReplaceAndCreate(goal, old, @new, diff);
        }

        if (!(goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace))
        {
            return CreateFirst(goal, old, @new, diff);
        }

        var steps = await DependentDeletionsAsync(old, cancellationToken);
        _deletedStates.Add(old);
        steps.Add(new Step(StepOp.DeleteReplaced, old.Urn, old, null) { AwaitsReplacement = true });
        steps.AddRange(ReplaceAndCreate(goal, old, @new, diff));
        return steps;
    }

    private static IReadOnlyList<Step> ReplaceAndCreate(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        DiffResult diff
    ) =>
        [
            new Step(StepOp.Replace, @new.Urn, old, @new)
            {
                Keys = diff.ReplaceKeys,
                Diffs = diff.ChangedKeys,
                Detailed = diff.Detailed,
                Goal = goal,
            },
            new Step(StepOp.CreateReplacement, @new.Urn, old, @new)
            {
                Keys = diff.ReplaceKeys,
                Diffs = diff.ChangedKeys,
                Detailed = diff.Detailed,
                Goal = goal,
            },
        ];

    private const string ImportedMayNotBeReplaced =
        "previously-imported resources that still specify an ID may not be replaced; "
        + "please remove the `import` declaration from your program";

    private void ThrowIfProtected(ResourceState old, ResourceState @new)
    {
        if (old.Protect && @new.Protect)
        {
            ThrowReplacementRefused(
                @new.Urn,
                $"unable to replace resource \"{@new.Urn}\"\nas it is currently marked for protection. "
                    + "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi "
                    + "program and run `pulumi up`"
            );
        }
    }

    private void ThrowReplacementRefused(string urn, string message)
    {
        run.Reporter.Diagnose(LogSeverity.Error, urn, message);
        throw new PlanningException(urn, null);
    }

    /// <summary>
    /// Who must go before a resource that is deleted first: dependants whose own provider says that a property which
    /// depends on it forces their replacement. Returned in the order of deletion.
    /// </summary>
    private async Task<List<Step>> DependentDeletionsAsync(ResourceState root, CancellationToken cancellationToken)
    {
        var found = new List<ResourceState>();
        var replaced = new HashSet<string>(StringComparer.Ordinal) { root.Urn };
        foreach (var dependent in run.Graph.DependentsOf(root, includeChildren: false))
        {
            if (await KeysForcedByAsync(dependent, replaced, cancellationToken) is not { } keys)
            {
                continue;
            }

            if (dependent.Protect)
            {
                ThrowReplacementRefused(
                    root.Urn,
                    $"unable to replace resource \"{root.Urn}\"\nas \"{dependent.Urn}\" would have to be deleted before it "
                        + "and is protected. To unprotect that resource, use the command:\n"
                        + $"`pulumi state unprotect '{dependent.Urn}'`"
                );
            }

            replaced.Add(dependent.Urn);
            if (_deletedStates.Add(dependent))
            {
                _dependentKeys[dependent.Urn] = keys;
                found.Add(dependent);
            }
        }

        found.Reverse();
        foreach (var dependent in found)
        {
            _deleted.Add(dependent.Urn);
        }

        return
        [
            .. found.Select(dependent => new Step(StepOp.DeleteReplaced, dependent.Urn, dependent, null)
            {
                AwaitsReplacement = true,
            }),
        ];
    }

    /// <summary>The properties that force the replacement; null when nothing does.</summary>
    private async Task<ImmutableArray<string>?> KeysForcedByAsync(
        ResourceState dependent,
        HashSet<string> replaced,
        CancellationToken cancellationToken
    )
    {
        if (!dependent.Custom || dependent.External || dependent.Delete)
        {
            return null;
        }

        if (ProviderReference.TryParse(dependent.Provider, out var reference) && replaced.Contains(reference.Urn))
        {
            return [];
        }

        var unknown = dependent
            .Inputs.Keys.Where(name =>
                dependent.PropertyDependencies.GetValueOrDefault(name, []).Any(replaced.Contains)
            )
            .ToList();
        if (unknown.Count == 0)
        {
            return null;
        }

        var inputs = dependent.Inputs.With(unknown.Select(name => KeyValuePair.Create(name, PropertyValue.Unknown)));
        DiffResult diff;
        try
        {
            await run.Providers.EnsureAsync(dependent, run.Start, cancellationToken);
            diff = await run.ProviderOfOld(dependent)
                .DiffAsync(
                    new DiffRequest(dependent.Urn, dependent.Id, dependent.Inputs, dependent.Outputs, inputs),
                    cancellationToken
                );
        }
        catch (ProviderException fault)
        {
            throw new PlanningException(dependent.Urn, fault.Message);
        }

        diff = ReplaceOnChanges(diff, dependent.ReplaceOnChanges, dependent.Inputs, inputs);
        return diff.IsReplace ? diff.ReplaceKeys : null;
    }
}
