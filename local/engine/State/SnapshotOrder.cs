using System.Collections.Immutable;

namespace CustomerLake.Local.Engine.State;

/// <summary>
/// Every resource after those that it needs, and otherwise in the order in which they come. What a run has touched
/// comes before what it has not, and a resource that targets have spared may need one of the latter.
/// </summary>
internal static class SnapshotOrder
{
    public static ImmutableArray<ResourceState> Of(IReadOnlyCollection<ResourceState> states)
    {
        // Those that wait for their deletion come last: a reference means the living one.
        var byUrn = states.OrderBy(state => state.Delete).ToLookup(state => state.Urn, StringComparer.Ordinal);
        var (urns, providers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<ProviderReference>());
        var begun = new HashSet<ResourceState>();
        var sorted = ImmutableArray.CreateBuilder<ResourceState>(states.Count);
        foreach (var state in states)
        {
            visit(state);
        }

        return sorted.ToImmutable();

        void visit(ResourceState state)
        {
            if (!begun.Add(state))
            {
                return;
            }

            if (ProviderReference.TryParse(state.Provider, out var provider) && !providers.Contains(provider))
            {
                foreach (var needed in byUrn[provider.Urn].Where(needed => needed.Id == provider.Id))
                {
                    visit(needed);
                }
            }

            foreach (var urn in state.AllDependencies().Where(urn => !urns.Contains(urn)))
            {
                if (byUrn[urn].FirstOrDefault() is { } needed)
                {
                    visit(needed);
                }
            }

            urns.Add(state.Urn);
            if (state.IsProvider)
            {
                providers.Add(new ProviderReference(state.Urn, state.Id));
            }

            sorted.Add(state);
        }
    }
}
