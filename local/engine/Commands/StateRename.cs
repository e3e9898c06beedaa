using System.Collections.Immutable;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Renames resources in a snapshot; everything that names them follows.</summary>
internal static class StateRename
{
    public static Snapshot Stack(Snapshot snapshot, StackName from, StackName to)
    {
        return Apply(snapshot, rename);

        string rename(string text)
        {
            if (!Urn.TryParse(text, out var urn) || urn.Stack != from.Name || urn.Project != from.Project)
            {
                return text;
            }

            var name = urn.QualifiedType == Urn.RootType ? $"{to.Project}-{to.Name}" : urn.Name;
            return (urn with { Stack = to.Name, Project = to.Project, Name = name }).ToString();
        }
    }

    public static Snapshot Resource(Snapshot snapshot, string from, string to) =>
        Apply(
            snapshot with
            {
                Resources = [.. snapshot.Resources.Select(state => WithoutEmpty(state, from))],
            },
            urn => urn == from ? to : urn
        );

    /// <summary>All others keep only the dependencies that name something, as after a refresh.</summary>
    private static ResourceState WithoutEmpty(ResourceState state, string renamed)
    {
        if (state.Urn == renamed)
        {
            return state;
        }

        var copy = state.Copy();
        copy.PropertyDependencies = copy.PropertyDependencies.RemoveRange(
            copy.PropertyDependencies.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key)
        );
        return copy;
    }

    private static Snapshot Apply(Snapshot snapshot, Func<string, string> rename) =>
        snapshot with
        {
            Resources = [.. snapshot.Resources.Select(state => Renamed(state, rename))],
            Pending =
            [
                .. snapshot.Pending.Select(pending => pending with { Resource = Renamed(pending.Resource, rename) }),
            ],
        };

    private static ResourceState Renamed(ResourceState state, Func<string, string> rename)
    {
        var copy = state.Copy(rename(state.Urn));
        copy.RenameReferences(rename);
        return copy;
    }
}
