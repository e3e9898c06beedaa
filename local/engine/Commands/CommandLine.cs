using System.Collections.Immutable;
using System.Globalization;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>
/// Flags and positional arguments of one command. Every flag must be known to it; one with a short form is declared as
/// <c>name|n</c>.
/// </summary>
internal sealed class CommandLine
{
    private static readonly string[] GlobalWithValue =
    [
        "stack|s",
        "color",
        "cwd|C",
        "verbose|v",
        "tracing",
        "tracing-header",
        "profiling",
        "otel-traces",
        "memprofilerate",
    ];

    private static readonly string[] GlobalSwitches =
    [
        "non-interactive",
        "logflow",
        "logtostderr",
        "emoji|e",
        "disable-integrity-checking",
        "fully-qualify-stack-names|Q",
    ];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private CommandLine() { }

    public ImmutableArray<string> Positional { get; private set; } = [];

    /// <param name="withValue">Flags of this command that take a value.</param>
    /// <param name="switches">Flags of this command that are on or off.</param>
    public static CommandLine Parse(IEnumerable<string> arguments, string[] withValue, string[] switches)
    {
        var line = new CommandLine();
        var flags = new KnownFlags([.. GlobalWithValue, .. withValue], [.. GlobalSwitches, .. switches]);
        var positional = ImmutableArray.CreateBuilder<string>();
        var waiting = new Queue<string>(arguments);
        while (waiting.TryDequeue(out var argument))
        {
            if (argument == "--")
            {
                positional.AddRange(waiting);
                break;
            }

            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                line.ReadLong(argument[2..], waiting, flags);
            }
            else if (argument.Length > 1 && argument[0] == '-')
            {
                line.ReadShort(argument[1..], waiting, flags);
            }
            else
            {
                positional.Add(argument);
            }
        }

        line.Positional = positional.ToImmutable();
        return line;
    }

    /// <summary>Whether a flag that every command knows takes the argument after it.</summary>
    public static bool TakesNext(string argument)
    {
        var flags = new KnownFlags(GlobalWithValue, GlobalSwitches);
        return argument.StartsWith("--", StringComparison.Ordinal)
            ? flags.TakesValue(argument[2..])
            : argument.Length == 2 && flags.OfLetter(argument[1]) is { } name && flags.TakesValue(name);
    }

    /// <summary>The folder that <c>--cwd</c> names, in whichever of its forms.</summary>
    public static string? GivenFolder(string[] arguments)
    {
        for (var at = 0; at < arguments.Length && arguments[at] != "--"; at++)
        {
            switch (arguments[at])
            {
                case "-C" or "--cwd" when at + 1 < arguments.Length:
                    return arguments[at + 1];
                case ['-', '-', 'c', 'w', 'd', '=', .. var folder]:
                    return folder;
            }
        }

        return null;
    }

    /// <summary>How many positional arguments the command takes.</summary>
    /// <exception cref="CommandFailedException">There are fewer or more.</exception>
    public CommandLine Expect(int least, int most)
    {
        var given = Positional.Length;
        if (given >= least && given <= most)
        {
            return this;
        }

        throw new CommandFailedException(
            least == most ? $"accepts {most} arg(s), received {given}"
            : given < least ? $"requires at least {least} arg(s), only received {given}"
            : $"accepts at most {most} arg(s), received {given}"
        );
    }

    /// <summary>At most one of these flags may be given.</summary>
    public void ExpectOneOf(params string[] names)
    {
        var given = names.Where(IsGiven).Order(StringComparer.Ordinal).ToList();
        if (given.Count > 1)
        {
            throw new CommandFailedException(
                $"if any flags in the group [{string.Join(' ', names)}] are set none of the others can be; "
                    + $"[{string.Join(' ', given)}] were all set"
            );
        }
    }

    public bool Has(string name) => _values.TryGetValue(name, out var values) && IsTrue(values[^1]) is not false;

    /// <summary>The names of all flags that were given.</summary>
    public IEnumerable<string> Given => _values.Keys;

    public bool IsGiven(string name) => _values.ContainsKey(name);

    public string? Value(string name) => _values.GetValueOrDefault(name)?[^1];

    public ImmutableArray<string> Values(string name) => [.. _values.GetValueOrDefault(name) ?? []];

    public int? Number(string name) =>
        Value(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new CommandFailedException(
            $"invalid argument \"{text}\" for \"--{name}\" flag: strconv.ParseInt: parsing \"{text}\": invalid syntax"
        );

    private void ReadLong(string flag, Queue<string> waiting, KnownFlags flags)
    {
        var at = flag.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = at < 0 ? (flag, null) : (flag[..at], flag[(at + 1)..]);
        if (flags.IsSwitch(name))
        {
            AddSwitch(name, value ?? "true", flags.Shown(name));
        }
        else if (flags.TakesValue(name))
        {
            Add(name, value ?? Next(waiting, $"--{name}"));
        }
        else
        {
            throw new CommandFailedException($"unknown flag: --{name}");
        }
    }

    /// <summary>Letters run together: all are switches, but that the last may take the rest as its value.</summary>
    private void ReadShort(string letters, Queue<string> waiting, KnownFlags flags)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var name =
                flags.OfLetter(letters[at])
                ?? throw new CommandFailedException($"unknown shorthand flag: '{letters[at]}' in -{letters[at..]}");
            var rest = letters[(at + 1)..];
            if (rest.StartsWith('='))
            {
                AddSwitchOrValue(name, rest[1..], flags);
                return;
            }

            if (flags.TakesValue(name))
            {
                Add(name, rest.Length > 0 ? rest : Next(waiting, $"'{letters[at]}' in -{letters[at..]}"));
                return;
            }

            Add(name, "true");
        }
    }

    private void AddSwitchOrValue(string name, string value, KnownFlags flags)
    {
        if (flags.IsSwitch(name))
        {
            AddSwitch(name, value, flags.Shown(name));
        }
        else
        {
            Add(name, value);
        }
    }

    private static string Next(Queue<string> waiting, string shown) =>
        waiting.TryDequeue(out var next) ? next : throw new CommandFailedException($"flag needs an argument: {shown}");

    private void AddSwitch(string name, string value, string shown)
    {
        if (IsTrue(value) is null)
        {
            throw new CommandFailedException(
                $"invalid argument \"{value}\" for \"{shown}\" flag: strconv.ParseBool: parsing \"{value}\": invalid syntax"
            );
        }

        Add(name, value);
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = [];
        }

        values.Add(value);
    }

    private static bool? IsTrue(string text) =>
        text switch
        {
            "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
            "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
            _ => null,
        };

    private sealed class KnownFlags(string[] withValue, string[] switches)
    {
        private readonly HashSet<string> _withValue = [.. withValue.Select(Name)];
        private readonly HashSet<string> _switches = [.. switches.Select(Name)];

        public bool IsSwitch(string name) => _switches.Contains(name);

        public bool TakesValue(string name) => _withValue.Contains(name);

        // A command's own letter goes before a global one.
        public string? OfLetter(char letter) =>
            withValue.Concat(switches).LastOrDefault(flag => flag.EndsWith($"|{letter}", StringComparison.Ordinal))
                is { } found
                ? Name(found)
                : null;

        public string Shown(string name) =>
            withValue.Concat(switches).LastOrDefault(flag => flag.StartsWith(name + "|", StringComparison.Ordinal))
                is { } found
                ? $"-{found[^1]}, --{name}"
                : $"--{name}";

        private static string Name(string flag) => flag.Split('|')[0];
    }
}
