using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>state move</c>: takes resources, with their children and a copy of their providers, to another stack.</summary>
internal static class StateMoveCommand
{
    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["source", "dest"], ["include-parents"]);
        var source = line.Value("source") is { } from ? context.Existing(from) : context.Stack(line);
        var dest = context.Existing(
            line.Value("dest") ?? throw new CommandFailedException("must specify at least one of --source or --dest")
        );
        if (source == dest)
        {
            throw new CommandFailedException("source and destination stacks must be different");
        }

        using var heldSource = context.Lock(source);
        using var heldDest = context.Lock(dest);
        var (here, there) = (context.LoadSnapshot(source), context.LoadSnapshot(dest));
        var moving = Moving(here, line);
        Tell(context, moving, (source, dest), here);
        var urns = moving.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var left = here.Resources.Where(state => !urns.Contains(state.Urn)).Select(state => Without(state, urns));
        var arrived = Arrive(moving, here, there, dest);
        context.Backend.Backup(source);
        context.Backend.Backup(dest);

        // First where they arrive: an interruption leaves them in both stacks rather than in none.
        Save(context, dest, arrived with { SecretsSalt = there.SecretsSalt ?? here.SecretsSalt });
        Save(context, source, here with { Resources = [.. left] });
        context.Output.WriteLine($"Successfully moved resources from {source.Qualified} to {dest.Qualified}");
        return Task.FromResult(0);
    }

    private static void Save(CommandContext context, StackName stack, Snapshot snapshot)
    {
        SnapshotIntegrity.Verify(snapshot);
        context.Backend.Save(stack, snapshot, context.FormFor(stack, snapshot));
    }

    private static List<ResourceState> Moving(Snapshot here, CommandLine line)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var urn in line.Positional)
        {
            if (here.Find(urn) is not { } state)
            {
                throw new CommandFailedException($"no such resource {urn} in the source stack");
            }

            if (state.IsProvider || state.Type == Urn.RootType)
            {
                throw new CommandFailedException($"cannot move {(state.IsProvider ? "providers" : "root stack")}");
            }

            chosen.Add(urn);
        }

        var moving = new List<ResourceState>();
        foreach (var state in here.Resources)
        {
            if (chosen.Contains(state.Urn) || (state.Parent.Length > 0 && chosen.Contains(state.Parent)))
            {
                chosen.Add(state.Urn);
                moving.Add(state);
            }
        }

        return moving;
    }

    private static void Tell(
        CommandContext context,
        List<ResourceState> moving,
        (StackName Source, StackName Dest) stacks,
        Snapshot here
    )
    {
        var output = context.Output;
        output.WriteLine(
            $"Planning to move the following resources from {stacks.Source.Qualified} to {stacks.Dest.Qualified}:\n"
        );
        var urns = moving.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var state in moving)
        {
            output.WriteLine($"  - {state.Urn}");
        }

        output.WriteLine();
        Warn(moving, urn => !urns.Contains(urn), stacks.Dest, stacks.Source, "resources being moved to");
        Warn(
            [.. here.Resources.Where(state => !urns.Contains(state.Urn))],
            urns.Contains,
            stacks.Source,
            stacks.Dest,
            "resources remaining in"
        );

        void Warn(List<ResourceState> states, Func<string, bool> isBroken, StackName where, StackName other, string who)
        {
            var lines = states.SelectMany(state => Broken(state, isBroken)).ToList();
            if (lines.Count > 0)
            {
                output.WriteLine(
                    $"The following {who} {where.Qualified} have dependencies on resources in {other.Qualified}:\n"
                );
                output.WriteLine(string.Join("\n", lines));
                output.WriteLine(
                    "\nIf you go ahead with moving these dependencies, it will be necessary to create the appropriate "
                        + "inputs and outputs in the program for the stack the resources are moved to.\n"
                );
            }
        }
    }

    private static IEnumerable<string> Broken(ResourceState state, Func<string, bool> isBroken)
    {
        foreach (var urn in state.Dependencies.Where(isBroken))
        {
            yield return $"  - {state.Urn} has a dependency on {urn}";
        }

        foreach (var (name, urns) in state.PropertyDependencies)
        {
            foreach (var urn in urns.Where(isBroken))
            {
                yield return $"  - {state.Urn} ({name}) has a property dependency on {urn}";
            }
        }
    }

    private static ResourceState Without(ResourceState state, HashSet<string> gone)
    {
        var copy = state.Copy();
        copy.DropReferences(gone.Contains);
        copy.PropertyDependencies = copy.PropertyDependencies.RemoveRange(
            copy.PropertyDependencies.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key)
        );
        return copy;
    }

    private static Snapshot Arrive(List<ResourceState> moving, Snapshot here, Snapshot there, StackName dest)
    {
        var resources = there.Resources.ToList();
        var root = Urn.Root(dest.Name, dest.Project).ToString();
        if (there.RootStack is null)
        {
            resources.Insert(
                0,
                new ResourceState
                {
                    Urn = root,
                    Type = Urn.RootType,
                    Custom = false,
                }
            );
        }

        foreach (var provider in Providers(moving, here))
        {
            var copy = Renamed(provider, dest, root);
            if (there.Find(copy.Urn) is null)
            {
                resources.Add(copy);
            }
        }

        var urns = moving.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var state in moving)
        {
            var copy = state.Copy();
            copy.Dependencies = [.. copy.Dependencies.Where(urns.Contains)];
            copy.PropertyDependencies = copy.PropertyDependencies.RemoveRange(
                copy.PropertyDependencies.Where(entry => !entry.Value.Any(urns.Contains)).Select(entry => entry.Key)
            );
            copy.Parent = urns.Contains(copy.Parent) ? copy.Parent : "";
            copy.DeletedWith = urns.Contains(copy.DeletedWith) ? copy.DeletedWith : "";
            resources.Add(Renamed(copy, dest, root));
        }

        return there with
        {
            Resources = [.. resources],
        };
    }

    private static IEnumerable<ResourceState> Providers(List<ResourceState> moving, Snapshot here) =>
        moving
            .Select(state => state.Provider)
            .Distinct(StringComparer.Ordinal)
            .Where(text => ProviderReference.TryParse(text, out _))
            .Select(text =>
            {
                _ = ProviderReference.TryParse(text, out var reference);
                return here.Resources.First(state => state.Urn == reference.Urn && state.Id == reference.Id);
            });

    private static ResourceState Renamed(ResourceState state, StackName dest, string root)
    {
        var copy = state.Copy(rename(state.Urn));
        copy.RenameReferences(rename);
        copy.Parent = copy.Parent.Length == 0 ? root : copy.Parent;
        return copy;

        string rename(string urn) =>
            Urn.TryParse(urn, out var parsed)
                ? (parsed with { Stack = dest.Name, Project = dest.Project }).ToString()
                : urn;
    }
}
