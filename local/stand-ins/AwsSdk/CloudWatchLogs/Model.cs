using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class DeleteLogGroupRequest : AmazonWebServiceRequest
{
    public string LogGroupName { get; set; }
}

public class DeleteLogGroupResponse : AmazonWebServiceResponse { }

public class DescribeLogGroupsRequest : AmazonWebServiceRequest
{
    public string LogGroupNamePrefix { get; set; }

    public string NextToken { get; set; }

    public int? Limit { get; set; }
}

public class DescribeLogGroupsResponse : AmazonWebServiceResponse
{
    public List<LogGroup> LogGroups { get; set; }

    public string NextToken { get; set; }
}

public class LogGroup
{
    public string LogGroupName { get; set; }

    public string Arn { get; set; }

    public int? RetentionInDays { get; set; }
}

public class DescribeLogStreamsRequest : AmazonWebServiceRequest
{
    public string LogGroupName { get; set; }

    public string LogStreamNamePrefix { get; set; }

    public string NextToken { get; set; }

    public int? Limit { get; set; }
}

public class DescribeLogStreamsResponse : AmazonWebServiceResponse
{
    public List<LogStream> LogStreams { get; set; }

    public string NextToken { get; set; }
}

public class LogStream
{
    public string LogStreamName { get; set; }
}

public class GetLogEventsRequest : AmazonWebServiceRequest
{
    public string LogGroupName { get; set; }

    public string LogStreamName { get; set; }

    public string NextToken { get; set; }

    public bool? StartFromHead { get; set; }

    public int? Limit { get; set; }
}

public class GetLogEventsResponse : AmazonWebServiceResponse
{
    public List<OutputLogEvent> Events { get; set; }

    public string NextForwardToken { get; set; }

    public string NextBackwardToken { get; set; }
}

public class OutputLogEvent
{
    public string Message { get; set; }
}

public class ResourceNotFoundException(string message, Exception innerException)
    : AmazonCloudWatchLogsException(message, innerException) { }

public class InvalidParameterException(string message, Exception innerException)
    : AmazonCloudWatchLogsException(message, innerException) { }
