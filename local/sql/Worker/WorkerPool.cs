using System.Collections.Concurrent;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>How workers are started and bounded.</summary>
public sealed record WorkerPoolOptions
{
    /// <summary>The executable that has the verb <c>sql-worker</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>Arguments before <c>--query</c>: <c>sql-worker</c>, after <c>exec path/to.dll</c> if the file is <c>dotnet</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["sql-worker"];

    public DuckDbLimits Limits { get; init; } = DuckDbLimits.Default;

    /// <summary>Workers that wait for a query, started ahead.</summary>
    public int Warm { get; init; } = 1;

    /// <summary>How long an interrupted query may take to end before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// Runs each query in a child process of its own, started ahead: a crash, a runaway or an interrupt that DuckDB does not
/// hear costs that process only.
/// </summary>
public sealed class WorkerPool(WorkerPoolOptions options) : IQueryExecutor, IAsyncDisposable
{
    private readonly ConcurrentQueue<WorkerProcess> _warm = new();
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
        await using var worker = Take();
        return await worker.RunAsync(query, sink, cancellationToken);
    }

    /// <summary>Starts the workers that wait.</summary>
    public void Prewarm()
    {
        while (_warm.Count < options.Warm)
        {
            _warm.Enqueue(WorkerProcess.Start(options));
        }
    }

    private WorkerProcess Take()
    {
        while (_warm.TryDequeue(out var worker))
        {
            if (worker.IsAlive)
            {
                Prewarm();
                return worker;
            }

            worker.Kill();
        }

        var started = WorkerProcess.Start(options);
        Prewarm();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        while (_warm.TryDequeue(out var worker))
        {
            await worker.DisposeAsync();
        }
    }
}
