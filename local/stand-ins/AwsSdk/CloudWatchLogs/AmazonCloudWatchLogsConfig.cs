using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.CloudWatchLogs;

public class AmazonCloudWatchLogsConfig : JsonServiceConfig
{
    public AmazonCloudWatchLogsConfig()
        : base(new JsonProtocol("logs", "Logs_20140328", CamelCase: true), "CloudWatch Logs") { }
}

public class AmazonCloudWatchLogsException : AmazonServiceException
{
    public AmazonCloudWatchLogsException(string message, Exception innerException)
        : base(message, innerException) { }
}
