namespace CustomerLake.Local.Engine.State;

/// <summary>
/// The invariants of a checkpoint, checked before and after every operation:
/// a resource comes after its parent, provider and dependencies, each of which exists; a URN occurs once, save for
/// those that wait for deletion; provider references can be read; a custom resource has an id.
/// </summary>
public static class SnapshotIntegrity
{
    /// <summary>The first fault, in the words of the Pulumi engine; null when there is none.</summary>
    public static string? FirstFault(Snapshot snapshot)
    {
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        var providers = new HashSet<string>(StringComparer.Ordinal);
        var all = snapshot.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, state) in snapshot.Resources.Index())
        {
            if (FaultOf(state, position, providers, all) is { } fault)
            {
                return fault;
            }

            if (state.IsProvider)
            {
                providers.Add(new ProviderReference(state.Urn, state.Id).ToString());
            }

            if (!state.Delete && position.ContainsKey(state.Urn) && IsLive(snapshot, state.Urn, index))
            {
                return $"duplicate resource {state.Urn} (not marked for deletion)";
            }

            position[state.Urn] = index;
        }

        return null;
    }

    /// <exception cref="SnapshotIntegrityException">An invariant is broken.</exception>
    public static void Verify(Snapshot snapshot)
    {
        if (FirstFault(snapshot) is { } fault)
        {
            throw new SnapshotIntegrityException(fault);
        }
    }

    /// <summary>Sorts resources after what they need and drops what refers to nothing.</summary>
    public static Snapshot Repair(Snapshot snapshot)
    {
        var all = snapshot.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var states = snapshot.Resources.Select(state => state.Copy()).ToList();
        foreach (var state in states)
        {
            state.DropReferences(urn => urn.Length > 0 && !all.Contains(urn));
        }

        return snapshot with
        {
            Resources = SnapshotOrder.Of(states),
        };
    }

    private static bool IsLive(Snapshot snapshot, string urn, int before) =>
        snapshot.Resources.Take(before).Any(state => state.Urn == urn && !state.Delete);

    private static string? FaultOf(
        ResourceState state,
        Dictionary<string, int> seen,
        HashSet<string> providers,
        HashSet<string> all
    )
    {
        var urn = state.Urn;
        if (state.Provider.Length > 0)
        {
            if (!ProviderReference.TryParse(state.Provider, out var reference))
            {
                return $"failed to parse provider reference for resource {urn}: {ProviderReference.Fault(state.Provider)}";
            }

            // One that was deleted to be made again may have outlived its provider.
            if (!state.PendingReplacement && !providers.Contains(reference.ToString()))
            {
                return $"resource {urn} refers to unknown provider {state.Provider}";
            }
        }

        if (state.Parent.Length > 0 && !seen.ContainsKey(state.Parent))
        {
            return all.Contains(state.Parent)
                ? $"child resource {urn}'s parent {state.Parent} comes after it"
                : $"child resource {urn} refers to missing parent {state.Parent}";
        }

        foreach (var needed in state.Dependencies.Where(needed => !seen.ContainsKey(needed)))
        {
            return all.Contains(needed)
                ? $"resource {urn}'s dependency {needed} comes after it"
                : $"resource {urn}'s dependency {needed} refers to missing resource";
        }

        foreach (var (name, needs) in state.PropertyDependencies)
        {
            foreach (var needed in needs.Where(needed => !seen.ContainsKey(needed)))
            {
                return all.Contains(needed)
                    ? $"resource {urn}'s property dependency {needed} (from property {name}) comes after it"
                    : $"resource {urn}'s property dependency {needed} (from property {name}) refers to missing resource";
            }
        }

        return Follower("deleted", state.DeletedWith.Length > 0 ? [state.DeletedWith] : [])
            ?? Follower("replaced", state.ReplaceWith);

        string? Follower(string what, IEnumerable<string> with) =>
            with.FirstOrDefault(needed => !seen.ContainsKey(needed)) is { } absent
                ? $"resource {urn} is specified as being {what} with {absent}, which "
                    + (all.Contains(absent) ? "comes after it" : "is missing")
                : null;
    }
}
