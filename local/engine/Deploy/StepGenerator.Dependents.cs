using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>What a resource takes with it that is deleted before its replacement is made.</summary>
internal sealed partial class StepGenerator
{
    /// <summary>
    /// Who must go before a resource that is deleted first: dependants whose own provider says that a property which
    /// depends on it forces their replacement, and those that go or are replaced with it. In the order of deletion.
    /// </summary>
    private async Task<List<Step>> DependentDeletionsAsync(
        ResourceState root,
        string urn,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(ResourceState State, ImmutableArray<string> Keys)>();
        var replaced = new HashSet<string>(StringComparer.Ordinal) { root.Urn };
        foreach (var dependent in run.Graph.DependentsOf(root, includeChildren: false).Where(IsStillToCome))
        {
            if (await KeysForcedByAsync(dependent, replaced, cancellationToken) is { } keys)
            {
                replaced.Add(dependent.Urn);
                found.Add((dependent, keys));
            }
        }

        found.AddRange(
            run.Start.Resources.Where(state =>
                    IsStillToCome(state) && (state.DeletedWith == root.Urn || state.ReplaceWith.Contains(root.Urn))
                )
                .Select(state => (state, ImmutableArray<string>.Empty))
        );
        found.Reverse();
        var steps = new List<Step>();
        foreach (var (dependent, keys) in found)
        {
            if (dependent.Protect)
            {
                Tell(
                    urn,
                    $"unable to replace resource \"{dependent.Urn}\" as part of replacing \"{urn}\" as it is currently "
                        + "marked for protection. To unprotect the resource, remove the `protect` flag from the resource "
                        + "in your Pulumi program and run `pulumi up`, or use the command:\n"
                        + $"`pulumi state unprotect '{dependent.Urn}'`"
                );
                throw new PlanningException(urn, null);
            }

            if (!dependent.PendingReplacement && _deletedStates.Add(dependent))
            {
                _dependentKeys[dependent.Urn] = keys;
                _deleted.Add(dependent.Urn);
                run.Condemn(dependent.Urn);
                steps.Add(new Step(StepOp.DeleteReplaced, dependent.Urn, dependent, null) { AwaitsReplacement = true });
            }
        }

        return steps;
    }

    /// <summary>What this run has not dealt with yet.</summary>
    private bool IsStillToCome(ResourceState state) =>
        !state.Delete && !_kept.Contains(state.Urn) && !_aliased.ContainsKey(state.Urn);

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

        if (replaced.Contains(dependent.DeletedWith))
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
                    new DiffRequest(dependent.Urn, dependent.Id, dependent.Inputs, dependent.Outputs, inputs)
                    {
                        IgnoreChanges = dependent.IgnoreChanges,
                    },
                    cancellationToken
                );
        }
        catch (ProviderException fault)
        {
            throw new PlanningException(dependent.Urn, fault.Message);
        }

        diff = diff.Changes == DiffChanges.Unknown ? ByEngine(dependent.Inputs, inputs) : diff;
        diff = ReplaceOnChanges(diff, dependent.ReplaceOnChanges, hasInitErrors: false);
        return diff.IsReplace || IsReplaceByPath(diff) ? diff.ReplaceKeys : null;
    }
}
