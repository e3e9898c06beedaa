using System.Text;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>The two streams of a command, kept whole and told line by line.</summary>
internal sealed class CommandOutput(Action<string>? onOutputLine, Action<string>? onErrorLine)
{
    private readonly Lock _lock = new();
    private readonly LineWriter _out = new(onOutputLine);
    private readonly LineWriter _error = new(onErrorLine);

    public string StandardOutput
    {
        get
        {
            lock (_lock)
            {
                return _out.Text;
            }
        }
    }

    public string StandardError
    {
        get
        {
            lock (_lock)
            {
                return _error.Text;
            }
        }
    }

    public void Write(string text)
    {
        lock (_lock)
        {
            _out.Write(text);
        }
    }

    public void WriteLine(string text = "") => Write(text + "\n");

    public void Error(string text)
    {
        lock (_lock)
        {
            _error.Write(text + "\n");
        }
    }

    private sealed class LineWriter(Action<string>? onLine)
    {
        private readonly StringBuilder _all = new();
        private readonly StringBuilder _line = new();

        public string Text => _all.ToString();

        public void Write(string text)
        {
            _all.Append(text);
            if (onLine is null)
            {
                return;
            }

            _line.Append(text);
            var lines = _line.ToString().Split('\n');
            foreach (var line in lines[..^1])
            {
                onLine(line);
            }

            _line.Clear().Append(lines[^1]);
        }
    }
}
