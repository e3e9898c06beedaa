using CustomerLake.Local.Engine.Programs;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Runs the program, and says how it ended.</summary>
internal sealed class ProgramPhase(DeploymentRun run, IProgramRunner runner)
{
    public async Task<DeploymentOutcome> RunAsync()
    {
        using var monitor = new ResourceMonitor(run);
        var request = run.Target.Request with { Preview = run.Options.Preview, Parallel = run.Options.Parallel };
        ProgramResult result;
        try
        {
            result = await runner.RunAsync(request, monitor, run.Graceful);
        }
        catch (Exception fault) when (run.Fatal is not null && fault is not OperationCanceledException)
        {
            return DeploymentOutcome.Failed;
        }
        catch (OperationCanceledException) when (run.Graceful.IsCancellationRequested)
        {
            result = new ProgramResult("the program was cancelled");
        }

        run.Forceful.ThrowIfCancellationRequested();
        if (run.Fatal is not null)
        {
            return DeploymentOutcome.Failed;
        }

        if (
            result.Error is null
            && !result.Bailed
            && !monitor.HasRefused
            && (!run.StepFailed || run.Options.ContinueOnError)
        )
        {
            return run.Graceful.IsCancellationRequested
                ? Deployment.Ended(run) ?? DeploymentOutcome.Canceled
                : DeploymentOutcome.Succeeded;
        }

        if (Deployment.Ended(run) is { } ended)
        {
            return ended;
        }

        if (result.Error is { } error && !monitor.HasRefused)
        {
            run.Reporter.Diagnose(LogSeverity.Error, null, $"an unhandled error occurred: {error}");
        }

        return DeploymentOutcome.Failed;
    }
}
