using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display.Live;

/// <summary>How a frame is to be.</summary>
/// <param name="Now">Since the operation began.</param>
/// <param name="MaxRows">Null: as many as there are.</param>
/// <param name="Ended">The operation is over: what said nothing of its end is done.</param>
internal sealed record FrameShape(int Width, TimeSpan Now, int? MaxRows = null, bool Ended = false);

/// <summary>The tree of resources as lines: sign, type, name, status, what else there is to know.</summary>
internal static class TreeFrame
{
    private const int Margin = 5;
    private const int Gap = 2;
    private const int Narrowest = 8;

    /// <summary>The head of the columns and a line for each resource that something happens to, children below parents.</summary>
    public static ImmutableArray<StyledLine> Of(ImmutableArray<TreeRow> rows, DisplayOptions options, FrameShape shape)
    {
        var placed = Limit(TreeLayout.Of(rows, row => IsShown(row, options)), shape.MaxRows);
        if (placed.IsEmpty)
        {
            return [];
        }

        var cells = placed.Select(place => Cells(place, options, shape)).ToList();
        var head = new RowCells(
            "",
            new StyledText("Type", Tone.Heading),
            new StyledText("Name", Tone.Heading),
            new StyledText(options.Preview ? "Plan" : "Status", Tone.Heading),
            cells.Exists(cell => cell.Info.Text.Length > 0) ? new StyledText("Info", Tone.Heading) : StyledText.Empty,
            Tone.Plain
        );
        var widths = Widths([head, .. cells], shape.Width);
        return [.. cells.Prepend(head).Select(cell => cell.ToLine(widths))];
    }

    /// <summary>What runs and what is done, for the foot of a live frame.</summary>
    public static StyledLine Foot(ImmutableArray<TreeRow> rows, DisplayOptions options, FrameShape shape)
    {
        var shown = TreeLayout.Of(rows, row => IsShown(row, options)).Length;
        var parts = new List<string>
        {
            $"{Count(rows, RowState.Running)} running",
            $"{Count(rows, RowState.Done)} done",
        };
        if (Count(rows, RowState.Failed) is > 0 and var failed)
        {
            parts.Add($"{failed} failed");
        }

        if (shown > shape.MaxRows)
        {
            parts.Add($"{shown - shape.MaxRows} not shown");
        }

        return StyledLine.Of($"     {string.Join(", ", parts)} ({Whole(shape.Now)})", Tone.Faint);
    }

    private static int Count(ImmutableArray<TreeRow> rows, RowState state) => rows.Count(row => row.State == state);

    private static bool IsShown(TreeRow row, DisplayOptions options) =>
        row.Op != StepOp.Same || options.ShowSames || row.Type == Urn.RootType || row.Message is not null;

    /// <summary>Where there is room for some only: failures first, then what runs, then what was done last.</summary>
    private static ImmutableArray<TreePlace> Limit(ImmutableArray<TreePlace> places, int? most)
    {
        if (most is not { } limit || places.Length <= limit)
        {
            return places;
        }

        var chosen = places
            .OrderByDescending(place => place.Row.State == RowState.Failed)
            .ThenByDescending(place => place.Row.State == RowState.Running)
            .ThenByDescending(place => place.Row.Ended)
            .Take(Math.Max(0, limit))
            .ToHashSet();
        // Lines between resources of which some are missing would lead nowhere.
        return [.. places.Where(chosen.Contains).Select(place => place with { Branch = "" })];
    }

    private static RowCells Cells(TreePlace place, DisplayOptions options, FrameShape shape)
    {
        var row = place.Row;
        var state = shape.Ended && row.State == RowState.Running ? RowState.Done : row.State;
        var tone = ToneOf(row.Op);
        return new RowCells(
            OpText.Sign(row.Op),
            new StyledText(place.Branch + TreeLayout.ShortType(row.Type)),
            new StyledText(row.Name),
            new StyledText(Status(row, state, options, shape), state == RowState.Failed ? Tone.Error : tone),
            Info(row),
            tone
        );
    }

    private static string Status(TreeRow row, RowState state, DisplayOptions options, FrameShape shape) =>
        (state, row.Op) switch
        {
            (RowState.Failed, StepOp.Same) or (RowState.Failed, _) when options.Preview => "failed",
            (RowState.Failed, StepOp.Same) => "**failed**",
            (RowState.Failed, var op) => $"**{OpText.Doing(op)} failed**",
            (RowState.Idle, _) or (_, StepOp.Same) => "",
            (_, var op) when options.Preview => OpText.Planned(op),
            (RowState.Running, var op) => $"{OpText.Doing(op)} ({Whole(shape.Now - row.Begun)})",
            // A component that puts nothing out does not say when it was done.
            (_, var op) when row.Ended < row.Begun => OpText.Done(op),
            (_, var op) => $"{OpText.Done(op)} ({Exact(row.Ended - row.Begun)})",
        };

    private static StyledText Info(TreeRow row)
    {
        if (row.Message is { } message)
        {
            var text = $"{message.Prefix}{message.Message.Trim().Split('\n')[0]}";
            return new StyledText(
                text,
                message.Severity switch
                {
                    "error" => Tone.Error,
                    "warning" => Tone.Warning,
                    _ => Tone.Plain,
                }
            );
        }

        return row.Diffs.IsEmpty
            ? StyledText.Empty
            : new StyledText($"[diff: ~{string.Join(',', row.Diffs)}]", Tone.Faint);
    }

    private static Tone ToneOf(StepOp op) =>
        op switch
        {
            StepOp.Create or StepOp.CreateReplacement or StepOp.Import => Tone.Added,
            StepOp.Update or StepOp.Refresh => Tone.Changed,
            StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard or StepOp.DiscardReplaced => Tone.Removed,
            StepOp.Replace or StepOp.ImportReplacement => Tone.Replaced,
            StepOp.Read or StepOp.ReadReplacement => Tone.Read,
            _ => Tone.Plain,
        };

    /// <summary>As wide as their content; where that is too much, the last columns give first.</summary>
    private static ColumnWidths Widths(IReadOnlyList<RowCells> rows, int width)
    {
        var (type, name, status) = (
            rows.Max(row => row.Type.Text.Length),
            rows.Max(row => row.Name.Text.Length),
            rows.Max(row => row.Status.Text.Length)
        );
        var over = Margin + type + Gap + name + Gap + status - width;
        var fromName = Math.Clamp(over, 0, Math.Max(0, name - Narrowest));
        var fromType = Math.Clamp(over - fromName, 0, Math.Max(0, type - Narrowest));
        return new ColumnWidths(type - fromType, name - fromName, status);
    }

    private static string Whole(TimeSpan time) =>
        time.TotalSeconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)time.TotalSeconds)}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}m{time.Seconds}s");

    private static string Exact(TimeSpan time) =>
        time.TotalSeconds < 10 ? time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + "s" : Whole(time);

    private sealed record ColumnWidths(int Type, int Name, int Status);

    private sealed record RowCells(
        string Sign,
        StyledText Type,
        StyledText Name,
        StyledText Status,
        StyledText Info,
        Tone Tone
    )
    {
        public StyledLine ToLine(ColumnWidths widths) =>
            new([
                new StyledText($" {Sign, -2}  ", Tone),
                Column(Type, widths.Type),
                Column(Name, widths.Name),
                Info.Text.Length == 0 ? Status : Column(Status, widths.Status),
                Info,
            ]);

        private static StyledText Column(StyledText text, int width) =>
            text with
            {
                Text = StyledLine.Fit(text.Text, width).PadRight(width + Gap),
            };
    }
}
