namespace CustomerLake.Local.Engine.Programs;

/// <summary>Runs a Pulumi program against a monitor, shaped after the language host's <c>Run</c>.</summary>
public interface IProgramRunner
{
    /// <summary>Runs to the end: every registration it started has been answered when the task completes.</summary>
    Task<ProgramResult> RunAsync(ProgramRequest request, IResourceMonitor monitor, CancellationToken cancellationToken);
}

/// <summary>What a program asks of the engine, shaped after the resource monitor's messages.</summary>
public interface IResourceMonitor
{
    /// <summary>Registers a resource; answered once its step is over.</summary>
    /// <exception cref="MonitorException">The registration cannot be planned; the program must end.</exception>
    Task<RegisterResponse> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellationToken);

    /// <summary>Reads an existing resource (<c>Get</c>).</summary>
    Task<RegisterResponse> ReadResourceAsync(ReadResourceRequest request, CancellationToken cancellationToken);

    /// <summary>Calls a function of a provider.</summary>
    Task<MonitorInvokeResponse> InvokeAsync(MonitorInvokeRequest request, CancellationToken cancellationToken);

    /// <summary>The outputs of a component or of the stack.</summary>
    Task RegisterOutputsAsync(string urn, Values.PropertyMap outputs, CancellationToken cancellationToken);

    void Log(LogSeverity severity, string message, string? urn);
}

public enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>A request to the monitor was refused; the engine has said why or says it with this text.</summary>
public sealed class MonitorException(string message) : Exception(message);
