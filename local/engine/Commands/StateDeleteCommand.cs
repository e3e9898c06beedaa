using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>state delete</c>: takes resources out of the saved state, what depends on them before them.</summary>
internal static class StateDeleteCommand
{
    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["force", "target-dependents", "all", "yes|y"]);
        var all = line.Has("all");
        if (all && !line.Positional.IsEmpty)
        {
            throw new CommandFailedException("cannot specify a resource URN when deleting all resources");
        }

        if (!all && line.Positional.IsEmpty)
        {
            throw StateUrns.Missing();
        }

        var deleted = 0;
        context.ChangeState(
            context.Stack(line),
            snapshot =>
            {
                var doomed = all
                    ? snapshot.Resources.Reverse().ToList()
                    : Ordered(snapshot, [.. line.Positional.Select(urn => StateUrns.Find(snapshot, urn)).Distinct()]);
                deleted = doomed.Count;
                return doomed.Aggregate(snapshot, (now, state) => Delete(context, now, state, line));
            }
        );
        context.Output.WriteLine(
            all ? "Resources deleted"
            : deleted == 1 ? "Resource deleted"
            : $"{deleted} resources deleted"
        );
        return Task.FromResult(0);
    }

    /// <summary>Those that others of them depend on come last.</summary>
    private static List<ResourceState> Ordered(Snapshot snapshot, List<ResourceState> chosen) =>
        [.. snapshot.Resources.Reverse().Where(chosen.Contains)];

    private static Snapshot Delete(CommandContext context, Snapshot snapshot, ResourceState state, CommandLine line)
    {
        if (!snapshot.Resources.Contains(state))
        {
            // It went with another one.
            return snapshot;
        }

        Allow(context, state, line);
        var dependents = new DependencyGraph(snapshot.Resources).DependentsOf(state, includeChildren: true);
        if (dependents.Count > 0 && !line.Has("target-dependents"))
        {
            var list = dependents.Select(dependent => $" * {$"\"{dependent.Name}\"", -15} ({dependent.Urn})\n");
            throw new CommandFailedException(
                $"{state.Urn} can't be safely deleted because the following resources depend on it:\n"
                    + $"{string.Concat(list)}\nDelete those resources first or pass --target-dependents."
            );
        }

        foreach (var dependent in dependents)
        {
            Allow(context, dependent, line);
        }

        var gone = dependents.Append(state).ToHashSet();
        return snapshot with { Resources = [.. snapshot.Resources.Where(other => !gone.Contains(other))] };
    }

    private static void Allow(CommandContext context, ResourceState state, CommandLine line)
    {
        if (!state.Protect)
        {
            return;
        }

        if (!line.Has("force"))
        {
            throw new CommandFailedException(
                $"{state.Urn} can't be safely deleted because it is protected. "
                    + "Re-run this command with --force to force deletion"
            );
        }

        context.Output.Error($"warning: deleting protected resource {state.Urn} due to presence of --force");
    }
}
