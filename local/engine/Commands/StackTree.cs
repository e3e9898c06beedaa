using System.Text;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>The resources of a stack under their parents; side by side when there is no root or a parent is missing.</summary>
internal sealed class StackTree(Snapshot snapshot, bool showUrns, bool showIds)
{
    private const string Indent = "    ";

    private readonly Dictionary<string, ResourceState> _states = snapshot
        .Resources.GroupBy(state => state.Urn, StringComparer.Ordinal)
        .ToDictionary(states => states.Key, states => states.Last(), StringComparer.Ordinal);

    private readonly List<(string Type, string Name, string Details)> _rows = [];

    public string Render()
    {
        var root = snapshot.Resources.LastOrDefault(IsRoot);
        if (
            root is not null
            && snapshot.Resources.All(state => state.Parent.Length == 0 || _states.ContainsKey(state.Parent))
        )
        {
            AddNode(root, "", "");
        }
        else
        {
            foreach (var state in snapshot.Resources)
            {
                Add(state, "", Indent);
            }
        }

        var width = _rows.Max(row => row.Type.Length);
        var text = new StringBuilder($"{Indent}{"TYPE".PadRight(width)}  NAME\n");
        foreach (var (type, name, details) in _rows)
        {
            text.Append(Indent).Append(type.PadRight(width)).Append("  ").Append(name).Append('\n').Append(details);
        }

        return text.ToString();
    }

    private static bool IsRoot(ResourceState state) => state.Type == Urn.RootType && state.Parent.Length == 0;

    private void AddNode(ResourceState state, string padding, string branch)
    {
        var below = Children(state);
        var inner =
            padding
            + (
                branch.StartsWith('├') ? "│  "
                : branch.StartsWith('└') ? "   "
                : ""
            );
        Add(state, padding + branch, inner + (below.Count > 0 ? "│  " : "   "));
        foreach (var (at, child) in below.Index())
        {
            AddNode(child, inner, at == below.Count - 1 ? "└─ " : "├─ ");
        }
    }

    /// <summary>What has no parent stands below the root, last.</summary>
    private List<ResourceState> Children(ResourceState state) =>
        [
            .. snapshot
                .Resources.Where(child => child.Parent == state.Urn && child.Urn != state.Urn)
                .Concat(
                    IsRoot(state) ? snapshot.Resources.Where(child => child.Parent.Length == 0 && !IsRoot(child)) : []
                )
                .Select(child => _states[child.Urn]),
        ];

    private void Add(ResourceState state, string prefix, string infoPrefix)
    {
        var details = new StringBuilder();
        if (showUrns)
        {
            details.Append(Indent).Append(infoPrefix).Append("URN: ").Append(state.Urn).Append('\n');
        }

        if (showIds && state.Id.Length > 0)
        {
            details.Append(Indent).Append(infoPrefix).Append("ID: ").Append(state.Id).Append('\n');
        }

        _rows.Add((prefix + state.Type, state.Name, details.ToString()));
    }
}
