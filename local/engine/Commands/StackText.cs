using System.Globalization;
using System.Text;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What <c>pulumi stack</c> and <c>stack output</c> print.</summary>
internal static class StackText
{
    public static string Outputs(PropertyMap outputs, SecretForm form)
    {
        var text = new StringBuilder($"Current stack outputs ({outputs.Count}):\n");
        return outputs.Count == 0
            ? text.Append("    No output values currently in this stack\n").ToString()
            : text.Append(
                    Table.Render(
                        ["OUTPUT", "VALUE"],
                        outputs.Select(entry => new[] { entry.Key, Value(entry.Value, form) }),
                        "    "
                    )
                )
                .ToString();
    }

    /// <summary>Text as it is, anything else as compact JSON.</summary>
    public static string Value(PropertyValue value, SecretForm form) =>
        value switch
        {
            PropertyValue.SecretValue when form is SecretForm.MaskedText => SecretForm.Mask,
            { AsText: { } text } => text,
            _ => PropertyJson.Write(value, form)?.ToJsonString() ?? "",
        };

    public static string Overview(CommandContext context, StackName stack, DateTimeOffset? time, CommandLine line)
    {
        var snapshot = context.LoadSnapshot(stack);
        var text = new StringBuilder($"Current stack is {stack.Name}:\n");
        text.Append(CultureInfo.InvariantCulture, $"    Managed by {Environment.MachineName}\n");
        if (time is { } saved)
        {
            var local = saved.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff zz00", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"    Last updated: {StackCommands.Ago(context, saved)} ({local})\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"    Pulumi version used: {Snapshot.EngineVersion}\n");
        }

        text.Append("    Secrets provider: passphrase\n");
        text.Append(CultureInfo.InvariantCulture, $"Current stack resources ({snapshot.Resources.Length}):\n");
        if (snapshot.Resources.Length == 0)
        {
            text.Append("    No resources currently in this stack\n\n");
        }
        else
        {
            text.Append(Tree(snapshot, line.Has("show-urns"), line.Has("show-ids"))).Append('\n');
            SecretForm form = line.Has("show-secrets") ? new SecretForm.Bare() : new SecretForm.MaskedText();
            text.Append(Outputs(snapshot.RootStack?.Outputs ?? PropertyMap.Empty, form)).Append('\n');
        }

        if (!line.IsGiven("quiet"))
        {
            text.Append("Use `pulumi stack select` to change stack; `pulumi stack ls` lists known ones\n");
        }

        return text.ToString();
    }

    private static string Tree(Snapshot snapshot, bool urns, bool ids)
    {
        var children = snapshot.Resources.ToLookup(state => state.Parent, StringComparer.Ordinal);
        var root = snapshot.RootStack;
        var rows = new List<(string Type, string Name, string Gap, List<string> Details)>();
        var roots = root is null ? children[""] : [root];
        foreach (var state in roots)
        {
            add(state, "", "", isRoot: true);
        }

        var width = Math.Max(4, rows.Count == 0 ? 4 : rows.Max(row => row.Type.Length));
        var text = new StringBuilder($"    {"TYPE".PadRight(width)}  NAME\n");
        foreach (var (type, name, gap, details) in rows)
        {
            text.Append("    ").Append(type.PadRight(width)).Append("  ").Append(name).Append('\n');
            foreach (var detail in details)
            {
                text.Append("    ").Append(gap).Append(detail).Append('\n');
            }
        }

        return text.ToString();

        void add(ResourceState state, string prefix, string gap, bool isRoot)
        {
            var below = Children(state);
            var details = new List<string>();
            if (urns)
            {
                details.Add($"URN: {state.Urn}");
            }

            if (ids && state.Id.Length > 0)
            {
                details.Add($"ID: {state.Id}");
            }

            var detailGap = gap + (below.Count > 0 ? "│  " : "   ");
            rows.Add((prefix + state.Type, state.Name, isRoot ? detailGap : detailGap, details));
            foreach (var (index, child) in below.Index())
            {
                var isLast = index == below.Count - 1;
                add(child, gap + (isLast ? "└─ " : "├─ "), gap + (isLast ? "   " : "│  "), isRoot: false);
            }
        }

        List<ResourceState> Children(ResourceState state) =>
            [
                .. children[state.Urn].Where(child => child != state && !child.IsProvider),
                .. state == root ? snapshot.Resources.Where(other => other.Parent.Length == 0 && other != root) : [],
            ];
    }
}
