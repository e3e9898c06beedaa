using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Logs;

// Times of CloudWatch Logs are milliseconds since 1970, as numbers.

internal sealed record CreateLogGroupRequest
{
    public required string LogGroupName { get; init; }

    [Ignored("Logs lie unencrypted on this machine's disk.")]
    public string? KmsKeyId { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? LogGroupClass { get; init; }
}

internal sealed record LogGroupRequest
{
    public required string LogGroupName { get; init; }
}

internal sealed record DescribeLogGroupsRequest
{
    public string? LogGroupNamePrefix { get; init; }

    public string? LogGroupNamePattern { get; init; }

    public int? Limit { get; init; }

    public string? NextToken { get; init; }

    public string? LogGroupClass { get; init; }
}

internal sealed record DescribeLogGroupsResponse
{
    public required IReadOnlyList<LogGroupEntry> LogGroups { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record LogGroupEntry
{
    public required string LogGroupName { get; init; }

    public required long CreationTime { get; init; }

    public int? RetentionInDays { get; init; }

    public int MetricFilterCount { get; init; }

    public required string Arn { get; init; }

    public required long StoredBytes { get; init; }

    public required string LogGroupClass { get; init; }

    public required string LogGroupArn { get; init; }

    public string? KmsKeyId { get; init; }
}

internal sealed record LogStreamRequest
{
    public required string LogGroupName { get; init; }

    public required string LogStreamName { get; init; }
}

internal sealed record DescribeLogStreamsRequest
{
    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    public string? LogStreamNamePrefix { get; init; }

    public string? OrderBy { get; init; }

    public bool? Descending { get; init; }

    public int? Limit { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record DescribeLogStreamsResponse
{
    public required IReadOnlyList<LogStreamEntry> LogStreams { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record LogStreamEntry
{
    public required string LogStreamName { get; init; }

    public required long CreationTime { get; init; }

    public long? FirstEventTimestamp { get; init; }

    public long? LastEventTimestamp { get; init; }

    public long? LastIngestionTime { get; init; }

    public string UploadSequenceToken { get; } = "49039859627127626207";

    public required string Arn { get; init; }

    /// <summary>AWS stopped counting by stream in 2019.</summary>
    public long StoredBytes { get; init; }
}

internal sealed record PutLogEventsRequest
{
    public required string LogGroupName { get; init; }

    public required string LogStreamName { get; init; }

    public required IReadOnlyList<InputLogEvent> LogEvents { get; init; }

    [Ignored("Sequence tokens have had no effect in AWS since 2023.")]
    public string? SequenceToken { get; init; }
}

internal sealed record InputLogEvent
{
    public required long Timestamp { get; init; }

    public required string Message { get; init; }
}

internal sealed record PutLogEventsResponse
{
    public string NextSequenceToken { get; } = "49039859627127626207";

    public RejectedLogEvents? RejectedLogEventsInfo { get; init; }
}

internal sealed record RejectedLogEvents
{
    public int? TooNewLogEventStartIndex { get; init; }

    public int? TooOldLogEventEndIndex { get; init; }

    public int? ExpiredLogEventEndIndex { get; init; }
}

internal sealed record GetLogEventsRequest
{
    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    public required string LogStreamName { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public string? NextToken { get; init; }

    public int? Limit { get; init; }

    public bool? StartFromHead { get; init; }

    [Ignored("Nothing here is masked.")]
    public bool? Unmask { get; init; }
}

internal sealed record GetLogEventsResponse
{
    public required IReadOnlyList<OutputLogEvent> Events { get; init; }

    public required string NextForwardToken { get; init; }

    public required string NextBackwardToken { get; init; }
}

internal sealed record OutputLogEvent
{
    public required long Timestamp { get; init; }

    public required string Message { get; init; }

    public required long IngestionTime { get; init; }
}

internal sealed record FilterLogEventsRequest
{
    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    public IReadOnlyList<string>? LogStreamNames { get; init; }

    public string? LogStreamNamePrefix { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public string? FilterPattern { get; init; }

    public string? NextToken { get; init; }

    public int? Limit { get; init; }

    [Ignored("Events of all streams are always in one order, as AWS does whatever this says.")]
    public bool? Interleaved { get; init; }

    [Ignored("Nothing here is masked.")]
    public bool? Unmask { get; init; }
}

internal sealed record FilterLogEventsResponse
{
    public required IReadOnlyList<FilteredLogEvent> Events { get; init; }

    public IReadOnlyList<string> SearchedLogStreams { get; } = [];

    public string? NextToken { get; init; }
}

internal sealed record FilteredLogEvent
{
    public required string LogStreamName { get; init; }

    public required long Timestamp { get; init; }

    public required string Message { get; init; }

    public required long IngestionTime { get; init; }

    public required string EventId { get; init; }
}

internal sealed record PutRetentionPolicyRequest
{
    public required string LogGroupName { get; init; }

    public required int RetentionInDays { get; init; }
}

internal sealed record TagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public required string ResourceArn { get; init; }

    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record ListTagsForResourceRequest
{
    public required string ResourceArn { get; init; }
}

internal sealed record ListTagsResponse
{
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
