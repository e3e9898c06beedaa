using System.Diagnostics;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>One child process, for one query at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly JsonFrames _frames;
    private readonly WorkerPoolOptions _options;
    private bool _isAnswered;
    private volatile bool _isInterrupted;

    private WorkerProcess(Process process, WorkerPoolOptions options)
    {
        (_process, _options) = (process, options);
        _frames = new JsonFrames(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
    }

    public bool IsAlive => !_process.HasExited;

    /// <summary>Whether its query was answered and it can take another: it was not interrupted, and it is in step.</summary>
    public bool IsFree => _isAnswered && !_isInterrupted && IsAlive;

    public static WorkerProcess Start(WorkerPoolOptions options) =>
        new(
            options.Command.Start(SqlWorkerProgram.Query, JsonSerializer.Serialize(options.Limits, JsonFrames.Options)),
            options
        );

    public async Task<EngineOutcome> RunAsync(
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        _isAnswered = false;
        // DuckDB may not hear its own interrupt for long: the process is killed a grace after the deadline.
        using var deadline = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        if (query.Deadline is { } time)
        {
            deadline.CancelAfter(time + _options.Grace);
        }

        using var interrupt = stop.Token.Register(() => _ = InterruptAsync());
        try
        {
            await _frames.WriteAsync(new RunRequest(query, _options.Limits), cancellationToken);
            return await ReadAsync(query, sink, cancellationToken);
        }
        catch (Exception fault)
            when (fault is IOException or InvalidDataException or JsonException or EndOfStreamException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw deadline.IsCancellationRequested
                ? new SqlException("EXCEEDED_TIME_LIMIT", "Query exceeded the maximum execution time limit", fault)
                : new SqlException("GENERIC_INTERNAL_ERROR", "The SQL worker ended unexpectedly", fault);
        }
    }

    private async Task<EngineOutcome> ReadAsync(
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        while (await _frames.ReadAsync(CancellationToken.None) is { } frame)
        {
            using (frame)
            {
                var root = frame.RootElement;
                switch (root.GetProperty("kind").GetString())
                {
                    case "rows":
                        var rows = root.GetProperty("rows")
                            .EnumerateArray()
                            .Select(row => RowJson.Read(row, query.ColumnTypes));
                        await sink([.. rows], cancellationToken);
                        break;
                    case "done":
                        _isAnswered = true;
                        return root.GetProperty("outcome").Deserialize<EngineOutcome>(JsonFrames.Options)!;
                    case "failed":
                        _isAnswered = true;
                        throw new SqlException(
                            root.GetProperty("code").GetString()!,
                            root.GetProperty("message").GetString()!
                        );
                    case "cancelled":
                        cancellationToken.ThrowIfCancellationRequested();
                        throw new SqlException(
                            "EXCEEDED_TIME_LIMIT",
                            "Query exceeded the maximum execution time limit"
                        );
                }
            }
        }

        throw new EndOfStreamException();
    }

    private async Task InterruptAsync()
    {
        _isInterrupted = true;
        try
        {
            await _frames.WriteAsync(new { kind = "cancel" }, CancellationToken.None);
            using var grace = new CancellationTokenSource(_options.Grace);
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (Exception fault)
            when (fault
                    is OperationCanceledException
                        or IOException
                        or ObjectDisposedException
                        or InvalidOperationException
            )
        {
            Kill();
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        _frames.Dispose();
        return ValueTask.CompletedTask;
    }
}
