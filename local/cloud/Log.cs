using Microsoft.Extensions.Logging;

namespace CustomerLake.Local.Cloud;

/// <summary>Every log line of the local cloud.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Service}:{Operation} {Status} {Error} in {Milliseconds} ms ({RequestId})")]
    public static partial void Call(
        this ILogger logger,
        string service,
        string operation,
        int status,
        string error,
        double milliseconds,
        string requestId
    );

    [LoggerMessage(LogLevel.Error, "A bug in {Where}")]
    public static partial void Bug(this ILogger logger, string where, Exception fault);

    [LoggerMessage(LogLevel.Information, "Removed {Count} files that a killed process left behind")]
    public static partial void Swept(this ILogger logger, int count);
}
