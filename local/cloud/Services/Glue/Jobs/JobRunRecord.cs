using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>The states of a run that occur here.</summary>
internal static class JobRunStates
{
    public const string Starting = "STARTING";
    public const string Running = "RUNNING";
    public const string Stopping = "STOPPING";
    public const string Stopped = "STOPPED";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string Timeout = "TIMEOUT";

    public static readonly StateMachine<string> Moves = new(
        (Starting, Running),
        (Starting, Stopping),
        (Starting, Failed),
        (Running, Stopping),
        (Running, Succeeded),
        (Running, Failed),
        (Running, Timeout),
        (Stopping, Stopped),
        // Only a server that died leaves a run between the two.
        (Stopping, Failed)
    );
}

/// <summary>A job run as it is kept.</summary>
internal sealed record JobRunRecord
{
    public required string Id { get; init; }

    /// <summary>What scripts see as JOB_ID.</summary>
    public required string JobId { get; init; }

    public required string JobName { get; init; }

    public required string State { get; init; }

    public int Attempt { get; init; }

    public string? PreviousRunId { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required DateTimeOffset LastModifiedOn { get; init; }

    public DateTimeOffset? CompletedOn { get; init; }

    /// <summary>When the script began; the time of execution counts from here.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>Only what the run itself was given.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    public string? ErrorMessage { get; init; }

    public required int TimeoutMinutes { get; init; }

    public required double MaxCapacity { get; init; }

    public NotificationProperty? NotificationProperty { get; init; }

    public string? WorkerType { get; init; }

    public int? NumberOfWorkers { get; init; }

    public required string GlueVersion { get; init; }

    public string? ExecutionClass { get; init; }

    public string? SecurityConfiguration { get; init; }

    public required string LogGroup { get; init; }

    public bool IsOver => JobRunStates.Moves.IsFinal(State);

    public JobRunDescription ToDescription(DateTimeOffset now) =>
        new()
        {
            Id = Id,
            Attempt = Attempt,
            PreviousRunId = PreviousRunId,
            JobName = JobName,
            JobMode = "SCRIPT",
            StartedOn = StartedOn,
            LastModifiedOn = LastModifiedOn,
            CompletedOn = CompletedOn,
            JobRunState = State,
            Arguments = Arguments,
            ErrorMessage = ErrorMessage,
            PredecessorRuns = [],
            AllocatedCapacity = (int)MaxCapacity,
            ExecutionTime = RunningSince is { } since
                ? (int)Math.Ceiling(((CompletedOn ?? now) - since).TotalSeconds)
                : 0,
            Timeout = TimeoutMinutes,
            MaxCapacity = MaxCapacity,
            NotificationProperty = NotificationProperty,
            WorkerType = WorkerType,
            NumberOfWorkers = NumberOfWorkers,
            LogGroupName = LogGroup,
            GlueVersion = GlueVersion,
            ExecutionClass = ExecutionClass,
            SecurityConfiguration = SecurityConfiguration,
        };
}
