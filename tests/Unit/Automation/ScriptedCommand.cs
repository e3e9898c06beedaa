using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Semver;

namespace CustomerLake.Tests.Unit.Automation;

/// <summary>A pulumi command that keeps what it was asked and answers from a table: the start of the arguments → the answer.</summary>
internal sealed class ScriptedCommand : PulumiCommand
{
    private readonly List<(string Start, Func<Call, string> Answer)> _answers = [];

    public List<Call> Calls { get; } = [];

    public override SemVersion? Version { get; } = new(3, 220, 0);

    public IEnumerable<string> Lines => Calls.Select(call => call.Line);

    public ScriptedCommand On(string start, string answer) => On(start, _ => answer);

    public ScriptedCommand On(string start, Func<Call, string> answer)
    {
        _answers.Add((start, answer));
        return this;
    }

    public ScriptedCommand Failing(string start, string error, int code = 1) =>
        On(start, _ => throw ErrorOf(code, error));

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    ) => AnswerAsync(new Call([.. args], workingDir, new(additionalEnv), null, true, onStandardOutput, onEngineEvent));

    public override Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default
    ) =>
        AnswerAsync(new Call([.. args], workingDir, new(additionalEnv), stdIn, false, onStandardOutput, onEngineEvent));

    /// <summary>The exception as the API makes it: its constructors are not public, the name of its factory is fixed.</summary>
    public static Exception ErrorOf(int code, string error)
    {
        var factory = typeof(Pulumi.Automation.Commands.Exceptions.CommandException).GetMethod(
            "CreateFromResult",
            System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic
        );
        return (Exception)factory!.Invoke(null, [new CommandResult(code, "", error)])!;
    }

    private Task<CommandResult> AnswerAsync(Call call)
    {
        lock (Calls)
        {
            Calls.Add(call);
        }

        var answer = _answers.FirstOrDefault(a => call.Line.StartsWith(a.Start, StringComparison.Ordinal)).Answer;
        try
        {
            return Task.FromResult(new CommandResult(0, answer?.Invoke(call) ?? "", ""));
        }
        catch (Exception e)
        {
            return Task.FromException<CommandResult>(e);
        }
    }

    internal sealed record Call(
        IReadOnlyList<string> Arguments,
        string Folder,
        Dictionary<string, string?> Variables,
        string? Input,
        bool IsWithoutInput,
        Action<string>? OnLine,
        Action<EngineEvent>? OnEvent
    )
    {
        public string Line => string.Join(' ', Arguments);

        public void Event(string json) => OnEvent?.Invoke(new LocalSerializer().DeserializeJson<EngineEvent>(json));
    }
}
