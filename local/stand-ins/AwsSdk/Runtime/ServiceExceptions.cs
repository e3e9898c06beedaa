#nullable enable
using System.Net;
using Amazon.Runtime;

namespace Amazon.StandIns;

/// <summary>Finds the typed exception of an error code, as the genuine clients raise it; else the service's own.</summary>
internal static class ServiceExceptions
{
    private static readonly Dictionary<string, (string Namespace, Type Base)> Services = new()
    {
        ["athena"] = ("Amazon.Athena.Model", typeof(Athena.AmazonAthenaException)),
        ["glue"] = ("Amazon.Glue.Model", typeof(Glue.AmazonGlueException)),
        ["quicksight"] = ("Amazon.QuickSight.Model", typeof(QuickSight.AmazonQuickSightException)),
        ["logs"] = ("Amazon.CloudWatchLogs.Model", typeof(CloudWatchLogs.AmazonCloudWatchLogsException)),
    };

    public static AmazonServiceException Make(
        string service,
        string code,
        string message,
        Exception inner,
        string requestId,
        HttpStatusCode status
    )
    {
        var (space, fallback) = Services[service];
        var name = code.EndsWith("Exception", StringComparison.Ordinal) ? code : code + "Exception";
        var type = typeof(ServiceExceptions).Assembly.GetType($"{space}.{name}") ?? fallback;
        var made = (AmazonServiceException)Activator.CreateInstance(type, message, inner)!;
        made.ErrorCode = code;
        made.RequestId = requestId;
        made.StatusCode = status;
        made.ErrorType = (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return made;
    }
}
