using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Steps that ask what is really there: import and refresh.</summary>
internal sealed partial class StepExecutor
{
    private async Task<ImmutableArray<string>> ImportAsync(Step step)
    {
        var state = step.New!;
        var isCommand = run.Options.Kind == DeploymentKind.Import;
        state.Created = state.Modified = run.Now;
        if (isCommand && run.Old(state.Urn) is not null)
        {
            throw new ProviderException($"resource '{state.Urn}' already exists", ProviderErrorCode.AlreadyExists);
        }

        if (isCommand && !run.Generator.HasSeen(state.Parent))
        {
            throw new ProviderException(
                $"unknown parent '{state.Parent}' for resource '{state.Urn}'",
                ProviderErrorCode.NotFound
            );
        }

        if (!state.Custom)
        {
            return [];
        }

        var provider = run.ProviderOfOld(state);
        var read =
            await provider.Provider!.ReadAsync(
                new ReadRequest(state.Urn, step.ImportId, PropertyMap.Empty, PropertyMap.Empty),
                run.Forceful
            ) ?? throw new ProviderException($"resource '{step.ImportId}' does not exist", ProviderErrorCode.NotFound);
        state.Id = read.Id;
        state.Outputs = Outputs(state, read.Outputs);
        state.InitErrors = read.InitErrors;
        state.Inputs = read.Inputs;
        step.Found = state.Copy();
        if (isCommand)
        {
            await CheckImportedAsync(provider, state, step);
        }

        return [];
    }

    /// <summary>Inputs that the provider itself would refuse are imported all the same, with a warning.</summary>
    private async Task CheckImportedAsync(ProviderHandle provider, ResourceState state, Step step)
    {
        var properties = run.Options.Imports.FirstOrDefault(import => import.Name == state.Name)?.Properties ?? [];
        if (properties.Length > 0)
        {
            state.Inputs = state.Inputs.Where((name, _) => properties.Contains(name));
        }

        var check = await provider.CheckAsync(
            new CheckRequest(state.Urn, state.Inputs, state.Inputs)
            {
                Preview = Preview,
                RandomSeed = PlanTracker.Seed(state.Urn, step.Old),
            },
            run.Forceful
        );
        if (check.Failures.Length > 0)
        {
            var hint =
                properties.Length > 0
                    ? "Try specifying a different set of properties to import with in the future."
                    : $"This is almost certainly a bug in the `{state.Type.Split(':')[0]}` provider.";
            run.Reporter.Diagnose(
                LogSeverity.Warning,
                state.Urn,
                $"One or more imported inputs failed to validate. {hint} The import will still proceed, but you will need to "
                    + "edit the generated code after copying it into your program."
            );
        }

        StepGenerator.TellFailures(run.Reporter, LogSeverity.Warning, state, check);
    }

    private async Task<ImmutableArray<string>> RefreshAsync(Step step)
    {
        var old = step.Old!;
        if (!old.Custom || old.IsProvider || old.PendingReplacement)
        {
            step.New = old;
            return [];
        }

        var provider = run.ProviderOfOld(old);
        if (!provider.Configured)
        {
            step.New = old;
            return [];
        }

        var read = await provider.Provider!.ReadAsync(
            new ReadRequest(old.Urn, old.Id, old.Inputs, old.Outputs),
            run.Forceful
        );
        if (read is null)
        {
            step.New = null;
            return [];
        }

        var state = old.Copy();
        state.Id = read.Id.Length > 0 ? read.Id : old.Id;
        state.Inputs = Secretness.Keep(read.Inputs, old.Inputs);
        state.Outputs = Secretness.Keep(Outputs(state, read.Outputs), old.Outputs);
        state.InitErrors = read.InitErrors;
        if (read.InitErrors.Length > 0)
        {
            run.Reporter.Diagnose(
                LogSeverity.Warning,
                old.Urn,
                "Refreshed resource is in an unhealthy state:\n"
                    + string.Join("\n", read.InitErrors.Select(reason => $"* {reason}"))
            );
        }

        if (!state.Inputs.Equals(old.Inputs) || !state.Outputs.Equals(old.Outputs))
        {
            state.Modified = run.Now;
        }

        step.New = state;
        if (old.External)
        {
            return [];
        }

        // From what is there to what the state says would put it back; the drift is the reverse of that.
        var diff = await provider.DiffAsync(
            new DiffRequest(old.Urn, state.Id, state.Inputs, state.Outputs, old.Inputs)
            {
                IgnoreChanges = old.IgnoreChanges,
            },
            run.Forceful
        );
        diff = diff.Changes == DiffChanges.Unknown ? ProviderRegistry.ByEngine(state.Inputs, old.Inputs) : diff;
        step.Diffs = diff.ChangedKeys;
        step.Detailed = diff.Detailed is null ? null : DriftDiff.Invert(diff.Detailed);
        return [];
    }
}
