using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

internal sealed record JobCommand
{
    /// <summary><c>glueetl</c> or <c>pythonshell</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The script's s3:// address.</summary>
    public string? ScriptLocation { get; init; }

    public string? PythonVersion { get; init; }
}

internal sealed record ExecutionProperty
{
    public int? MaxConcurrentRuns { get; init; }
}

internal sealed record NotificationProperty
{
    public int? NotifyDelayAfter { get; init; }
}

/// <summary>What a job is, on creation and on update. An update replaces all of it.</summary>
internal abstract record JobDefinition
{
    /// <summary>SCRIPT, VISUAL or NOTEBOOK: how the script was written. Echoed.</summary>
    public string? JobMode { get; init; }

    public bool? JobRunQueuingEnabled { get; init; }

    public string? Description { get; init; }

    [Ignored("Reserved for future use, says AWS.")]
    public string? LogUri { get; init; }

    public string? Role { get; init; }

    public ExecutionProperty? ExecutionProperty { get; init; }

    public JobCommand? Command { get; init; }

    public IReadOnlyDictionary<string, string>? DefaultArguments { get; init; }

    public IReadOnlyDictionary<string, string>? NonOverridableArguments { get; init; }

    public int? MaxRetries { get; init; }

    /// <summary>Minutes.</summary>
    public int? Timeout { get; init; }

    public double? MaxCapacity { get; init; }

    /// <summary>Kept and echoed; no event is sent, as there is no event bus.</summary>
    public NotificationProperty? NotificationProperty { get; init; }

    public string? GlueVersion { get; init; }

    public int? NumberOfWorkers { get; init; }

    public string? WorkerType { get; init; }

    public string? ExecutionClass { get; init; }

    public string? SecurityConfiguration { get; init; }
}

internal sealed record CreateJobRequest : JobDefinition
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record JobUpdate : JobDefinition;

internal sealed record UpdateJobRequest
{
    public required string JobName { get; init; }

    public required JobUpdate JobUpdate { get; init; }
}

internal sealed record JobNameRequest
{
    public required string JobName { get; init; }
}

internal sealed record CreateJobResponse(string Name);

internal sealed record JobNameResponse(string JobName);

internal sealed record JobDescription
{
    public required string Name { get; init; }

    public string? JobMode { get; init; }

    public bool? JobRunQueuingEnabled { get; init; }

    public string? Description { get; init; }

    public string? LogUri { get; init; }

    public string? Role { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset LastModifiedOn { get; init; }

    public ExecutionProperty? ExecutionProperty { get; init; }

    public JobCommand? Command { get; init; }

    public IReadOnlyDictionary<string, string>? DefaultArguments { get; init; }

    public IReadOnlyDictionary<string, string>? NonOverridableArguments { get; init; }

    public int MaxRetries { get; init; }

    public int AllocatedCapacity { get; init; }

    public int Timeout { get; init; }

    public double MaxCapacity { get; init; }

    public NotificationProperty? NotificationProperty { get; init; }

    public string? GlueVersion { get; init; }

    public int? NumberOfWorkers { get; init; }

    public string? WorkerType { get; init; }

    public string? ExecutionClass { get; init; }

    public string? SecurityConfiguration { get; init; }
}

internal sealed record GetJobResponse(JobDescription Job);

internal sealed record GetJobsRequest
{
    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }
}

internal sealed record GetJobsResponse(IReadOnlyList<JobDescription> Jobs, string? NextToken);

internal sealed record ListJobsRequest
{
    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record ListJobsResponse(IReadOnlyList<string> JobNames, string? NextToken);

internal sealed record BatchGetJobsRequest
{
    public required IReadOnlyList<string> JobNames { get; init; }
}

internal sealed record BatchGetJobsResponse(IReadOnlyList<JobDescription> Jobs, IReadOnlyList<string> JobsNotFound);
