using Pulumi.Automation.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>The file to which the CLI writes its engine events, a line of JSON each, followed while it grows.</summary>
internal sealed class EventLog : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("automation-logs-").FullName;
    private readonly LocalSerializer _serializer = new();
    private readonly CancellationTokenSource _stop;
    private readonly Action<EngineEvent> _onEvent;
    private readonly Task _following;
    private long _read;

    public EventLog(Action<EngineEvent> onEvent, CancellationToken cancellationToken)
    {
        _onEvent = onEvent;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _following = FollowAsync();
    }

    public string File => Path.Combine(_folder, "eventlog.txt");

    /// <summary>Delivers what is left; called when the CLI has ended.</summary>
    public async Task ReadToEndAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await DeliverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await DeliverAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
    }

    /// <summary>Delivers the lines that are complete; the rest of the last one comes with the next look.</summary>
    private async Task DeliverAsync()
    {
        if (!System.IO.File.Exists(File))
        {
            return;
        }

        await using var file = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _read;
        var bytes = new byte[file.Length - _read];
        await file.ReadExactlyAsync(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _read += end;
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes, 0, end).Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line) && _serializer.IsValidJson(line))
            {
                _onEvent(_serializer.DeserializeJson<EngineEvent>(line));
            }
        }
    }
}
