using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Does steps: events around them, the journal beside them, not more at once than allowed.</summary>
internal sealed partial class StepExecutor(DeploymentRun run) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, run.Options.Parallel));

    public enum Outcome
    {
        Done,
        Failed,

        /// <summary>Not begun, because the run is being stopped.</summary>
        NotBegun,
    }

    /// <summary>Steps that belong together, one after the other.</summary>
    public async Task<Outcome> RunChainAsync(IReadOnlyList<Step> steps)
    {
        try
        {
            await _slots.WaitAsync(run.Stopped);
        }
        catch (OperationCanceledException)
        {
            return Outcome.NotBegun;
        }

        try
        {
            foreach (var step in steps)
            {
                if (run.Stopped.IsCancellationRequested)
                {
                    return Outcome.NotBegun;
                }

                if (!await RunAsync(step))
                {
                    return Outcome.Failed;
                }
            }

            return Outcome.Done;
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool> RunAsync(Step step)
    {
        run.Reporter.Begin(step);
        int? pending = null;
        try
        {
            if (PendingKindOf(step) is { } kind && !run.Options.Preview)
            {
                pending = run.Journal.Begin(step.State, kind);
            }

            var initErrors = await ApplyAsync(step).WaitAsync(run.Forceful);
            KeepSecrets(step);
            End(pending, () => Save(step));
            if (initErrors.Length > 0)
            {
                throw new PartialFailureException(initErrors);
            }
        }
        catch (OperationCanceledException) when (run.Forceful.IsCancellationRequested)
        {
            // Nobody knows what becomes of the step: its pending operation stays.
            throw;
        }
        catch (PartialFailureException fault)
        {
            run.Reporter.Failed(step, fault, FailureStatus.Partial);
            run.Fail(fault.Message);
            return false;
        }
        catch (Exception fault) when (fault is SimulatedCrashException or StateException or IOException)
        {
            run.Abort(fault);
            throw;
        }
        catch (Exception fault)
        {
            End(pending, () => { });
            run.Reporter.Failed(step, fault, StatusOf(step, fault));
            run.Fail(fault.Message);
            return false;
        }

        run.Reporter.Done(step, silent: IsSilent(step));
        return true;
    }

    private bool IsSilent(Step step) =>
        !run.Options.Preview && !step.State.Custom && step.Op is not (StepOp.Delete or StepOp.Refresh);

    /// <summary>Outputs are secret where the input is, and where the program says so: also when nothing else changes.</summary>
    private void KeepSecrets(Step step)
    {
        if (step is not { New: { } state, Op: not StepOp.Replace })
        {
            return;
        }

        if (state.AdditionalSecretOutputs.Contains("id"))
        {
            run.Reporter.Diagnose(
                LogSeverity.Warning,
                step.Urn,
                "The 'id' property cannot be made secret. See pulumi/pulumi#2717 for more details."
            );
        }

        state.Outputs = Outputs(state, state.Outputs);
    }

    private void End(int? pending, Action changes)
    {
        if (pending is { } key)
        {
            run.Journal.End(key, changes);
        }
        else
        {
            changes();
        }
    }

    private static FailureStatus StatusOf(Step step, Exception fault) =>
        fault is ProviderException { Code: ProviderErrorCode.Unknown } or not (ProviderException or ProtectedException)
        && step.Op is not (StepOp.Create or StepOp.CreateReplacement)
        && step.State.Custom
            ? FailureStatus.Unknown
            : FailureStatus.NothingChanged;

    private static PendingKind? PendingKindOf(Step step) =>
        step.Op switch
        {
            StepOp.Create or StepOp.CreateReplacement => PendingKind.Creating,
            StepOp.Update => PendingKind.Updating,
            StepOp.Delete or StepOp.DeleteReplaced => PendingKind.Deleting,
            StepOp.Read or StepOp.ReadReplacement => PendingKind.Reading,
            StepOp.Import or StepOp.ImportReplacement => PendingKind.Importing,
            _ => null,
        };

    /// <summary>What the snapshot is after the step.</summary>
    private void Save(Step step)
    {
        switch (step.Op)
        {
            case StepOp.Same when step.IsSkippedCreate:
            case StepOp.Replace:
            case StepOp.Refresh when !step.IsRegistered || ReferenceEquals(step.New, step.Old):
                break;
            case StepOp.Refresh:
                run.Journal.Drop(step.Old!);
                if (step.New is not null)
                {
                    run.Journal.Add(step.New);
                }

                break;
            case StepOp.Create or StepOp.CreateReplacement or StepOp.ReadReplacement or StepOp.ImportReplacement:
                if (step.Old is { PendingReplacement: true } gone)
                {
                    run.Journal.Drop(gone);
                }
                else if (step.MarksOldForDeletion && step.Old is { } replaced)
                {
                    replaced.Delete = true;
                    run.Journal.Update(replaced, flush: false);
                }

                Add(step);
                break;
            case StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard or StepOp.DiscardReplaced:
                if (step.AwaitsReplacement)
                {
                    step.Old!.PendingReplacement = true;
                    run.Journal.Update(step.Old, flush: false);
                }
                else
                {
                    run.Journal.Drop(step.Old!);
                }

                break;
            case StepOp.RemovePendingReplace:
                run.Journal.Drop(step.Old!);
                break;
            default:
                if (step.Old is { } old)
                {
                    run.Journal.Drop(old);
                }

                Add(step);
                break;
        }
    }

    private void Add(Step step)
    {
        run.Journal.Add(step.New!);
        if (step.Old is { } old)
        {
            run.Journal.Rename(old.Urn, step.Urn);
        }
    }
}

/// <summary>The thing exists, but not as it should; each reason on its own line, as Pulumi's providers say it.</summary>
internal sealed class PartialFailureException(IReadOnlyCollection<string> reasons)
    : Exception(
        $"{reasons.Count} error{(reasons.Count == 1 ? "" : "s")} occurred:\n"
            + string.Concat(reasons.Select(reason => $"\t* {reason}\n"))
            + "\n"
    );
