using System.Collections.Immutable;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What two states become when resources go from one to the other: dependencies between the two break.</summary>
internal sealed class StateMove
{
    private readonly Snapshot _here;
    private readonly Snapshot _there;
    private readonly StackName _dest;
    private readonly List<ResourceState> _moving;
    private readonly HashSet<string> _urns;
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    public StateMove(Snapshot here, Snapshot there, StackName dest, List<ResourceState> moving)
    {
        (_here, _there, _dest, _moving) = (here, there, dest, moving);
        _urns = moving.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        Left = here with
        {
            Resources =
            [
                .. here
                    .Resources.Where(state => !_urns.Contains(state.Urn))
                    .Select(state => Cut(state, _urns, BrokenHere)),
            ],
        };
    }

    /// <summary>The state that the resources leave.</summary>
    public Snapshot Left { get; }

    /// <summary>Lines for dependencies of what stays.</summary>
    public List<string> BrokenHere { get; } = [];

    /// <summary>Lines for dependencies of what goes.</summary>
    public List<string> BrokenThere { get; } = [];

    /// <summary>The state that they come to.</summary>
    /// <exception cref="CommandFailedException">Something of that name is there already.</exception>
    public Snapshot Arrived()
    {
        var resources = _there.Resources.ToList();
        var root = resources.Find(state => state.Type == Urn.RootType && state.Parent.Length == 0);
        if (root is null)
        {
            root = new ResourceState
            {
                Urn = Urn.Root(_dest.Name, _dest.Project).ToString(),
                Type = Urn.RootType,
                Custom = false,
            };
            resources.Insert(0, root);
        }

        var staying = _here
            .Resources.Select(state => state.Urn)
            .Where(urn => !_urns.Contains(urn))
            .ToHashSet(StringComparer.Ordinal);
        resources.AddRange(Providers().Select(state => Provider(state, root.Urn, staying)).OfType<ResourceState>());
        foreach (var state in _moving)
        {
            var copy = Moved(state, root.Urn, staying);
            if (_there.Resources.Any(other => other.Urn == copy.Urn))
            {
                throw new CommandFailedException($"resource {copy.Urn} already exists in destination stack");
            }

            resources.Add(copy);
        }

        return _there with
        {
            Resources = [.. resources],
        };
    }

    private IEnumerable<ResourceState> Providers()
    {
        var wanted = _moving.Select(state => state.Provider).ToHashSet(StringComparer.Ordinal);
        return _here.Resources.Where(state => wanted.Contains(new ProviderReference(state.Urn, state.Id).ToString()));
    }

    /// <summary>The provider's copy; null when the other stack has one that is as good.</summary>
    private ResourceState? Provider(ResourceState state, string root, HashSet<string> staying)
    {
        var before = new ProviderReference(state.Urn, state.Id).ToString();
        var copy = Moved(state, root, staying);
        var known = _there.Resources.FirstOrDefault(other => other.Urn == copy.Urn);
        if (known is not null && known.Id != copy.Id && known.Inputs != copy.Inputs)
        {
            throw new CommandFailedException($"provider {copy.Urn} already exists in destination stack");
        }

        _renamed[before] = new ProviderReference(copy.Urn, (known ?? copy).Id).ToString();
        return known is null ? copy : null;
    }

    /// <summary>As it is in the other stack: below its parent if that goes too, or below the root.</summary>
    private ResourceState Moved(ResourceState state, string root, HashSet<string> staying)
    {
        var cut = Cut(state, staying, BrokenThere);
        cut.Parent = _urns.Contains(state.Parent) ? Renamed(state.Parent) : root;
        var urn = Urn.Create(_dest.Name, _dest.Project, cut.Parent, state.ParsedUrn.Type, state.Name).ToString();
        _renamed[state.Urn] = urn;
        var provider = _renamed.GetValueOrDefault(state.Provider);
        var (parent, moved) = (cut.Parent, cut.Copy(urn));
        moved.RenameReferences(Renamed);
        moved.Parent = parent;
        moved.Provider = provider ?? moved.Provider;
        return moved;
    }

    private string Renamed(string urn) =>
        _renamed.TryGetValue(urn, out var known) ? known
        : Urn.TryParse(urn, out var parsed) ? (parsed with { Stack = _dest.Name, Project = _dest.Project }).ToString()
        : urn;

    /// <summary>Without the dependencies on what is in the other stack; each is told of. Parents are another matter.</summary>
    private static ResourceState Cut(ResourceState state, HashSet<string> gone, List<string> broken)
    {
        var told = state
            .Dependencies.Where(gone.Contains)
            .Select(urn => $"  - {state.Urn} has a dependency on {urn}")
            .Concat(
                state.PropertyDependencies.SelectMany(entry =>
                    entry
                        .Value.Where(gone.Contains)
                        .Select(urn => $"  - {state.Urn} ({entry.Key}) has a property dependency on {urn}")
                )
            )
            .Concat(
                new[] { state.DeletedWith }
                    .Where(gone.Contains)
                    .Select(urn => $"  - {state.Urn} is marked as deleted with {urn}")
            )
            .Concat(
                state.ReplaceWith.Where(gone.Contains).Select(urn => $"  - {state.Urn} is marked as replace with {urn}")
            );
        broken.AddRange(told);
        var copy = state.Copy();
        copy.DropReferences(gone.Contains);
        copy.Parent = state.Parent;
        copy.PropertyDependencies = copy.PropertyDependencies.RemoveRange(
            copy.PropertyDependencies.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key)
        );
        return copy;
    }
}
