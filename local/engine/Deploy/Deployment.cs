using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Deploy;

public enum DeploymentOutcome
{
    Succeeded,
    Failed,
    Canceled,

    /// <summary>Given up at once: steps were left in an unknown state.</summary>
    Abandoned,
}

/// <param name="Plan">What was planned; made when asked for, which only a preview that saves it does.</param>
public sealed record DeploymentResult(DeploymentOutcome Outcome, Func<UpdatePlan> Plan)
{
    /// <summary>Said on standard error, besides the diagnostics.</summary>
    public string? Message { get; init; }
}

/// <summary>One operation on a stack: refresh, program, deletes.</summary>
public sealed class Deployment(
    DeploymentTarget target,
    DeploymentOptions options,
    Snapshot start,
    SnapshotJournal journal,
    DeploymentReporter reporter,
    IProgramRunner runner
)
{
    /// <param name="graceful">Finish what runs, begin nothing.</param>
    /// <param name="forceful">Wait for nothing.</param>
    public async Task<DeploymentResult> RunAsync(CancellationToken graceful, CancellationToken forceful)
    {
        using var run = new DeploymentRun(target, options, start, journal, reporter, graceful, forceful);
        using var cancel = graceful.Register(() => _ = run.Providers.CancelAsync());
        var outcome = DeploymentOutcome.Failed;
        string? message = null;
        try
        {
            var interrupted = new InterruptedSteps(run);
            interrupted.Obey();
            if (!options.Preview)
            {
                await interrupted.FindAsync();
            }

            WarnOfPendingOperations(run.Start);
            outcome = await RunAsync(run);
        }
        catch (RefusedException fault)
        {
            message = fault.Message;
        }
        catch (OperationCanceledException) when (forceful.IsCancellationRequested)
        {
            outcome = DeploymentOutcome.Abandoned;
        }
        finally
        {
            await run.Providers.DisposeAsync();
            run.Executor.Dispose();
        }

        if (run.Fatal is { } fatal)
        {
            throw fatal;
        }

        return new DeploymentResult(outcome, run.Plans.ToPlan) { Message = message };
    }

    private async Task<DeploymentOutcome> RunAsync(DeploymentRun run)
    {
        ThrowIfNothingIsMeant();
        var isTold = options is { Kind: DeploymentKind.Refresh, RunProgram: true };
        if (!isTold && (options.Kind == DeploymentKind.Refresh || options.Refresh))
        {
            var refreshed = await new RefreshPhase(run).RunAsync();
            if (refreshed != DeploymentOutcome.Succeeded || options.Kind == DeploymentKind.Refresh)
            {
                return refreshed;
            }
        }

        if (!AreKnown(run, options.Replace))
        {
            return DeploymentOutcome.Failed;
        }

        if (options.Kind == DeploymentKind.Import)
        {
            return await new ImportPhase(run).RunAsync();
        }

        if (options.Kind == DeploymentKind.Update || options.RunProgram)
        {
            var program = await new ProgramPhase(run, runner).RunAsync();
            if (program != DeploymentOutcome.Succeeded)
            {
                return program;
            }

            if (isTold)
            {
                // What the program does not name is there all the same.
                return await new RefreshPhase(run).RestAsync();
            }

            if (options.Kind == DeploymentKind.Destroy)
            {
                run.SetStart(journal.Current);
                run.Generator.Forget();
            }
        }

        // A target that nobody knows ends the update badly, but it ends.
        var areKnown = options.Kind != DeploymentKind.Update || AreKnown(run, options.Targets);
        var planned = options.Kind == DeploymentKind.Refresh || await DeleteAsync(run);
        var areAllowed =
            run.Graceful.IsCancellationRequested
            || run.Fatal is not null
            || run.StackOutputs?.Invoke(!planned || run.HasFailed) != false;
        if (!planned || !areKnown || !areAllowed)
        {
            return DeploymentOutcome.Failed;
        }

        if (Ended(run) is { } ended)
        {
            return ended;
        }

        if (run.IsFlawed)
        {
            return Failed(run);
        }

        return run.Plans.CheckComplete(run.Start) ? DeploymentOutcome.Succeeded : DeploymentOutcome.Failed;
    }

    /// <summary>What a refresh or destroy is to touch, or to spare, must be there before it begins.</summary>
    private void ThrowIfNothingIsMeant()
    {
        if (options.Kind is not (DeploymentKind.Refresh or DeploymentKind.Destroy))
        {
            return;
        }

        var known = start.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (
            var urn in options.Targets.Literals.Concat(options.Excludes.Literals).Where(urn => !known.Contains(urn))
        )
        {
            throw new RefusedException($"no resource named '{urn}' found");
        }
    }

    /// <summary>Whether what the flags name is in the state or in the program; each that is not is told.</summary>
    internal static bool AreKnown(DeploymentRun run, UrnTargets targets)
    {
        var known = run.Start.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var unknown = targets.Literals.Where(urn => !known.Contains(urn) && !run.Generator.Knows(urn)).ToList();
        foreach (var urn in unknown)
        {
            var hint = urn.Contains('$', StringComparison.Ordinal) ? "" : " Did you forget to escape $ in your shell?";
            run.Reporter.Diagnose(LogSeverity.Error, null, $"Target '{urn}' could not be found in the stack.{hint}");
        }

        return unknown.Count == 0;
    }

    private static async Task<bool> DeleteAsync(DeploymentRun run) =>
        run.Stopped.IsCancellationRequested || await new DeletePhase(run).RunAsync();

    /// <summary>How it ended, if not well: what the user asked for, or a failed step.</summary>
    internal static DeploymentOutcome? Ended(DeploymentRun run)
    {
        if (run.StepFailed)
        {
            return run.Plans.CheckComplete(run.Start) ? Failed(run) : DeploymentOutcome.Failed;
        }

        if (run.Graceful.IsCancellationRequested)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, $"{KindText(run)} canceled");
            return DeploymentOutcome.Canceled;
        }

        return null;
    }

    private static DeploymentOutcome Failed(DeploymentRun run)
    {
        run.Reporter.Diagnose(LogSeverity.Error, null, $"{KindText(run)} failed");
        return DeploymentOutcome.Failed;
    }

    private static string KindText(DeploymentRun run) => run.Options.Preview ? "preview" : "update";

    private void WarnOfPendingOperations(Snapshot start)
    {
        if (start.Pending.Length == 0 || options.Preview || options.Kind == DeploymentKind.Refresh || options.Refresh)
        {
            return;
        }

        var lines = start.Pending.Select(pending =>
            $"  * {pending.Resource.Urn}, interrupted while {pending.KindText}\n"
        );
        reporter.Diagnose(
            LogSeverity.Warning,
            null,
            $"Attempting to deploy or update resources with {start.Pending.Length} pending operations from previous "
                + $"deployment.\n{string.Concat(lines)}{PendingText}"
        );
    }

    private const string PendingText = """
        These resources are in an unknown state because the Pulumi CLI was interrupted while waiting for changes to these resources to complete. You should confirm whether or not the operations listed completed successfully by checking the state of the appropriate provider. For example, if you are using AWS, you can confirm using the AWS Console.

        Once you have confirmed the status of the interrupted operations, you can repair your stack using `pulumi refresh` which will refresh the state from the provider you are using and clear the pending operations if there are any.

        Note that `pulumi refresh` will need to be run interactively to clear pending CREATE operations.
        """;
}

/// <summary>The operation cannot begin.</summary>
internal sealed class RefusedException(string message) : Exception(message);
