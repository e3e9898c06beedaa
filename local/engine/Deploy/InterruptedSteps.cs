using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>
/// What became of steps that were interrupted. What a create has made is taken over, under the id that the user names or
/// the provider finds; what it has not made is forgotten; a provider that cannot tell leaves the entry. What a delete has
/// deleted leaves the state. Updates and reads are done again by themselves.
/// </summary>
internal sealed class InterruptedSteps(DeploymentRun run)
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

        foreach (var pending in Left(PendingKind.Creating))
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
        // A destroy deletes again, and a refresh reads everything.
        var isUpdate = run.Options is { Kind: DeploymentKind.Update, Refresh: false };
        foreach (var pending in Left(PendingKind.Creating).Concat(isUpdate ? Left(PendingKind.Deleting) : []))
        {
            var state = pending.Resource.Copy();
            if (!state.Custom || state.IsProvider)
            {
                // Nothing outside knows of it.
                Forget(state.Urn);
                continue;
            }

            try
            {
                await run.Providers.EnsureAsync(state, run.Start, run.Forceful);
                if (run.ProviderOfOld(state) is { Configured: true, Provider: { } provider })
                {
                    await (
                        pending.Kind == PendingKind.Creating
                            ? FindMadeAsync(provider, state)
                            : FindDeletedAsync(provider, state)
                    );
                }
            }
            catch (ProviderException fault)
            {
                run.Reporter.Diagnose(
                    LogSeverity.Warning,
                    state.Urn,
                    $"what an interrupted update has done to it is not known: {fault.Message}"
                );
            }
        }
    }

    private List<PendingOperation> Left(PendingKind kind) =>
        [.. run.Start.Pending.Where(pending => pending.Kind == kind)];

    private async Task FindMadeAsync(IResourceProvider provider, ResourceState state)
    {
        switch (await provider.FindAsync(new FindRequest(state.Urn, state.Inputs), run.Forceful))
        {
            case { Thing: null }:
            case { Thing: { } same } when run.Old(state.Urn)?.Id == same.Id:
                Forget(state.Urn);
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

    private async Task FindDeletedAsync(IResourceProvider provider, ResourceState state)
    {
        var read = new ReadRequest(state.Urn, state.Id, state.Inputs, state.Outputs);
        if (await provider.ReadAsync(read, run.Forceful) is null)
        {
            var left = run.Start.Resources.Where(other => other.Urn != state.Urn || other.Id != state.Id);
            Put(run.Start with { Resources = [.. left] });
        }
    }

    private void Forget(string urn)
    {
        run.Journal.ClearPending(pending => pending == urn);
        run.SetStart(Without(urn));
    }

    /// <summary>The thing takes its place in the state; the one that it was to replace waits for its deletion.</summary>
    private void Adopt(ResourceState state)
    {
        Forget(state.Urn);
        if (run.Old(state.Urn) is { } replaced)
        {
            replaced.Delete = true;
        }

        Put(run.Start with { Resources = run.Start.Resources.Add(state) });
    }

    private void Put(Snapshot snapshot)
    {
        var ordered = SnapshotIntegrity.Repair(snapshot);
        run.Journal.Rebase(ordered.Resources);
        run.SetStart(ordered);
    }

    private Snapshot Without(string urn) =>
        run.Start with
        {
            Pending = [.. run.Start.Pending.Where(pending => pending.Resource.Urn != urn)],
        };
}
