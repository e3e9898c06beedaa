using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>What each kind of step does. The answer is the reasons of a partial failure; empty when all is well.</summary>
internal sealed partial class StepExecutor
{
    private Task<ImmutableArray<string>> ApplyAsync(Step step) =>
        step.Op switch
        {
            StepOp.Same => SameAsync(step),
            StepOp.Create or StepOp.CreateReplacement => CreateAsync(step),
            StepOp.Update => UpdateAsync(step),
            StepOp.Delete or StepOp.DeleteReplaced => DeleteAsync(step),
            StepOp.Read or StepOp.ReadReplacement => ReadAsync(step),
            StepOp.Import or StepOp.ImportReplacement => ImportAsync(step),
            StepOp.Refresh => RefreshAsync(step),
            _ => Task.FromResult<ImmutableArray<string>>([]),
        };

    private bool Preview => run.Options.Preview;

    private async Task<ImmutableArray<string>> SameAsync(Step step)
    {
        var state = step.New!;
        if (step.Old is not { } old || step.IsSkippedCreate)
        {
            return [];
        }

        state.Id = old.Id;
        state.Outputs = old.Outputs;
        state.Created = old.Created;
        state.Modified = old.Modified;
        if (state.IsProvider && !step.IsSpared)
        {
            await ConfigureAsync(step);
        }

        return [];
    }

    private async Task ConfigureAsync(Step step)
    {
        var state = step.New!;
        await run.Providers.ConfigureAsync(state.Urn, state.Id, state.Inputs, run.Forceful);
        if (step.Old is { } old && old.Urn != state.Urn)
        {
            run.Providers.AddName(old.Urn, state);
        }
    }

    private async Task<ImmutableArray<string>> CreateAsync(Step step)
    {
        var state = step.New!;
        state.Created = state.Modified = run.Now;
        if (state.IsProvider)
        {
            state.Id = Preview ? Markers.Unknown : run.Target.NewId();
            state.Outputs = ProviderRegistry.OutputsOf(state.Inputs);
            await ConfigureAsync(step);
        }
        else if (state.Custom)
        {
            var provider = run.ProviderOfOld(state);
            if (provider.Configured)
            {
                var request = new CreateRequest(state.Urn, state.Inputs)
                {
                    Preview = Preview,
                    Timeout = state.CustomTimeouts?.Create,
                };
                var result = await provider.Provider!.CreateAsync(request, run.Forceful);
                if (!Preview && string.IsNullOrEmpty(result.Id))
                {
                    throw new ProviderException($"provider returned no id for '{state.Urn}'");
                }

                state.Id = Preview ? "" : result.Id!;
                state.Outputs = Outputs(state, result.Outputs);
                state.InitErrors = result.InitErrors;
            }
        }

        if (Preview && step.MarksOldForDeletion)
        {
            step.Old!.Delete = true;
        }

        return state.InitErrors;
    }

    private async Task<ImmutableArray<string>> UpdateAsync(Step step)
    {
        var (old, state) = (step.Old!, step.New!);
        state.Id = old.Id;
        state.Created = old.Created;
        state.Modified = run.Now;
        if (state.IsProvider)
        {
            state.Outputs = ProviderRegistry.OutputsOf(state.Inputs);
            await ConfigureAsync(step);
            return [];
        }

        if (!state.Custom)
        {
            state.Modified = old.Modified;
            return [];
        }

        var provider = run.ProviderOfOld(state);
        if (!provider.Configured)
        {
            return [];
        }

        var request = new UpdateRequest(state.Urn, old.Id, old.Inputs, old.Outputs, state.Inputs)
        {
            Preview = Preview,
            Timeout = state.CustomTimeouts?.Update,
            IgnoreChanges = step.IgnoreChanges,
        };
        var result = await provider.Provider!.UpdateAsync(request, run.Forceful);
        state.Outputs = Outputs(state, result.Outputs);
        state.InitErrors = result.InitErrors;
        if (result.InitErrors.Length > 0)
        {
            // The wish is not fulfilled: the next run must see the difference again.
            state.Inputs = old.Inputs;
        }

        return result.InitErrors;
    }

    private async Task<ImmutableArray<string>> DeleteAsync(Step step)
    {
        var old = step.Old!;
        if (step.Op == StepOp.Delete && old.Protect)
        {
            throw new ProtectedException(old.Urn);
        }

        if (old.IsProvider || !old.Custom || old.External || old.RetainOnDelete || step.SkipsProvider || Preview)
        {
            return [];
        }

        if (old.DeletedWith.Length > 0 && run.IsBeingDeleted(old.DeletedWith))
        {
            return [];
        }

        await run.Providers.EnsureAsync(old, run.Start, run.Forceful);
        await run.ProviderOfOld(old)
            .Provider!.DeleteAsync(
                new DeleteRequest(old.Urn, old.Id, old.Inputs, old.Outputs) { Timeout = old.CustomTimeouts?.Delete },
                run.Forceful
            );
        return [];
    }

    private async Task<ImmutableArray<string>> ReadAsync(Step step)
    {
        var state = step.New!;
        var provider = run.ProviderOfOld(state);
        var asked = state.Inputs;
        if (state.Id == Markers.Unknown || !provider.Configured)
        {
            state.Outputs = PropertyMap.Empty;
        }
        else
        {
            var read =
                await provider.Provider!.ReadAsync(new ReadRequest(state.Urn, state.Id, asked, asked), run.Forceful)
                ?? throw new ProviderException($"resource '{state.Id}' does not exist", ProviderErrorCode.NotFound);
            state.Id = read.Id;
            state.Outputs = Secretness.Mark(read.Outputs, state.AdditionalSecretOutputs);
            state.InitErrors = read.InitErrors;
        }

        state.Created = step.Old?.Created ?? run.Now;
        state.Modified =
            step.Old is { } old && old.Inputs.Equals(state.Inputs) && old.Outputs.Equals(state.Outputs)
                ? old.Modified
                : run.Now;
        if (Preview && step.MarksOldForDeletion)
        {
            step.Old!.Delete = true;
        }

        return state.InitErrors;
    }

    /// <summary>Outputs as they are kept: secret where the input was, and where the program says so.</summary>
    private static PropertyMap Outputs(ResourceState state, PropertyMap outputs) =>
        Secretness.Mark(Secretness.Keep(outputs, state.Inputs), state.AdditionalSecretOutputs);
}

/// <summary>A protected resource is not deleted.</summary>
internal sealed class ProtectedException(string urn)
    : Exception(
        $"resource \"{urn}\" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the "
            + "`protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n"
            + $"`pulumi state unprotect '{urn}'`"
    );
