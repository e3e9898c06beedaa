using System.Reflection;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// The SDK's deployment of one run, with what the SDK keeps to itself: where messages go, and whether the program asks to be
/// called back. The stand-ins have it under the same names.
/// </summary>
internal sealed class SdkDeployment
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic;
    private readonly object _deployment;
    private readonly FieldInfo _logger;

    private SdkDeployment(object deployment, FieldInfo logger) => (_deployment, _logger) = (deployment, logger);

    /// <summary>That which runs here.</summary>
    /// <exception cref="InvalidOperationException">The SDK is of a version that has it otherwise.</exception>
    public static SdkDeployment Current()
    {
        var deployment = typeof(DeploymentInstance).GetProperty("Internal", Members)?.GetValue(Deployment.Instance);
        return deployment?.GetType().GetField("_logger", Members) is { } logger
            ? new SdkDeployment(deployment, logger)
            : throw new InvalidOperationException(
                $"Pulumi {typeof(Deployment).Assembly.GetName().Version} keeps its log where the embedded engine does not find "
                    + "it, so that messages of the program would be lost; use the version that this project names."
            );
    }

    /// <summary>Sends the program's messages there from now on.</summary>
    public void Hear(Func<LogSeverity, string, Resource?, Task> hear) =>
        _logger.SetValue(_deployment, ProgramLog.Before(_logger.GetValue(_deployment)!, _logger.FieldType, hear));

    /// <summary>Whether a hook or a transform has been registered, which a plugin would call over the network.</summary>
    public bool CallsBack => _deployment.GetType().GetField("_callbacks", Members)?.GetValue(_deployment) is not null;

    /// <summary>Whether a plugin would make the component; known when its constructor is through.</summary>
    public static bool IsRemote(ComponentResource component) =>
        typeof(ComponentResource).GetField("remote", Members)?.GetValue(component) is true;
}
