using CustomerLake.Harness;
using Spectre.Console;

namespace CustomerLake.Cli.Output;

/// <summary>The two streams: results on standard output, progress and complaints on standard error.</summary>
internal sealed class Terminal(IAnsiConsole output, IAnsiConsole progress)
{
    public IAnsiConsole Output => output;

    public IAnsiConsole Progress => progress;

    public static Terminal System { get; } =
        new(On(Console.Out, Console.IsOutputRedirected), On(Console.Error, Console.IsErrorRedirected));

    /// <summary>True when a person watches: both streams lead to a terminal.</summary>
    public static bool IsInteractive =>
        !Console.IsOutputRedirected && !Console.IsErrorRedirected && !Console.IsInputRedirected;

    /// <summary>Where operations are watched; null where nobody does, or where nothing can be drawn over.</summary>
    public LiveScreen? Screen { get; } =
        IsInteractive && output.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? new LiveScreen(output)
            : null;

    /// <summary>A line as it is: neither broken nor read as markup.</summary>
    public void WriteLine(string line, bool isError)
    {
        Screen?.Draw([]);
        (isError ? Progress : Output).Profile.Out.Writer.WriteLine(line);
    }

    public void Say(string line) => Progress.WriteLine(line);

    /// <summary>Tells of stages as they start and end.</summary>
    public IProgress<StageProgress> Stages() => new StageLines(this);

    private static IAnsiConsole On(TextWriter writer, bool redirected)
    {
        // Spectre asks the terminal for its width; a pipe has none and must not cut lines.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = 200;
        }

        return console;
    }

    private sealed class StageLines(Terminal terminal) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done is { } done)
            {
                terminal.Say(
                    FormattableString.Invariant(
                        $"  {done.Name, -8} {done.In:N0} {done.InUnit} → {done.Out:N0} {done.OutUnit} in {done.Seconds:F2} s"
                    )
                );
            }
            else if (IsInteractive)
            {
                terminal.Say($"  {value.Stage, -8} …");
            }
        }
    }
}
