using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.CloudWatchLogs;

public interface IAmazonCloudWatchLogs : IDisposable
{
    Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(
        DescribeLogGroupsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<DeleteLogGroupResponse> DeleteLogGroupAsync(
        DeleteLogGroupRequest request,
        CancellationToken cancellationToken = default
    );

    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(
        DescribeLogStreamsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetLogEventsResponse> GetLogEventsAsync(
        GetLogEventsRequest request,
        CancellationToken cancellationToken = default
    );
}

public class AmazonCloudWatchLogsClient : JsonServiceClient, IAmazonCloudWatchLogs
{
    public AmazonCloudWatchLogsClient(AmazonCloudWatchLogsConfig config)
        : base(config) { }

    public AmazonCloudWatchLogsClient(AWSCredentials credentials, AmazonCloudWatchLogsConfig clientConfig)
        : base(credentials, clientConfig) { }

    public virtual Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(
        DescribeLogGroupsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<DescribeLogGroupsResponse>(request, cancellationToken);

    public virtual Task<DeleteLogGroupResponse> DeleteLogGroupAsync(
        DeleteLogGroupRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<DeleteLogGroupResponse>(request, cancellationToken);

    public virtual Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(
        DescribeLogStreamsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<DescribeLogStreamsResponse>(request, cancellationToken);

    public virtual Task<GetLogEventsResponse> GetLogEventsAsync(
        GetLogEventsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetLogEventsResponse>(request, cancellationToken);
}
