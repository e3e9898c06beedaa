using System.Text.Json;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>Amazon CloudWatch Logs. <see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html"/></summary>
internal sealed class LogsService : IAwsService
{
    public LogsService(LogStore store, TimeProvider time)
    {
        var groups = new LogGroupOperations(store, time);
        var events = new LogEventOperations(store, time);
        Operations = new OperationTable()
            .Add<CreateLogGroupRequest, Nothing>(
                "CreateLogGroup",
                "logs:CreateLogGroup",
                (request, call) => GroupArn(call, request.LogGroupName),
                groups.CreateAsync
            )
            .Add<LogGroupRequest, Nothing>(
                "DeleteLogGroup",
                "logs:DeleteLogGroup",
                (request, call) => GroupArn(call, request.LogGroupName),
                groups.DeleteAsync
            )
            .Add<DescribeLogGroupsRequest, DescribeLogGroupsResponse>(
                "DescribeLogGroups",
                "logs:DescribeLogGroups",
                (_, call) => GroupArn(call, ""),
                groups.DescribeAsync
            )
            .Add<PutRetentionPolicyRequest, Nothing>(
                "PutRetentionPolicy",
                "logs:PutRetentionPolicy",
                (request, call) => GroupArn(call, request.LogGroupName),
                groups.PutRetentionAsync
            )
            .Deviates("The retention is kept; old events stay.")
            .Add<LogGroupRequest, Nothing>(
                "DeleteRetentionPolicy",
                "logs:DeleteRetentionPolicy",
                (request, call) => GroupArn(call, request.LogGroupName),
                groups.DeleteRetentionAsync
            )
            .Add<TagResourceRequest, Nothing>(
                "TagResource",
                "logs:TagResource",
                (request, _) => request.ResourceArn,
                groups.TagAsync
            )
            .Add<UntagResourceRequest, Nothing>(
                "UntagResource",
                "logs:UntagResource",
                (request, _) => request.ResourceArn,
                groups.UntagAsync
            )
            .Add<ListTagsForResourceRequest, ListTagsResponse>(
                "ListTagsForResource",
                "logs:ListTagsForResource",
                (request, _) => request.ResourceArn,
                groups.ListTagsAsync
            )
            .Add<LogGroupRequest, ListTagsResponse>(
                "ListTagsLogGroup",
                "logs:ListTagsLogGroup",
                (request, call) => GroupArn(call, request.LogGroupName),
                groups.ListTagsOfGroupAsync
            )
            .Add<LogStreamRequest, Nothing>(
                "CreateLogStream",
                "logs:CreateLogStream",
                (request, call) => StreamArn(call, request.LogGroupName, request.LogStreamName),
                events.CreateStreamAsync
            )
            .Add<LogStreamRequest, Nothing>(
                "DeleteLogStream",
                "logs:DeleteLogStream",
                (request, call) => StreamArn(call, request.LogGroupName, request.LogStreamName),
                events.DeleteStreamAsync
            )
            .Add<DescribeLogStreamsRequest, DescribeLogStreamsResponse>(
                "DescribeLogStreams",
                "logs:DescribeLogStreams",
                (request, call) => GroupArn(call, request.LogGroupName ?? ""),
                events.DescribeStreamsAsync
            )
            .Add<PutLogEventsRequest, PutLogEventsResponse>(
                "PutLogEvents",
                "logs:PutLogEvents",
                (request, call) => StreamArn(call, request.LogGroupName, request.LogStreamName),
                events.PutAsync
            )
            .Add<GetLogEventsRequest, GetLogEventsResponse>(
                "GetLogEvents",
                "logs:GetLogEvents",
                (request, call) => StreamArn(call, request.LogGroupName ?? "", request.LogStreamName),
                events.GetAsync
            )
            .Add<FilterLogEventsRequest, FilterLogEventsResponse>(
                "FilterLogEvents",
                "logs:FilterLogEvents",
                (request, call) => GroupArn(call, request.LogGroupName ?? ""),
                events.FilterAsync
            )
            .Deviates("Filter patterns of terms only; patterns of JSON or of fields are refused.");
    }

    public string SigningName => "logs";

    public AwsProtocol Protocol { get; } =
        AwsProtocol.Json("Logs_20140328") with
        {
            Naming = JsonNamingPolicy.CamelCase,
        };

    public OperationTable Operations { get; }

    public static string GroupArn(CallContext call, string group) => call.Arn("logs", $"log-group:{group}");

    private static string StreamArn(CallContext call, string group, string stream) =>
        $"{GroupArn(call, group)}:log-stream:{stream}";
}
