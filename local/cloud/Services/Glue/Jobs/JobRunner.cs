using System.Collections.Concurrent;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>What runs need from the rest of the server.</summary>
internal sealed record JobServices
{
    public required JobRuns Runs { get; init; }

    public required ObjectStore Objects { get; init; }

    public required ISparkSessions Sessions { get; init; }

    /// <summary>Appends lines to a log stream of the caller's account: group, stream, lines.</summary>
    public required Action<CallContext, string, string, IReadOnlyList<string>> WriteLog { get; init; }

    public required BackgroundWork Background { get; init; }

    public required JobHost Host { get; init; }

    public required SecurityConfigurations SecurityConfigurations { get; init; }

    public required GlueRoles Roles { get; init; }

    public required TimeProvider Time { get; init; }
}

/// <summary>Runs jobs in the background: one Python process a run, its session, its logs, its end.</summary>
internal sealed class JobRunner(JobServices services)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    public void Start(JobRecord job, JobRunRecord run, CallContext caller)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(services.Background.Stopping);
        _running[run.Id] = stop;
        var call = caller.As($"arn:aws:sts::{caller.AccountId}:assumed-role/{job.RoleName}/GlueJobRunnerSession");
        services.Background.Start($"run {run.Id} of {job.Name}", _ => RunAsync(job, run, call, stop));
    }

    /// <summary>The run is STOPPING already; its process is killed, and what it had not published is gone.</summary>
    public void Stop(string runId)
    {
        if (_running.TryGetValue(runId, out var stop))
        {
            stop.Cancel();
        }
    }

    private async Task RunAsync(JobRecord job, JobRunRecord run, CallContext call, CancellationTokenSource stop)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(run.TimeoutMinutes), services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, deadline.Token);
        try
        {
            var failure = await ExecuteAsync(job, run, call, either.Token);
            End(job, run, call, failure is null ? JobRunStates.Succeeded : JobRunStates.Failed, failure);
        }
        catch (OperationCanceledException)
        {
            if (deadline.IsCancellationRequested)
            {
                End(
                    job,
                    run,
                    call,
                    JobRunStates.Timeout,
                    $"Job run exceeded the timeout of {run.TimeoutMinutes} minutes."
                );
            }
            else
            {
                End(job, run, call, JobRunStates.Stopped, null);
            }
        }
        catch (AwsException fault)
        {
            End(job, run, call, JobRunStates.Failed, fault.Message);
        }
        catch (Exception fault)
        {
            End(job, run, call, JobRunStates.Failed, $"Internal service error: {fault.Message}");
            throw;
        }
        finally
        {
            _running.TryRemove(run.Id, out _);
            stop.Dispose();
        }
    }

    /// <returns>The run's error message, or null when the script went well.</returns>
    private async Task<string?> ExecuteAsync(
        JobRecord job,
        JobRunRecord run,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (!services.Roles.CanTake(call, job.Definition.Role!, GlueNames.JobArn(call, job.Name)))
        {
            return $"JobName:{job.Name} and JobRunId:{run.Id} failed to execute with exception Role "
                + $"{services.Roles.ArnOf(call, job.Definition.Role!)} should be given assume role permissions for Glue Service.";
        }

        using var workspace = await JobWorkspace.CreateAsync(job, run, services.Objects, call, cancellationToken);
        await using var session = job.IsSpark
            ? await services.Sessions.OpenAsync(
                call,
                workspace.Folder,
                services.SecurityConfigurations.KeyOfObjects(call.Scope, run.SecurityConfiguration),
                JobArguments.SparkSettings(job, run),
                cancellationToken
            )
            : null;
        if (services.Runs.TryMove(call.Scope, run, JobRunStates.Running) is null)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        // A run has its streams from the start, whether or not its script says anything.
        WriteLog(job, run, call, JobLogs.OutputGroup(run), []);
        WriteLog(job, run, call, JobLogs.ErrorGroup(run), []);
        using var host = services.Host.Open(call, workspace, session?.Environment ?? new Dictionary<string, string>());
        var status = await PythonProcess.RunAsync(
            new PythonStart
            {
                Python = services.Host.Python,
                Arguments =
                [
                    workspace.DriverPath,
                    workspace.ReportPath,
                    workspace.ScriptPath,
                    .. JobArguments.ForScript(job, run),
                ],
                WorkingFolder = workspace.Folder,
                Environment = host.Environment,
                WriteOutput = lines => WriteLog(job, run, call, JobLogs.OutputGroup(run), lines),
                WriteError = lines => WriteLog(job, run, call, JobLogs.ErrorGroup(run), lines),
            },
            cancellationToken
        );
        return status == 0
            ? null
            : JobFailure.Read(workspace.ReportPath)?.ToString() ?? $"Command failed with exit code {status}";
    }

    private void WriteLog(JobRecord job, JobRunRecord run, CallContext call, string group, IReadOnlyList<string> lines)
    {
        services.WriteLog(call, group, run.Id, lines);
        if (JobLogs.Continuous(job, run) is var (continuous, stream))
        {
            services.WriteLog(call, continuous, stream, lines);
        }
    }

    /// <summary>A run that is being stopped ends as STOPPED, however its script ended.</summary>
    private void End(JobRecord job, JobRunRecord run, CallContext call, string state, string? message)
    {
        var current = services.Runs.Find(call.Scope, run.JobName, run.Id);
        if (current is null)
        {
            return;
        }

        if (current.State == JobRunStates.Stopping)
        {
            services.Runs.TryMove(call.Scope, run, JobRunStates.Stopped);
            return;
        }

        if (state == JobRunStates.Stopped)
        {
            // Nobody asked the run to stop: the server is going down under it.
            (state, message) = (JobRunStates.Failed, JobRuns.Interrupted);
        }
        else if (current.State == JobRunStates.Starting && state == JobRunStates.Timeout)
        {
            state = JobRunStates.Failed;
        }

        var ended = services.Runs.TryMove(call.Scope, run, state, message);
        if (ended is { State: JobRunStates.Failed } && message != JobRuns.Interrupted && run.Attempt < job.MaxRetries)
        {
            Retry(job, ended, call);
        }
    }

    private void Retry(JobRecord job, JobRunRecord failed, CallContext call)
    {
        var attempt = failed.Attempt + 1;
        var now = services.Time.GetUtcNow();
        var retry = failed with
        {
            Id = $"{failed.Id.Split("_attempt_")[0]}_attempt_{attempt}",
            Attempt = attempt,
            PreviousRunId = failed.Id,
            State = JobRunStates.Starting,
            StartedOn = now,
            LastModifiedOn = now,
            CompletedOn = null,
            RunningSince = null,
            ErrorMessage = null,
        };
        services.Runs.Add(call.Scope, retry, job.MaxConcurrentRuns);
        Start(job, retry, call);
    }
}
