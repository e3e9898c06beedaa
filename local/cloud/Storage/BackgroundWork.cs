using System.Collections.Concurrent;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>Tasks that outlive the request that started them (crawls, job runs, queries). Owned and ended by the server.</summary>
internal sealed class BackgroundWork(Action<string, Exception> report) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, string> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public void Start(string name, Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => RunAsync(name, work));
        _running[task] = name;
        _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    /// <summary>A domain failure is the work's own to record; what arrives here is a bug, and is told as one.</summary>
    private async Task RunAsync(string name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
#pragma warning disable CA1031 // The last line of defence of a task nobody awaits.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            report(name, fault);
        }
    }
}
