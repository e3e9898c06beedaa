using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>A folder with a project and its stacks, and the command that works on it.</summary>
public abstract partial class Workspace : IDisposable
{
    private readonly LocalSerializer _serializer = new();

    internal Workspace(PulumiCommand command) => Command = command;

    internal PulumiCommand Command { get; }

    public abstract string WorkDir { get; }

    public abstract string? PulumiHome { get; }

    public abstract string PulumiVersion { get; }

    public abstract string? SecretsProvider { get; }

    public abstract PulumiFn? Program { get; set; }

    public abstract ILogger? Logger { get; set; }

    public abstract IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    internal Dictionary<string, string?> BuildEnvironment()
    {
        var variables = new Dictionary<string, string?>();
        if (!string.IsNullOrWhiteSpace(PulumiHome))
        {
            variables["PULUMI_HOME"] = PulumiHome;
        }

        foreach (var (name, value) in EnvironmentVariables ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        return variables;
    }

    internal Task<CommandResult> RunAsync(
        CommandLine arguments,
        CancellationToken cancellationToken,
        Listeners? listeners = null,
        string? stdIn = null
    ) =>
        Command.RunInputAsync(
            arguments.ToList(),
            WorkDir,
            BuildEnvironment(),
            listeners?.OnStandardOutput,
            listeners?.OnStandardError,
            stdIn,
            listeners?.OnEvent,
            cancellationToken
        );

    private async Task<string> AnswerAsync(CommandLine arguments, CancellationToken cancellationToken) =>
        (await RunAsync(arguments, cancellationToken)).StandardOutput;

    /// <summary>What the command printed as JSON; a value of its own where it printed nothing.</summary>
    private async Task<T> JsonAsync<T>(CommandLine arguments, T whenEmpty, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(arguments, cancellationToken);
        return string.IsNullOrWhiteSpace(answer) ? whenEmpty : _serializer.DeserializeJson<T>(answer);
    }

    /// <summary>Who is told of lines and events while a command runs.</summary>
    internal sealed record Listeners(
        Action<string>? OnStandardOutput,
        Action<string>? OnStandardError,
        Action<EngineEvent>? OnEvent = null
    );
}
