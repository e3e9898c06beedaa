using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

internal sealed record StartJobRunRequest
{
    public required string JobName { get; init; }

    public bool? JobRunQueuingEnabled { get; init; }

    /// <summary>An earlier run that this one repeats.</summary>
    public string? JobRunId { get; init; }

    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>Minutes.</summary>
    public int? Timeout { get; init; }

    public double? MaxCapacity { get; init; }

    public NotificationProperty? NotificationProperty { get; init; }

    public string? WorkerType { get; init; }

    public int? NumberOfWorkers { get; init; }

    public string? ExecutionClass { get; init; }

    public string? SecurityConfiguration { get; init; }
}

internal sealed record StartJobRunResponse(string JobRunId);

internal sealed record GetJobRunRequest
{
    public required string JobName { get; init; }

    public required string RunId { get; init; }

    [Ignored("Runs have no predecessors: triggers and workflows are not emulated.")]
    public bool? PredecessorsIncluded { get; init; }
}

internal sealed record GetJobRunResponse(JobRunDescription JobRun);

internal sealed record GetJobRunsRequest
{
    public required string JobName { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }
}

internal sealed record GetJobRunsResponse(IReadOnlyList<JobRunDescription> JobRuns, string? NextToken);

internal sealed record BatchStopJobRunRequest
{
    public required string JobName { get; init; }

    public required IReadOnlyList<string> JobRunIds { get; init; }
}

internal sealed record StopSubmission(string JobName, string JobRunId);

internal sealed record StopError(string JobName, string JobRunId, Catalog.ErrorDetail ErrorDetail);

internal sealed record BatchStopJobRunResponse(
    IReadOnlyList<StopSubmission> SuccessfulSubmissions,
    IReadOnlyList<StopError> Errors
);

internal sealed record JobRunDescription
{
    public required string Id { get; init; }

    public required int Attempt { get; init; }

    public string? PreviousRunId { get; init; }

    public required string JobName { get; init; }

    public string? JobMode { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required DateTimeOffset LastModifiedOn { get; init; }

    public DateTimeOffset? CompletedOn { get; init; }

    public required string JobRunState { get; init; }

    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    public string? ErrorMessage { get; init; }

    public required IReadOnlyList<string> PredecessorRuns { get; init; }

    public required int AllocatedCapacity { get; init; }

    /// <summary>Seconds.</summary>
    public required int ExecutionTime { get; init; }

    public required int Timeout { get; init; }

    public required double MaxCapacity { get; init; }

    public NotificationProperty? NotificationProperty { get; init; }

    public string? WorkerType { get; init; }

    public int? NumberOfWorkers { get; init; }

    public required string LogGroupName { get; init; }

    public string? GlueVersion { get; init; }

    public string? ExecutionClass { get; init; }

    public string? SecurityConfiguration { get; init; }
}
