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

        if (diff.Changes == DiffChanges.Some || old.InitErrors.Length > 0)
        {
            foreach (var fault in goal.ReplaceOnChanges.Select(PropertyPath.Fault).OfType<string>())
            {
                throw new PlanningException(@new.Urn, fault);
            }
        }

        diff = ReplaceOnChanges(diff, goal.ReplaceOnChanges, old.InitErrors.Length > 0);
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
        if (IsToBeReplaced(@new, old))
        {
            return Replacement("id");
        }

        if (goal.ReplaceWith.Any(_replaced.Contains))
        {
            return Replacement("replaceWith");
        }

        if (goal.DeletedWith is { Length: > 0 } with && _replaced.Contains(with))
        {
            return Replacement("deletedWith");
        }

        if (await ProviderChangedAsync(old, @new, cancellationToken))
        {
            return Replacement("provider");
        }

        if (provider is null)
        {
            return old.Inputs.Equals(@new.Inputs) ? DiffResult.None : new DiffResult(DiffChanges.Some);
        }

        if (!provider.Configured)
        {
            run.Reporter.Diagnose(LogSeverity.Warning, @new.Urn, DiffUnavailable);
            return new DiffResult(DiffChanges.Some);
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
        if (old.Provider == @new.Provider)
        {
            return false;
        }

        if (
            !ProviderReference.TryParse(old.Provider, out var before)
            || !ProviderReference.TryParse(@new.Provider, out var now)
        )
        {
            // A component has none.
            return true;
        }

        if (_aliased.GetValueOrDefault(before.Urn) == now.Urn)
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
        bool hasInitErrors
    )
    {
        var paths = replaceOnChanges.Select(PropertyPath.TryParse).OfType<PropertyPath>().ToList();
        if (paths.Count == 0 || (diff.Changes != DiffChanges.Some && !hasInitErrors))
        {
            return diff;
        }

        var detailed = diff.Detailed?.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => isMeant(PropertyPath.TryParse(entry.Key)) ? ObjectDiff.AsReplace(entry.Value) : entry.Value,
            StringComparer.Ordinal
        );
        var keys = diff.ReplaceKeys.Union(diff.ChangedKeys.Where(key => isMeant(PropertyPath.Root.Then(key))));
        if (!hasInitErrors || !isMeant(PropertyPath.Root.Then(InitError)))
        {
            return diff with { Detailed = detailed, ReplaceKeys = [.. keys.Order(StringComparer.Ordinal)] };
        }

        return diff with
        {
            Changes = DiffChanges.Some,
            Detailed = detailed?.SetItem(InitError, new PropertyDiff(PropertyDiffKind.UpdateReplace, InputDiff: false)),
            ReplaceKeys = [.. keys.Append(InitError).Order(StringComparer.Ordinal)],
        };

        bool isMeant(PropertyPath? changed) => changed is not null && paths.Any(path => path.Contains(changed));
    }

    /// <summary>Stands for a resource that exists but is not as it should be, among the paths that replace it.</summary>
    private const string InitError = "#initerror";

    private const string DiffUnavailable =
        "The provider for this resource has inputs that are not known during preview.\n"
        + "This preview may not correctly represent the changes that will be applied during an update.";

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
        RefuseReplacementOfImported(goal, old, @new, diff);
        _replaced.Add(@new.Urn);
        if (provider is not null && !IsToBeReplaced(@new, old))
        {
            // Defaults are computed anew, as for a resource that never was.
            @new.Inputs = await CheckAsync(provider, @new, PropertyMap.Empty, goal.Inputs, cancellationToken);
        }

        if (!(goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace))
        {
            return old.PendingReplacement
                ? ReplaceAndCreate(goal, old, @new, diff)
                : CreateFirst(goal, old, @new, diff);
        }

        var steps = await DependentDeletionsAsync(old, @new.Urn, cancellationToken);
        if (!old.PendingReplacement)
        {
            _deletedStates.Add(old);
            run.Condemn(old.Urn);
            steps.Add(new Step(StepOp.DeleteReplaced, old.Urn, old, null) { AwaitsReplacement = true });
        }

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

    /// <summary>An update ends here; a preview goes on, to tell of all that it finds.</summary>
    private void ThrowIfProtected(ResourceState old, ResourceState @new)
    {
        if (old.Protect && @new.Protect)
        {
            Tell(
                @new.Urn,
                $"unable to replace resource \"{@new.Urn}\"\nas it is currently marked for protection. "
                    + "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi "
                    + "program and run `pulumi up`"
            );
            if (!Options.Preview)
            {
                throw new PlanningException(@new.Urn, null);
            }
        }
    }

    private void Tell(string urn, string error)
    {
        run.Reporter.Diagnose(LogSeverity.Error, urn, error);
        run.IsFlawed = true;
    }
}
