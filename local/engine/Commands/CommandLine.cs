using System.Collections.Immutable;
using System.Globalization;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Flags and positional arguments of one command. Every flag must be known to it.</summary>
internal sealed class CommandLine
{
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["s"] = "stack",
        ["y"] = "yes",
        ["m"] = "message",
        ["p"] = "parallel",
        ["t"] = "target",
        ["c"] = "config",
        ["C"] = "cwd",
        ["d"] = "debug",
        ["f"] = "skip-preview",
        ["j"] = "json",
        ["r"] = "refresh",
        ["v"] = "verbose",
        ["o"] = "out",
        ["i"] = "show-ids",
        ["u"] = "show-urns",
        ["a"] = "all",
        ["e"] = "emoji",
    };

    private static readonly HashSet<string> GlobalWithValue =
    [
        "stack",
        "color",
        "event-log",
        "exec-kind",
        "client",
        "config-file",
        "cwd",
        "verbose",
        "tracing",
        "profiling",
        "exec-agent",
        "otel-traces",
    ];

    private static readonly HashSet<string> GlobalSwitches =
    [
        "non-interactive",
        "yes",
        "logflow",
        "logtostderr",
        "debug",
        "json",
        "emoji",
        "disable-integrity-checking",
        "fully-qualify-stack-names",
        "memprofilerate",
        "tracing-header",
    ];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private CommandLine() { }

    public ImmutableArray<string> Positional { get; private set; } = [];

    /// <param name="withValue">Flags of this command that take a value.</param>
    /// <param name="switches">Flags of this command that are on or off.</param>
    public static CommandLine Parse(IEnumerable<string> arguments, string[] withValue, string[] switches)
    {
        var line = new CommandLine();
        var positional = ImmutableArray.CreateBuilder<string>();
        var waiting = new Queue<string>(arguments);
        while (waiting.TryDequeue(out var argument))
        {
            if (argument == "--")
            {
                positional.AddRange(waiting);
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                positional.Add(argument);
                continue;
            }

            line.ReadFlag(argument, waiting, withValue, switches);
        }

        line.Positional = positional.ToImmutable();
        return line;
    }

    public bool Has(string name) => _values.TryGetValue(name, out var values) && values[^1] is not "false";

    public bool IsGiven(string name) => _values.ContainsKey(name);

    public string? Value(string name) => _values.GetValueOrDefault(name)?[^1];

    public ImmutableArray<string> Values(string name) => [.. _values.GetValueOrDefault(name) ?? []];

    public int? Number(string name) =>
        Value(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new CommandFailedException(
            $"invalid argument \"{text}\" for \"--{name}\" flag: strconv.ParseInt: parsing \"{text}\": invalid syntax"
        );

    private void ReadFlag(string argument, Queue<string> waiting, string[] withValue, string[] switches)
    {
        var isLong = argument.StartsWith("--", StringComparison.Ordinal);
        var (name, value) = Split(argument[(isLong ? 2 : 1)..]);
        var shown = isLong ? $"--{name}" : $"'{name}' in -{name}";
        if (!isLong)
        {
            name = ShortNames.GetValueOrDefault(name, name);
        }

        if (switches.Contains(name) || (GlobalSwitches.Contains(name) && !withValue.Contains(name)))
        {
            Add(name, value ?? "true");
        }
        else if (withValue.Contains(name) || GlobalWithValue.Contains(name))
        {
            Add(
                name,
                value
                    ?? (
                        waiting.TryDequeue(out var next)
                            ? next
                            : throw new CommandFailedException($"flag needs an argument: --{name}")
                    )
            );
        }
        else
        {
            throw new CommandFailedException($"unknown flag: {shown}");
        }
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = [];
        }

        values.Add(value);
    }

    private static (string Name, string? Value) Split(string flag)
    {
        var at = flag.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (flag, null) : (flag[..at], flag[(at + 1)..]);
    }
}
