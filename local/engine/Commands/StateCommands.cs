using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>state unprotect|protect|taint|untaint|rename|repair</c>: edits of the saved state, under its lock.</summary>
internal static class StateCommands
{
    public static Task<int> DeleteAsync(CommandContext context, string[] arguments) =>
        StateDeleteCommand.RunAsync(context, arguments);

    public static Task<int> UnprotectAsync(CommandContext context, string[] arguments) =>
        MarkAsync(context, arguments, "unprotected", canBeAll: true, state => state.Protect = false);

    public static Task<int> ProtectAsync(CommandContext context, string[] arguments) =>
        MarkAsync(context, arguments, "protected", canBeAll: true, state => state.Protect = true);

    public static Task<int> TaintAsync(CommandContext context, string[] arguments) =>
        MarkAsync(context, arguments, "tainted", canBeAll: false, state => state.Taint = true);

    public static Task<int> UntaintAsync(CommandContext context, string[] arguments) =>
        MarkAsync(context, arguments, "untainted", canBeAll: true, state => state.Taint = false);

    public static Task<int> RenameAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["yes|y"]).Expect(0, 2);
        if (line.Positional is not [var urn, var name])
        {
            throw new CommandFailedException(
                "Must supply <resource URN> and <new name> unless pulumi is run interactively"
            );
        }

        if (!Urn.TryParse(urn, out var parsed))
        {
            throw new CommandFailedException("The provided input URN is not valid");
        }

        var renamed = (parsed with { Name = name }).ToString();
        context.ChangeState(context.Stack(line), snapshot => Rename(snapshot, urn, renamed));
        context.Output.WriteLine("Resource renamed");
        return Task.FromResult(0);
    }

    public static Task<int> RepairAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["yes|y"]).Expect(0, 0);
        var stack = context.Stack(line);
        if (SnapshotIntegrity.FirstFault(context.LoadSnapshot(stack)) is null)
        {
            context.Output.WriteLine("The snapshot is already valid; skipping repair");
            return Task.FromResult(0);
        }

        context.ChangeState(stack, Repaired);
        context.Output.WriteLine("State repaired successfully");
        return Task.FromResult(0);
    }

    private static Snapshot Repaired(Snapshot snapshot)
    {
        var repaired = SnapshotIntegrity.Repair(snapshot);
        return SnapshotIntegrity.FirstFault(repaired) is { } fault
            ? throw new CommandFailedException(
                $"Failed to repair the snapshot automatically: {fault}\n"
                    + "Export the state with `pulumi stack export`, mend it by hand, and take it back with `pulumi stack import`."
            )
            : repaired;
    }

    private static Snapshot Rename(Snapshot snapshot, string urn, string renamed)
    {
        var found = snapshot.Resources.Count(state => state.Urn == urn);
        if (found != 1)
        {
            throw found == 0
                ? StateUrns.NotFound(snapshot.Resources, urn)
                : new CommandFailedException("The input URN ambiguously refers to multiple resources");
        }

        if (renamed != urn && snapshot.Resources.Any(state => state.Urn == renamed))
        {
            throw new CommandFailedException(
                "The chosen new urn for the state corresponds to an already existing resource"
            );
        }

        return renamed == urn ? snapshot : StateRename.Resource(snapshot, urn, renamed);
    }

    private static Task<int> MarkAsync(
        CommandContext context,
        string[] arguments,
        string word,
        bool canBeAll,
        Action<ResourceState> mark
    )
    {
        var line = CommandLine.Parse(arguments, [], canBeAll ? ["all", "yes|y"] : ["yes|y"]);
        var all = line.Has("all");
        if (!all && line.Positional.IsEmpty)
        {
            throw StateUrns.Missing();
        }

        context.ChangeState(
            context.Stack(line),
            snapshot =>
            {
                // What waits for its deletion is left alone.
                var candidates = snapshot.Resources.Where(state => !state.Delete).ToList();
                var unknown = line.Positional.Where(urn => !all && candidates.All(state => state.Urn != urn)).ToList();
                if (unknown.Count > 0)
                {
                    throw new CommandFailedException(
                        string.Join('\n', unknown.Select(urn => StateUrns.NotFound(candidates, urn).Message))
                    );
                }

                foreach (var state in candidates.Where(state => all || line.Positional.Contains(state.Urn)))
                {
                    mark(state);
                }

                return snapshot;
            }
        );
        context.Output.WriteLine(all ? $"All resources {word}" : $"{line.Positional.Length} resources {word}");
        return Task.FromResult(0);
    }
}
