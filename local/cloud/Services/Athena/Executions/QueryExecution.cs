using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

internal static class ExecutionState
{
    public const string Queued = "QUEUED";
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string Cancelled = "CANCELLED";
}

/// <summary>A query execution as it is kept.</summary>
internal sealed record QueryExecution
{
    public required string Id { get; init; }
    public required string Query { get; init; }
    public string? StatementType { get; init; }
    public string? SubstatementType { get; init; }
    public required string WorkGroup { get; init; }
    public required QueryExecutionContext Context { get; init; }

    /// <summary>Its location is the result file's full path, not the prefix that was asked for.</summary>
    public required ResultConfiguration Results { get; init; }
    public IReadOnlyList<string>? Parameters { get; init; }
    public ResultReuseConfiguration? Reuse { get; init; }
    public long? ScanCutoff { get; init; }

    /// <summary>The workgroup decides alone where results go.</summary>
    public bool EnforcesLocation { get; init; }
    public required string CallerArn { get; init; }
    public string State { get; init; } = ExecutionState.Queued;
    public string? Reason { get; init; }
    public AthenaError? Error { get; init; }
    public required DateTimeOffset Submitted { get; init; }
    public DateTimeOffset? Started { get; init; }
    public DateTimeOffset? Completed { get; init; }
    public TimeSpan EngineTime { get; init; }
    public TimeSpan PublishTime { get; init; }
    public ExecutionOutcome Outcome { get; init; } = ExecutionOutcome.Nothing;
    public bool IsReused { get; init; }

    /// <summary>Failures of Hive's side leave their text as the result.</summary>
    public bool IsHiveFailure { get; init; }

    public string ResultPath => Results.OutputLocation ?? "";

    /// <summary>The same execution with the failure's reason and its numbers.</summary>
    public QueryExecution Failed(string name, string message)
    {
        var reason = $"{name}: {message}";
        return this with { Reason = reason, Error = AthenaErrorTypes.For(name, reason) };
    }

    public QueryExecutionDescription ToDescription() =>
        new()
        {
            QueryExecutionId = Id,
            Query = Query,
            StatementType = StatementType,
            ResultConfiguration = Results,
            ResultReuseConfiguration =
                Reuse
                ?? new ResultReuseConfiguration
                {
                    ResultReuseByAgeConfiguration = new ResultReuseByAgeConfiguration(false),
                },
            QueryExecutionContext = Context,
            Status = new QueryExecutionStatus
            {
                State = State,
                StateChangeReason = Reason,
                SubmissionDateTime = Submitted,
                CompletionDateTime = Completed,
                AthenaError = Error,
            },
            Statistics = ToStatistics(),
            WorkGroup = WorkGroup,
            EngineVersion = EngineVersion.Default,
            ExecutionParameters = Parameters,
            SubstatementType = SubstatementType,
        };

    public RuntimeStatistics ToRuntimeStatistics()
    {
        var statistics = ToStatistics();
        return new RuntimeStatistics(
            new RuntimeTimeline
            {
                QueryQueueTimeInMillis = statistics.QueryQueueTimeInMillis,
                ServicePreProcessingTimeInMillis = statistics.ServicePreProcessingTimeInMillis,
                QueryPlanningTimeInMillis = statistics.QueryPlanningTimeInMillis,
                EngineExecutionTimeInMillis = statistics.EngineExecutionTimeInMillis,
                ServiceProcessingTimeInMillis = statistics.ServiceProcessingTimeInMillis,
                TotalExecutionTimeInMillis = statistics.TotalExecutionTimeInMillis,
            },
            new RuntimeRows
            {
                InputBytes = Outcome.BytesScanned,
                OutputRows = Outcome.UpdateType is null ? Outcome.RowCount : Outcome.UpdateCount,
                OutputBytes = Outcome.ResultBytes,
            }
        );
    }

    private QueryExecutionStatistics ToStatistics() =>
        new()
        {
            EngineExecutionTimeInMillis = Milliseconds(EngineTime),
            DataScannedInBytes = Outcome.BytesScanned,
            DataManifestLocation = Outcome.Manifest,
            TotalExecutionTimeInMillis = Milliseconds((Completed ?? Submitted) - Submitted),
            QueryQueueTimeInMillis = Milliseconds((Started ?? Completed ?? Submitted) - Submitted),
            ServicePreProcessingTimeInMillis = 0,
            QueryPlanningTimeInMillis = 0,
            ServiceProcessingTimeInMillis = Milliseconds(PublishTime),
            ResultReuseInformation = new ResultReuseInformation(IsReused),
        };

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}

/// <summary>What an execution gave: the form of its result and what it cost.</summary>
internal sealed record ExecutionOutcome
{
    public static ExecutionOutcome Nothing { get; } = new();

    public IReadOnlyList<ResultColumn> Columns { get; init; } = [];
    public ResultForm Form { get; init; } = ResultForm.None;
    public long BytesScanned { get; init; }

    /// <summary>Rows written by a statement that writes; 0 for a query; null for other DDL.</summary>
    public long? UpdateCount { get; init; }
    public string? UpdateType { get; init; }
    public string? Manifest { get; init; }
    public long RowCount { get; init; }
    public long ResultBytes { get; init; }
}

/// <summary>How the result file is to be read.</summary>
internal enum ResultForm
{
    /// <summary>No file, or one without rows.</summary>
    None,

    /// <summary>Quoted cells with a header.</summary>
    Csv,

    /// <summary>A value a line.</summary>
    Lines,

    /// <summary>Cells joined by tabs, a row a line.</summary>
    Tabs,
}
