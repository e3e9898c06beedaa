using System.Collections.Concurrent;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>How workers are started and bounded.</summary>
public sealed record WorkerPoolOptions
{
    public required WorkerCommand Command { get; init; }

    public DuckDbLimits Limits { get; init; } = DuckDbLimits.Default;

    /// <summary>Workers that wait for a query, started ahead.</summary>
    public int Warm { get; init; } = 1;

    /// <summary>Workers that run or wait at once, as long as none takes longer than <see cref="Patience"/>.</summary>
    public int Size { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a query waits for one of them before it gets a worker beyond that number: about what a start costs.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long an interrupted query may take to end before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// Runs queries in child processes that are started ahead, one query at a time in each, on an instance of its own: a
/// crash, a runaway or an interrupt that DuckDB does not hear costs that query only. A process whose query was answered
/// serves the next one; any other is killed.
/// </summary>
public sealed class WorkerPool(WorkerPoolOptions options) : IQueryExecutor, IAsyncDisposable
{
    // The last one used first: its code is compiled and its memory at hand.
    private readonly ConcurrentStack<WorkerProcess> _waiting = new();
    private readonly SemaphoreSlim _places = new(options.Size);
    private bool _isDisposed;

    /// <inheritdoc/>
    public async Task<EngineOutcome> ExecuteAsync(
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sink);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var hasPlace = await _places.WaitAsync(options.Patience, cancellationToken);
        var worker = Take();
        try
        {
            return await worker.RunAsync(query, sink, cancellationToken);
        }
        finally
        {
            await ReturnAsync(worker);
            if (hasPlace)
            {
                _places.Release();
            }
        }
    }

    /// <summary>Starts the workers that wait.</summary>
    public void Prewarm()
    {
        while (_waiting.Count < options.Warm)
        {
            _waiting.Push(WorkerProcess.Start(options));
        }
    }

    private WorkerProcess Take()
    {
        WorkerProcess? worker;
        while (_waiting.TryPop(out worker) && !worker.IsAlive)
        {
            worker.Kill();
        }

        worker ??= WorkerProcess.Start(options);
        if (_places.CurrentCount > 0)
        {
            Prewarm();
        }

        return worker;
    }

    private async ValueTask ReturnAsync(WorkerProcess worker)
    {
        if (worker.IsFree && !_isDisposed && _waiting.Count < options.Size)
        {
            _waiting.Push(worker);
        }
        else
        {
            await worker.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        while (_waiting.TryPop(out var worker))
        {
            await worker.DisposeAsync();
        }
    }
}
