using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>state move</c>: takes resources, with their children and a copy of their providers, to another stack.</summary>
internal static class StateMoveCommand
{
    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, ["source", "dest"], ["include-parents", "yes|y"])
            .Expect(1, int.MaxValue);
        if (!line.IsGiven("source") && !line.IsGiven("dest"))
        {
            throw new CommandFailedException("at least one of --source or --dest must be provided");
        }

        var source = context.Stack(line.Value("source") ?? line.Value("stack"), CommandContext.SelectHint);
        var dest = context.Stack(line.Value("dest"), CommandContext.SelectHint);
        if (source == dest)
        {
            throw new CommandFailedException("source and destination stacks must be different");
        }

        using var heldSource = context.Lock(source);
        using var heldDest = context.Lock(dest);
        var (here, there) = (context.LoadSnapshot(source), context.LoadSnapshot(dest));
        Verify(there, "destination");
        Verify(here, "source");
        var moving = Chosen(context, here, source, line);
        var move = new StateMove(here, there, dest, moving);
        var arrived = move.Arrived();
        Tell(context.Output, moving, move, source.Qualified, dest.Qualified);
        Verify(arrived, "destination");
        Verify(move.Left, "source");
        context.Backend.Backup(source);
        context.Backend.Backup(dest);

        // First where they arrive: an interruption leaves them in both stacks rather than in none.
        Save(context, dest, arrived with { SecretsSalt = there.SecretsSalt ?? here.SecretsSalt });
        Save(context, source, move.Left);
        context.Output.WriteLine($"Successfully moved resources from {source.Qualified} to {dest.Qualified}");
        return Task.FromResult(0);
    }

    private static void Verify(Snapshot snapshot, string which)
    {
        if (SnapshotIntegrity.FirstFault(snapshot) is { } fault)
        {
            throw new CommandFailedException($"failed to verify integrity of {which} snapshot: {fault}");
        }
    }

    private static void Save(CommandContext context, StackName stack, Snapshot snapshot) =>
        context.Backend.Save(stack, snapshot, context.FormFor(stack, snapshot));

    /// <summary>What is named, and all below it; with <c>--include-parents</c> what is above it too.</summary>
    private static List<ResourceState> Chosen(CommandContext context, Snapshot here, StackName source, CommandLine line)
    {
        var named = here.Resources.Where(state => line.Positional.Contains(state.Urn)).ToList();
        if (named.Any(state => state.IsProvider))
        {
            throw new CommandFailedException(
                "cannot move providers. Only resources can be moved, and providers will be included automatically"
            );
        }

        foreach (var missing in line.Positional.Except(named.Select(state => state.Urn)))
        {
            context.Output.WriteLine($"warning: Resource {missing} not found in source stack");
        }

        if (named.Count == 0)
        {
            throw new CommandFailedException($"no resources found to move\n{StateUrns.Hint(source.Qualified)}");
        }

        var chosen = named.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var parents = here.Resources.ToLookup(state => state.Urn, StringComparer.Ordinal);
        for (var above = named.AsEnumerable(); line.Has("include-parents") && above.Any(); )
        {
            above =
            [
                .. above
                    .SelectMany(state => parents[state.Parent])
                    .Where(state => !IsRoot(state) && chosen.Add(state.Urn)),
            ];
        }

        foreach (var state in here.Resources.Where(state => !state.IsProvider && chosen.Contains(state.Parent)))
        {
            chosen.Add(state.Urn);
        }

        return [.. here.Resources.Where(state => chosen.Contains(state.Urn) && !IsRoot(state))];
    }

    private static bool IsRoot(ResourceState state) => state.Type == Urn.RootType && state.Parent.Length == 0;

    private static void Tell(
        CommandOutput output,
        List<ResourceState> moving,
        StateMove move,
        string source,
        string dest
    )
    {
        output.WriteLine($"Planning to move the following resources from {source} to {dest}:\n");
        foreach (var state in moving)
        {
            output.WriteLine($"  - {state.Urn}");
        }

        output.WriteLine();
        if (move.BrokenHere.Count > 0)
        {
            output.WriteLine(
                $"The following resources remaining in {source} have dependencies on resources moved to {dest}:\n"
            );
            output.WriteLine(string.Join('\n', move.BrokenHere));
        }

        if (move.BrokenThere.Count > 0)
        {
            output.Write(move.BrokenHere.Count > 0 ? "\n" : "");
            output.WriteLine(
                $"The following resources being moved to {dest} have dependencies on resources in {source}:\n"
            );
            output.WriteLine(string.Join('\n', move.BrokenThere));
        }

        if (move.BrokenHere.Count + move.BrokenThere.Count > 0)
        {
            output.WriteLine(
                "\nIf you go ahead with moving these dependencies, it will be necessary to create the appropriate "
                    + "inputs and outputs in the program for the stack the resources are moved to.\n"
            );
        }
    }
}
