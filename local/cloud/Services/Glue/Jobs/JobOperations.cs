using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Job operations on the wire: definitions.</summary>
internal sealed class JobOperations(
    StateDatabase database,
    JobRuns runs,
    SecurityConfigurations securityConfigurations,
    Tagging tags,
    TimeProvider time
)
{
    private const int LargestPage = 1000;

    private readonly ResourceTable<JobRecord> _records = new(database, "glue.job");

    public Task<CreateJobResponse> CreateAsync(CreateJobRequest request, CallContext call, CancellationToken _)
    {
        GlueNames.Require(request.Name, "name");
        Check(request, call.Scope);
        var now = time.GetUtcNow();
        var job = new JobRecord
        {
            Name = request.Name,
            Definition = Definition(request),
            CreatedOn = now,
            LastModifiedOn = now,
        };
        database.InTransaction(() =>
        {
            if (!_records.TryAdd(call.Scope, job.Name, job))
            {
                throw GlueErrors.AlreadyExists($"Job {job.Name}");
            }

            tags.Set(call.Scope, GlueNames.JobArn(call, job.Name), request.Tags);
        });
        return Task.FromResult(new CreateJobResponse(job.Name));
    }

    /// <summary>Replaces the whole definition: what is left out is back at its default.</summary>
    public Task<JobNameResponse> UpdateAsync(
        UpdateJobRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        Check(request.JobUpdate, call.Scope);
        _ =
            _records.Update(
                call.Scope,
                request.JobName,
                job => job with { Definition = request.JobUpdate, LastModifiedOn = time.GetUtcNow() }
            ) ?? throw GlueErrors.JobNotFound(request.JobName);
        return Task.FromResult(new JobNameResponse(request.JobName));
    }

    /// <summary>Deleting a job that does not exist succeeds, as in AWS.</summary>
    public Task<JobNameResponse> DeleteAsync(JobNameRequest request, CallContext call, CancellationToken _)
    {
        database.InTransaction(() =>
        {
            _records.Delete(call.Scope, request.JobName);
            runs.Forget(call.Scope, request.JobName);
            tags.Forget(call.Scope, GlueNames.JobArn(call, request.JobName));
        });
        return Task.FromResult(new JobNameResponse(request.JobName));
    }

    public Task<GetJobResponse> GetAsync(JobNameRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(
            new GetJobResponse(
                (
                    _records.Find(call.Scope, request.JobName) ?? throw GlueErrors.JobNotFound(request.JobName)
                ).ToDescription()
            )
        );

    public Task<GetJobsResponse> ListAsync(GetJobsRequest request, CallContext call, CancellationToken _)
    {
        var page = Page(_records.List(call.Scope), request.NextToken, request.MaxResults);
        return Task.FromResult(new GetJobsResponse([.. page.Items.Select(job => job.ToDescription())], page.NextToken));
    }

    public Task<ListJobsResponse> ListNamesAsync(ListJobsRequest request, CallContext call, CancellationToken _)
    {
        var tagged = _records
            .List(call.Scope)
            .Where(job => tags.Has(call.Scope, GlueNames.JobArn(call, job.Name), request.Tags));
        var page = Page(tagged, request.NextToken, request.MaxResults);
        return Task.FromResult(new ListJobsResponse([.. page.Items.Select(job => job.Name)], page.NextToken));
    }

    public Task<BatchGetJobsResponse> BatchGetAsync(BatchGetJobsRequest request, CallContext call, CancellationToken _)
    {
        var found = request.JobNames.Select(name => (Name: name, Job: _records.Find(call.Scope, name))).ToList();
        return Task.FromResult(
            new BatchGetJobsResponse(
                [.. found.Select(item => item.Job).OfType<JobRecord>().Select(job => job.ToDescription())],
                [.. found.Where(item => item.Job is null).Select(item => item.Name)]
            )
        );
    }

    private void Check(JobDefinition job, Scope scope)
    {
        JobRules.Check(job);
        if (job.SecurityConfiguration is { } security)
        {
            securityConfigurations.Get(scope, security);
        }
    }

    private static Page<JobRecord> Page(IEnumerable<JobRecord> jobs, string? token, int? maxResults) =>
        Paging.Take(jobs, job => job.Name, token, maxResults, LargestPage);

    private static JobUpdate Definition(JobDefinition job) =>
        new()
        {
            JobMode = job.JobMode,
            JobRunQueuingEnabled = job.JobRunQueuingEnabled,
            Description = job.Description,
            LogUri = job.LogUri,
            Role = job.Role,
            ExecutionProperty = job.ExecutionProperty,
            Command = job.Command,
            DefaultArguments = job.DefaultArguments,
            NonOverridableArguments = job.NonOverridableArguments,
            MaxRetries = job.MaxRetries,
            Timeout = job.Timeout,
            MaxCapacity = job.MaxCapacity,
            NotificationProperty = job.NotificationProperty,
            GlueVersion = job.GlueVersion,
            NumberOfWorkers = job.NumberOfWorkers,
            WorkerType = job.WorkerType,
            ExecutionClass = job.ExecutionClass,
            SecurityConfiguration = job.SecurityConfiguration,
        };
}
