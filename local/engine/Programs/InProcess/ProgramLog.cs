using System.Reflection;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// Hears what a program says by <see cref="Log"/>. The SDK's testing entry keeps errors and drops all else, and its logger
/// is not public: this one is put before it. Errors go on to the SDK's, which makes the run fail at its end.
/// </summary>
internal class ProgramLog : DispatchProxy
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic;
    private object _inner = null!;
    private Func<LogSeverity, string, Resource?, Task> _hear = null!;

    /// <summary>Hears the deployment that runs here from now on.</summary>
    /// <exception cref="InvalidOperationException">The SDK keeps its logger elsewhere.</exception>
    public static void Attach(Func<LogSeverity, string, Resource?, Task> hear)
    {
        var instance = Deployment.Instance;
        var deployment = typeof(DeploymentInstance).GetProperty("Internal", Members)?.GetValue(instance);
        var field = deployment?.GetType().GetField("_logger", Members);
        if (field?.GetValue(deployment) is not { } inner)
        {
            throw new InvalidOperationException(
                $"Pulumi {typeof(Deployment).Assembly.GetName().Version} keeps its log where the embedded engine does not find "
                    + "it, so that messages of the program would be lost; use the version that this project names."
            );
        }

        var log = (ProgramLog)Create(field.FieldType, typeof(ProgramLog));
        (log._inner, log._hear) = (inner, hear);
        field.SetValue(deployment, log);
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
