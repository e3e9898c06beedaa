using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Job run operations on the wire.</summary>
internal sealed class JobRunOperations(
    StateDatabase database,
    JobRuns runs,
    JobRunner runner,
    SecurityConfigurations securityConfigurations,
    Ids ids,
    TimeProvider time
)
{
    private const int LargestPage = 200;
    private const int MostToStop = 25;

    private readonly ResourceTable<JobRecord> _jobs = new(database, "glue.job");

    public Task<StartJobRunResponse> StartAsync(StartJobRunRequest request, CallContext call, CancellationToken _)
    {
        var job = GetJob(call.Scope, request.JobName);
        JobRules.CheckResources(request.MaxCapacity, request.WorkerType, request.NumberOfWorkers);
        JobRules.CheckTimeout(request.Timeout);
        JobRules.CheckExecutionClass(request.ExecutionClass);
        JobArguments.Check(request.Arguments);
        if (request.SecurityConfiguration is { } security)
        {
            securityConfigurations.Get(call.Scope, security);
        }

        if (request.JobRunQueuingEnabled == true)
        {
            throw GlueErrors.NotEmulated("job run queuing (JobRunQueuingEnabled)");
        }

        var previous = request.JobRunId is { } id ? runs.Get(call.Scope, job.Name, id) : null;
        var run = NewRun(job, request, previous);
        runs.Add(call.Scope, run, job.MaxConcurrentRuns);
        runner.Start(job, run, call);
        return Task.FromResult(new StartJobRunResponse(run.Id));
    }

    public Task<GetJobRunResponse> GetAsync(GetJobRunRequest request, CallContext call, CancellationToken _)
    {
        GetJob(call.Scope, request.JobName);
        var run = runs.Get(call.Scope, request.JobName, request.RunId);
        return Task.FromResult(new GetJobRunResponse(run.ToDescription(time.GetUtcNow())));
    }

    public Task<GetJobRunsResponse> ListAsync(GetJobRunsRequest request, CallContext call, CancellationToken _)
    {
        GetJob(call.Scope, request.JobName);
        var numbered = runs.List(call.Scope, request.JobName)
            .Select(run => (Run: run, Key: NewestFirst(run)))
            .OrderBy(item => item.Key, StringComparer.Ordinal);
        var page = Paging.Take(numbered, item => item.Key, request.NextToken, request.MaxResults, LargestPage);
        var now = time.GetUtcNow();
        return Task.FromResult(
            new GetJobRunsResponse([.. page.Items.Select(item => item.Run.ToDescription(now))], page.NextToken)
        );
    }

    public Task<BatchStopJobRunResponse> StopAsync(
        BatchStopJobRunRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var stopped = new List<StopSubmission>();
        var errors = Batch.Run(
            request.JobRunIds,
            MostToStop,
            id =>
            {
                var run = runs.Get(call.Scope, request.JobName, id);
                if (runs.TryMove(call.Scope, run, JobRunStates.Stopping) is null)
                {
                    throw new AwsException(
                        "IllegalJobRunStateException",
                        $"JobRun {id} cannot be stopped: its state is {runs.Get(call.Scope, run.JobName, id).State}."
                    );
                }

                runner.Stop(id);
                stopped.Add(new StopSubmission(request.JobName, id));
            },
            (id, fault) => new StopError(request.JobName, id, ErrorDetail.Of(fault))
        );
        return Task.FromResult(new BatchStopJobRunResponse(stopped, errors));
    }

    private JobRecord GetJob(Scope scope, string name) => _jobs.Find(scope, name) ?? throw GlueErrors.JobNotFound(name);

    private static string NewestFirst(JobRunRecord run) =>
        (long.MaxValue - run.StartedOn.UtcTicks).ToString("D19", CultureInfo.InvariantCulture)
        + (99 - run.Attempt).ToString("D2", CultureInfo.InvariantCulture)
        + run.Id;

    private JobRunRecord NewRun(JobRecord job, StartJobRunRequest request, JobRunRecord? previous)
    {
        var now = time.GetUtcNow();
        var security = request.SecurityConfiguration ?? job.Definition.SecurityConfiguration;
        var hasOwnSize = request.MaxCapacity is not null || request.WorkerType is not null;
        return new JobRunRecord
        {
            Id = "jr_" + ids.Hex(64),
            JobId = "j_" + ids.Hex(64),
            JobName = job.Name,
            State = JobRunStates.Starting,
            PreviousRunId = previous?.Id,
            StartedOn = now,
            LastModifiedOn = now,
            Arguments = request.Arguments ?? previous?.Arguments,
            TimeoutMinutes = request.Timeout ?? job.TimeoutMinutes,
            MaxCapacity = hasOwnSize
                ? JobRules.Capacity(job.CommandName, request.MaxCapacity, request.WorkerType, request.NumberOfWorkers)
                : job.MaxCapacity,
            NotificationProperty = request.NotificationProperty ?? job.Definition.NotificationProperty,
            WorkerType = hasOwnSize ? request.WorkerType : job.Definition.WorkerType,
            NumberOfWorkers = hasOwnSize ? request.NumberOfWorkers : job.Definition.NumberOfWorkers,
            GlueVersion = job.GlueVersion,
            ExecutionClass = request.ExecutionClass ?? job.Definition.ExecutionClass ?? "STANDARD",
            SecurityConfiguration = security,
            LogGroup = JobLogs.GroupOf(job, security),
        };
    }
}
