using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>
/// What became of creates that were interrupted: what was made is taken over, under the id that the user names or the
/// provider finds; what was not made is forgotten. A provider that cannot tell leaves the entry.
/// </summary>
internal sealed class PendingCreates(DeploymentRun run)
{
    /// <summary>Does what the user has said of them.</summary>
    public void Obey()
    {
        if (run.Options.ClearPendingCreates)
        {
            run.Journal.ClearPending(_ => true);
            run.SetStart(run.Start with { Pending = [] });
            return;
        }

        foreach (var pending in Left())
        {
            if (run.Options.ImportPendingCreates.TryGetValue(pending.Resource.Urn, out var id))
            {
                var state = pending.Resource.Copy();
                state.Id = id;
                Adopt(state);
            }
        }
    }

    /// <summary>Asks the providers about all that are left.</summary>
    public async Task FindAsync()
    {
        foreach (var pending in Left())
        {
            var state = pending.Resource.Copy();
            if (!state.Custom || state.IsProvider)
            {
                continue;
            }

            try
            {
                await run.Providers.EnsureAsync(state, run.Start, run.Forceful);
                var provider = run.ProviderOfOld(state);
                var found = provider is { Configured: true, Provider: { } asked }
                    ? await asked.FindAsync(new FindRequest(state.Urn, state.Inputs), run.Forceful)
                    : null;
                Conclude(state, found);
            }
            catch (ProviderException fault)
            {
                run.Reporter.Diagnose(
                    LogSeverity.Warning,
                    state.Urn,
                    $"whether an interrupted update has made it is not known: {fault.Message}"
                );
            }
        }
    }

    private List<PendingOperation> Left() =>
        [.. run.Start.Pending.Where(pending => pending.Kind == PendingKind.Creating)];

    private void Conclude(ResourceState state, FindResult? found)
    {
        switch (found)
        {
            case { Thing: { } thing } when run.Old(state.Urn)?.Id == thing.Id:
            case { Thing: null }:
                run.Journal.ClearPending(urn => urn == state.Urn);
                run.SetStart(Without(state.Urn));
                break;
            case { Thing: { } thing }:
                (state.Id, state.Inputs, state.Outputs) = (thing.Id, thing.Inputs, thing.Outputs);
                Adopt(state);
                run.Reporter.Diagnose(
                    LogSeverity.Info,
                    state.Urn,
                    $"an interrupted update has made it as '{thing.Id}': it is taken over"
                );
                break;
        }
    }

    /// <summary>The thing takes its place in the state; the one that it was to replace waits for its deletion.</summary>
    private void Adopt(ResourceState state)
    {
        run.Journal.ClearPending(urn => urn == state.Urn);
        if (run.Old(state.Urn) is { } replaced)
        {
            replaced.Delete = true;
        }

        var adopted = Without(state.Urn) with { Resources = run.Start.Resources.Add(state) };
        var ordered = SnapshotIntegrity.Repair(adopted);
        run.Journal.Rebase(ordered.Resources);
        run.SetStart(ordered);
    }

    private Snapshot Without(string urn) =>
        run.Start with
        {
            Pending = [.. run.Start.Pending.Where(pending => pending.Resource.Urn != urn)],
        };
}
