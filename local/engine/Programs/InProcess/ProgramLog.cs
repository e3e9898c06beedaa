using System.Reflection;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// Hears what a program says by <see cref="Log"/>. The SDK's testing entry keeps errors and drops all else, and its logger
/// is not public: this one is put before it. Errors go on to the SDK's, which makes the run fail at its end.
/// </summary>
internal class ProgramLog : DispatchProxy
{
    private object _inner = null!;
    private Func<LogSeverity, string, Resource?, Task> _hear = null!;

    /// <param name="inner">The SDK's logger.</param>
    /// <param name="type">Its interface, which is not public.</param>
    public static object Before(object inner, Type type, Func<LogSeverity, string, Resource?, Task> hear)
    {
        var log = (ProgramLog)Create(type, typeof(ProgramLog));
        (log._inner, log._hear) = (inner, hear);
        return log;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        LogSeverity? severity = targetMethod?.Name switch
        {
            "DebugAsync" => LogSeverity.Debug,
            "InfoAsync" => LogSeverity.Info,
            "WarnAsync" => LogSeverity.Warning,
            _ => null,
        };
        if (severity is null || args is not [string message, var resource, ..])
        {
            return targetMethod?.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        }

        return _hear(severity.Value, message, resource as Resource);
    }
}
