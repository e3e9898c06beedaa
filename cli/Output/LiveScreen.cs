using System.Text;
using CustomerLake.Local.Engine.Display.Live;
using Spectre.Console;

namespace CustomerLake.Cli.Output;

/// <summary>Lines in a terminal that are drawn over by the next ones.</summary>
internal sealed class LiveScreen(IAnsiConsole console) : ILiveScreen
{
    private readonly Lock _lock = new();
    private int _drawn;

    // Asked each time: windows change their size.
    public int Width => Math.Max(1, console.Profile.Width);

    public int Height => Math.Max(1, console.Profile.Height);

    public bool HasColors => console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    public void Draw(IReadOnlyList<string> lines)
    {
        lock (_lock)
        {
            if (_drawn == 0 && lines.Count == 0)
            {
                return;
            }

            var text = new StringBuilder();
            if (_drawn > 0)
            {
                // Up to the first line of before.
                text.Append($"\e[{_drawn}A\r");
            }

            foreach (var line in lines)
            {
                text.Append("\e[2K").Append(line).Append('\n');
            }

            // What was below.
            text.Append("\e[J");
            console.Profile.Out.Writer.Write(text);
            console.Profile.Out.Writer.Flush();
            _drawn = lines.Count;
        }
    }
}
