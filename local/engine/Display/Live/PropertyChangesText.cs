using System.Collections.Immutable;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Display.Live;

/// <summary>Which properties of which resources differ, from what to what; of new and deleted resources nothing.</summary>
internal sealed class PropertyChangesText(DisplayOptions options)
{
    private const int Indent = 6;

    private readonly List<StyledLine> _lines = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Empty when no property differs.</summary>
    public ImmutableArray<StyledLine> Lines =>
        _lines.Count == 0 ? [] : [StyledLine.Of("Changes:", Tone.Heading), .. _lines];

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.ResourcePre { Step: var step } when !options.IsRefresh:
                Tell(step);
                break;
            // A refresh knows only afterwards.
            case EngineEvent.ResourceOutputs { Step: var step } when options.IsRefresh:
                Tell(step);
                break;
        }
    }

    private void Tell(StepView step)
    {
        if (
            step is not { Op: StepOp.Update or StepOp.Replace, Old: { } old, New: { } now }
            || ProviderReference.IsDefault(step.Urn)
        )
        {
            return;
        }

        var text = new ValueText(options.ShowSecrets);
        text.Changes(old, now, Indent);
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        if (lines is not [""] && _told.Add(step.Urn))
        {
            _lines.Add(StyledLine.Of($"  {OpText.Sign(step.Op)} {TreeLayout.ShortType(step.Type)} ({step.Name}):"));
            _lines.AddRange(lines.Select(line => StyledLine.Of(line, ToneOf(line))));
        }
    }

    private static Tone ToneOf(string line) =>
        line.TrimStart() switch
        {
            ['+', ' ', ..] => Tone.Added,
            ['-', ' ', ..] => Tone.Removed,
            ['~', ' ', ..] => Tone.Changed,
            _ => Tone.Plain,
        };
}
