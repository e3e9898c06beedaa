using System.Collections.Immutable;
using System.Text;

namespace CustomerLake.Local.Engine.Display.Live;

/// <summary>What a piece of text means; which colour that is, is decided in one place.</summary>
internal enum Tone
{
    Plain,
    Heading,
    Faint,
    Added,
    Changed,
    Removed,
    Replaced,
    Read,
    Warning,
    Error,
}

internal sealed record StyledText(string Text, Tone Tone = Tone.Plain)
{
    public static readonly StyledText Empty = new("");
}

/// <summary>A line of a frame.</summary>
internal sealed record StyledLine(ImmutableArray<StyledText> Parts)
{
    private const string Reset = "\e[0m";

    public static readonly StyledLine Empty = new([]);

    public static StyledLine Of(string text, Tone tone = Tone.Plain) => new([new StyledText(text, tone)]);

    public string Plain => string.Concat(Parts.Select(part => part.Text));

    /// <summary>The line as a terminal takes it, not longer than its width.</summary>
    public string ToTerminal(int width, bool hasColors)
    {
        var text = new StringBuilder();
        var left = width;
        foreach (var part in Parts)
        {
            var piece = Fit(part.Text, left);
            left -= piece.Length;
            if (!hasColors || part.Tone == Tone.Plain)
            {
                text.Append(piece);
            }
            else
            {
                text.Append("\e[").Append(Code(part.Tone)).Append('m').Append(piece).Append(Reset);
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The beginning of a text that is too long, with an ellipsis.</summary>
    public static string Fit(string text, int width) =>
        text.Length <= width ? text
        : width <= 0 ? ""
        : text[..(char.IsHighSurrogate(text[width - 1]) ? width - 1 : width)][..^1] + "…";

    private static string Code(Tone tone) =>
        tone switch
        {
            Tone.Heading => "1;35",
            Tone.Faint => "2",
            Tone.Added => "32",
            Tone.Changed or Tone.Warning => "33",
            Tone.Removed or Tone.Error => "31",
            Tone.Replaced => "35",
            Tone.Read => "36",
            _ => "0",
        };
}
