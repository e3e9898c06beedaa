using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Display.Live;

/// <summary>
/// For a person at a terminal: a tree of resources that is drawn anew while the operation runs. When it ends, the tree
/// stays as lines, and below it the properties that differ, diagnostics, outputs and the summary.
/// </summary>
internal sealed class LiveDisplay : IDisplay, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly DisplayOptions _options;
    private readonly CommandOutput _output;
    private readonly ILiveScreen _screen;
    private readonly TimeProvider _time;
    private readonly ProgressTree _tree;
    private readonly ClosingText _closing;
    private readonly PropertyChangesText _changes;
    private readonly ITimer _timer;
    private readonly long _began;
    private string[] _drawn = [];
    private bool _ended;

    public LiveDisplay(DisplayOptions options, CommandOutput output, ILiveScreen screen, TimeProvider time)
    {
        (_options, _output, _screen, _time) = (options, output, screen, time);
        _tree = new ProgressTree(options);
        _closing = new ClosingText(options);
        _changes = new PropertyChangesText(options);
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Draw(), null, Pace, Pace);
    }

    public void Show(EngineEvent happened)
    {
        lock (_lock)
        {
            _tree.Show(happened, _time.GetElapsedTime(_began));
            _closing.Show(happened);
            _changes.Show(happened);
            if (happened is EngineEvent.Prelude prelude)
            {
                _output.Write(prelude.Heading(_options));
            }
        }
    }

    public void Finish()
    {
        Dispose();
        var shape = new FrameShape(_screen.Width, _time.GetElapsedTime(_began), Ended: true);
        Write(TreeFrame.Of(_tree.Rows, _options, shape));
        _output.WriteLine();
        if (_changes.Lines is { IsEmpty: false } changes)
        {
            Write(changes, int.MaxValue);
            _output.WriteLine();
        }

        _closing.Write(_output);
    }

    /// <summary>Also when the operation was given up: nothing half drawn stays behind.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            if (!_ended)
            {
                _ended = true;
                _screen.Draw([]);
            }
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            // The cursor stands on a line of its own below; the head and the foot take one each.
            var shape = new FrameShape(_screen.Width, _time.GetElapsedTime(_began), Math.Max(1, _screen.Height - 3));
            var rows = _tree.Rows;
            var frame = TreeFrame.Of(rows, _options, shape);
            string[] lines = frame.IsEmpty
                ? []
                :
                [
                    .. frame
                        .Append(TreeFrame.Foot(rows, _options, shape))
                        .Select(line => line.ToTerminal(shape.Width, _screen.HasColors)),
                ];
            if (!lines.SequenceEqual(_drawn))
            {
                _drawn = lines;
                _screen.Draw(lines);
            }
        }
    }

    private void Write(IEnumerable<StyledLine> lines, int? width = null)
    {
        foreach (var line in lines)
        {
            _output.WriteLine(line.ToTerminal(width ?? _screen.Width, _screen.HasColors));
        }
    }
}
