using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Who needs whom in a snapshot.</summary>
public sealed class DependencyGraph
{
    private readonly IReadOnlyList<ResourceState> _resources;
    private readonly Dictionary<string, List<ResourceState>> _dependents = new(StringComparer.Ordinal);

    public DependencyGraph(IReadOnlyList<ResourceState> resources)
    {
        _resources = resources;
        foreach (var state in resources)
        {
            foreach (var urn in state.AllDependencies().Distinct(StringComparer.Ordinal))
            {
                if (!_dependents.TryGetValue(urn, out var list))
                {
                    _dependents[urn] = list = [];
                }

                list.Add(state);
            }
        }
    }

    /// <summary>Those that name this resource: as dependency, parent, provider or the one they are deleted with.</summary>
    public IEnumerable<ResourceState> DirectDependents(string urn) => _dependents.GetValueOrDefault(urn) ?? [];

    /// <summary>
    /// Everything that depends on the resource, however far, in the order of the snapshot. Children count only on
    /// request.
    /// </summary>
    public IReadOnlyList<ResourceState> DependentsOf(ResourceState root, bool includeChildren)
    {
        var found = new HashSet<ResourceState>();
        var waiting = new Queue<string>([root.Urn]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { root.Urn };
        while (waiting.TryDequeue(out var urn))
        {
            foreach (
                var state in DirectDependents(urn).Where(state => includeChildren || DependsBeyondParent(state, urn))
            )
            {
                if (state != root)
                {
                    found.Add(state);
                }

                if (seen.Add(state.Urn))
                {
                    waiting.Enqueue(state.Urn);
                }
            }
        }

        return [.. _resources.Where(found.Contains)];
    }

    /// <summary>
    /// Layers in which the condemned can be deleted. Each stands on the next: the last one needs none of the others. Within
    /// a layer the order is that of the snapshot, backwards.
    /// </summary>
    public List<List<T>> DeletionLayers<T>(IReadOnlyList<T> condemned, Func<T, ResourceState> stateOf)
        where T : notnull
    {
        var position = _resources.Index().ToDictionary(item => item.Item, item => item.Index);
        var byUrn = new Dictionary<string, int>(StringComparer.Ordinal);
        var layers = new List<List<T>>();
        foreach (var item in condemned.OrderBy(item => position.GetValueOrDefault(stateOf(item), int.MaxValue)))
        {
            var state = stateOf(item);
            var needed = state.AllDependencies().Where(urn => urn != state.Urn);
            var height = needed.Select(urn => byUrn.GetValueOrDefault(urn, -1)).DefaultIfEmpty(-1).Max() + 1;
            byUrn[state.Urn] = Math.Max(height, byUrn.GetValueOrDefault(state.Urn, -1));
            while (layers.Count <= height)
            {
                layers.Add([]);
            }

            layers[height].Add(item);
        }

        layers.ForEach(layer => layer.Reverse());
        layers.Reverse();
        return layers;
    }

    private static bool DependsBeyondParent(ResourceState state, string urn) =>
        state.Dependencies.Contains(urn)
        || state.PropertyDependencies.Values.Any(urns => urns.Contains(urn))
        || state.DeletedWith == urn
        || state.ReplaceWith.Contains(urn)
        || (ProviderReference.TryParse(state.Provider, out var provider) && provider.Urn == urn);
}
