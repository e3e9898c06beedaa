using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>One call of the command line.</summary>
public sealed record CommandCall(IReadOnlyList<string> Arguments, string WorkDirectory)
{
    /// <summary>The whole environment: the process's own with the caller's on top.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? StandardInput { get; init; }

    /// <summary>Each event with its number.</summary>
    public Action<EngineEvent, int>? OnEvent { get; init; }

    /// <summary>Called once per line, without its end.</summary>
    public Action<string>? OnOutputLine { get; init; }

    public Action<string>? OnErrorLine { get; init; }

    public CancellationToken Graceful { get; init; }

    public CancellationToken Forceful { get; init; }
}

/// <param name="Code">0 done; 1 failed; 2 misuse; 6 no such stack; 7 changes where none were expected; 8 given up.</param>
public sealed record CommandOutcome(int Code, string StandardOutput, string StandardError);

/// <summary>A command cannot be carried out: the text goes to standard error after <c>error: </c>.</summary>
public sealed class CommandFailedException(string message, int code = CommandFailedException.Failed)
    : Exception(message)
{
    /// <summary>One sentence for one fault, a numbered list for several.</summary>
    public static CommandFailedException Of(IReadOnlyList<string> faults) =>
        new(
            faults.Count == 1
                ? faults[0]
                : $"{faults.Count} errors occurred:"
                    + string.Concat(faults.Select((fault, at) => $"\n    {at + 1}) {fault}"))
        );

    public const int Failed = 1;
    public const int Misuse = 2;
    public const int NoSuchStack = 6;
    public const int ChangesNotExpected = 7;
    public const int Abandoned = 8;

    public int Code => code;
}
