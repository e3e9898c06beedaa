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
    /// Layers in which the condemned can be deleted: each holds all that nothing left depends on. Within a layer the
    /// order is that of the snapshot, backwards.
    /// </summary>
    public List<List<T>> DeletionLayers<T>(IReadOnlyList<T> condemned, Func<T, ResourceState> stateOf)
        where T : notnull
    {
        var byUrn = condemned.ToLookup(item => stateOf(item).Urn, StringComparer.Ordinal);
        var position = _resources.Index().ToDictionary(item => item.Item, item => item.Index);
        var holders = condemned.ToDictionary(item => item, _ => 0, ReferenceComparer<T>());
        foreach (var item in condemned)
        {
            foreach (var needed in Needs(item))
            {
                holders[needed]++;
            }
        }

        var layers = new List<List<T>>();
        var layer = condemned.Where(item => holders[item] == 0).ToList();
        while (layer.Count > 0)
        {
            layers.Add(layer);
            var next = new List<T>();
            foreach (var needed in layer.SelectMany(Needs))
            {
                if (--holders[needed] == 0)
                {
                    next.Add(needed);
                }
            }

            layer = [.. next.OrderByDescending(item => position.GetValueOrDefault(stateOf(item), -1))];
        }

        return layers;

        IEnumerable<T> Needs(T item)
        {
            var state = stateOf(item);
            return state
                .AllDependencies()
                .Distinct(StringComparer.Ordinal)
                .Where(urn => urn != state.Urn)
                .SelectMany(urn => byUrn[urn])
                .Where(other => IsBefore(stateOf(other), state));
        }

        bool IsBefore(ResourceState one, ResourceState two) =>
            position.GetValueOrDefault(one, -1) < position.GetValueOrDefault(two, int.MaxValue);
    }

    private static bool DependsBeyondParent(ResourceState state, string urn) =>
        state.Dependencies.Contains(urn)
        || state.PropertyDependencies.Values.Any(urns => urns.Contains(urn))
        || state.DeletedWith == urn
        || (ProviderReference.TryParse(state.Provider, out var provider) && provider.Urn == urn);

    private static EqualityComparer<T> ReferenceComparer<T>() =>
        EqualityComparer<T>.Create(
            (left, right) => ReferenceEquals(left, right),
            item => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(item)
        );
}
