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
        var isTold = options is { Kind: DeploymentKind.Refresh, RunProgram: true };
        if (!isTold && (options.Kind == DeploymentKind.Refresh || options.Refresh))
        {
            var refreshed = await new RefreshPhase(run).RunAsync();
            if (refreshed != DeploymentOutcome.Succeeded || options.Kind == DeploymentKind.Refresh)
            {
                return refreshed;
            }

            reporter.ResetChanges();
        }

        foreach (var wanted in options.Replace.Literals.Where(urn => run.Old(urn) is null))
        {
            return Fail(run, NotFound(wanted), null);
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

        var planned = FinishProgram(run) && (options.Kind == DeploymentKind.Refresh || await DeleteAsync(run));
        if (!run.Graceful.IsCancellationRequested && run.Fatal is null)
        {
            run.StackOutputs?.Invoke();
        }

        if (!planned)
        {
            return DeploymentOutcome.Failed;
        }

        if (Ended(run) is { } ended)
        {
            return ended;
        }

        return run.Plans.CheckComplete() ? DeploymentOutcome.Succeeded : DeploymentOutcome.Failed;
    }

    /// <summary>Whether what the flags name exists; only a program can have made it.</summary>
    private bool FinishProgram(DeploymentRun run)
    {
        var unknown = options
            .Targets.Literals.Concat(options.Excludes.Literals)
            .FirstOrDefault(urn => !IsKnown(run, urn));
        if (unknown is null || options.Kind != DeploymentKind.Update)
        {
            return true;
        }

        reporter.Diagnose(LogSeverity.Error, null, NotFound(unknown));
        return false;
    }

    private static async Task<bool> DeleteAsync(DeploymentRun run) =>
        run.Stopped.IsCancellationRequested || await new DeletePhase(run).RunAsync();

    /// <summary>How it ended, if not well: what the user asked for, or a failed step.</summary>
    internal static DeploymentOutcome? Ended(DeploymentRun run)
    {
        var kind = run.Options.Preview ? "preview" : "update";
        if (run.StepFailed)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, $"{kind} failed");
            return DeploymentOutcome.Failed;
        }

        if (run.Graceful.IsCancellationRequested)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, $"{kind} canceled");
            return DeploymentOutcome.Canceled;
        }

        return null;
    }

    private static bool IsKnown(DeploymentRun run, string urn) => run.Old(urn) is not null || run.Generator.Knows(urn);

    private static string NotFound(string urn) =>
        $"Target '{urn}' could not be found in the stack. Did you forget to escape $ in your shell?";

    private static DeploymentOutcome Fail(DeploymentRun run, string message, string? urn)
    {
        run.Reporter.Diagnose(LogSeverity.Error, urn, message);
        return DeploymentOutcome.Failed;
    }

    private void WarnOfPendingOperations(Snapshot start)
    {
        if (start.Pending.Length == 0 || options.Preview || options.Kind == DeploymentKind.Refresh)
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
