using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>state delete|unprotect|protect|rename|taint|repair</c>: edits of the saved state, under its lock.</summary>
internal static class StateCommands
{
    private const string Hint =
        "To list the resource URNs in the stack, run `pulumi stack --show-urns`; to inspect the full state, run `pulumi stack export`.";

    public static Task<int> DeleteAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["force", "target-dependents", "all"]);
        var stack = context.Stack(line);
        var urn = Required(line);
        context.ChangeState(stack, snapshot => Delete(context, snapshot, urn, line));
        context.Output.WriteLine("Resource deleted");
        return Task.FromResult(0);
    }

    public static Task<int> UnprotectAsync(CommandContext context, string[] arguments) =>
        ProtectAsync(context, arguments, false);

    public static Task<int> ProtectAsync(CommandContext context, string[] arguments) =>
        ProtectAsync(context, arguments, true);

    public static Task<int> RenameAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = context.Stack(line);
        var urn = Required(line);
        var name =
            line.Positional.Length > 1 ? line.Positional[1] : throw new CommandFailedException("missing new name");
        context.ChangeState(
            stack,
            snapshot =>
            {
                var state = Find(snapshot, urn);
                var renamed = (state.ParsedUrn with { Name = name }).ToString();
                if (snapshot.Find(renamed) is not null)
                {
                    throw new CommandFailedException(
                        "The chosen new urn for the state corresponds to an already existing resource"
                    );
                }

                return StateRename.Resource(snapshot, urn, renamed);
            }
        );
        context.Output.WriteLine("Resource renamed");
        return Task.FromResult(0);
    }

    public static Task<int> TaintAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var urn = Required(line);
        context.ChangeState(
            context.Stack(line),
            snapshot =>
            {
                Find(snapshot, urn).Taint = true;
                return snapshot;
            }
        );
        context.Output.WriteLine("1 resources tainted");
        return Task.FromResult(0);
    }

    public static Task<int> RepairAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = context.Stack(line);
        var isBroken = SnapshotIntegrity.FirstFault(context.LoadSnapshot(stack)) is not null;
        if (isBroken)
        {
            context.ChangeState(stack, SnapshotIntegrity.Repair);
        }

        context.Output.WriteLine(isBroken ? "State repaired successfully" : "State does not need repair");
        return Task.FromResult(0);
    }

    private static Task<int> ProtectAsync(CommandContext context, string[] arguments, bool protect)
    {
        var line = CommandLine.Parse(arguments, [], ["all"]);
        var stack = context.Stack(line);
        var all = line.Has("all");
        var urns = all ? [] : new HashSet<string>(line.Positional.Length == 0 ? [Required(line)] : line.Positional);
        context.ChangeState(
            stack,
            snapshot =>
            {
                foreach (var urn in urns)
                {
                    Find(snapshot, urn);
                }

                foreach (var state in snapshot.Resources.Where(state => all || urns.Contains(state.Urn)))
                {
                    state.Protect = protect;
                }

                return snapshot;
            }
        );
        var word = protect ? "protected" : "unprotected";
        context.Output.WriteLine(all ? $"All resources {word}" : $"{urns.Count} resources {word}");
        return Task.FromResult(0);
    }

    private static string Required(CommandLine line) =>
        line.Positional.FirstOrDefault()
        ?? throw new CommandFailedException("Must supply <resource URN> unless pulumi is run interactively");

    private static ResourceState Find(Snapshot snapshot, string urn)
    {
        if (!Urn.TryParse(urn, out _))
        {
            throw new CommandFailedException($"\"{urn}\" is not a valid resource URN\n{Hint}");
        }

        if (snapshot.Resources.FirstOrDefault(state => state.Urn == urn) is { } found)
        {
            return found;
        }

        var alike = snapshot
            .Resources.Select(state => (state.Urn, Distance: Distance(state.Urn, urn)))
            .Where(candidate => candidate.Distance <= 11)
            .OrderBy(candidate => candidate.Distance)
            .Take(3)
            .Select(candidate => $"  {candidate.Urn}\n")
            .ToList();
        throw new CommandFailedException(
            $"No such resource \"{urn}\" exists in the current state\n"
                + (alike.Count == 0 ? "" : $"Did you mean:\n{string.Concat(alike)}")
                + Hint
        );
    }

    private static Snapshot Delete(CommandContext context, Snapshot snapshot, string urn, CommandLine line)
    {
        var state = Find(snapshot, urn);
        var dependents = new DependencyGraph(snapshot.Resources).DependentsOf(state, includeChildren: true);
        if (dependents.Count > 0 && !line.Has("target-dependents"))
        {
            var width = dependents.Max(dependent => dependent.Name.Length) + 2;
            var list = dependents.Select(dependent =>
                $" * {$"\"{dependent.Name}\"".PadRight(Math.Max(width, 15))} ({dependent.Urn})\n"
            );
            throw new CommandFailedException(
                $"{urn} can't be safely deleted because the following resources depend on it:\n{string.Concat(list)}\n"
                    + "Delete those resources first or pass --target-dependents."
            );
        }

        foreach (var doomed in dependents.Append(state).Where(doomed => doomed.Protect))
        {
            if (!line.Has("force"))
            {
                throw new CommandFailedException(
                    $"{doomed.Urn} can't be safely deleted because it is protected. "
                        + "Re-run this command with --force to force deletion"
                );
            }

            context.Output.Error($"warning: deleting protected resource {doomed.Urn} due to presence of --force");
        }

        var gone = dependents.Append(state).ToHashSet();
        return snapshot with { Resources = [.. snapshot.Resources.Where(other => !gone.Contains(other))] };
    }

    /// <summary>How many letters must be changed, added or dropped.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, change);
            }
        }

        return row[^1];
    }
}
