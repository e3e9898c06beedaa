using System.Diagnostics;
using System.Text.Json;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>
/// A run's session in a process of its own: what exhausts its memory or crashes DuckDB ends that run and nothing else.
/// The catalog and the objects stay here, with whoever may decide what the run's role may see.
/// </summary>
public sealed class SparkWorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly JsonFrames _frames;
    private readonly SparkWorkerAnswers _answers;
    private readonly CancellationTokenSource _stop = new();
    private Task _answering = Task.CompletedTask;

    private SparkWorkerProcess(Process process, SparkSessionOptions options)
    {
        (_process, _answers) = (process, new SparkWorkerAnswers(options.Catalog, options.Storage));
        _frames = new JsonFrames(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
    }

    /// <summary>As <see cref="SparkSessionServer.SocketPath"/>.</summary>
    public string SocketPath { get; private set; } = "";

    /// <summary>As <see cref="SparkSessionServer.Token"/>.</summary>
    public string Token { get; private set; } = "";

    internal int ProcessId => _process.Id;

    /// <summary>Starts the process and waits until the session can be spoken to. Its clock is the machine's.</summary>
    /// <exception cref="SqlException">The process ended at once.</exception>
    public static async Task<SparkWorkerProcess> StartAsync(
        WorkerCommand command,
        SparkSessionOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        var worker = new SparkWorkerProcess(command.Start(SqlWorkerProgram.Session), options);
        try
        {
            await worker.BeginAsync(options, cancellationToken);
            return worker;
        }
        catch (IOException fault)
        {
            await worker.DisposeAsync();
            throw new SqlException("GENERIC_INTERNAL_ERROR", "The SQL worker ended unexpectedly", fault);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    private async Task BeginAsync(SparkSessionOptions options, CancellationToken cancellationToken)
    {
        await _frames.WriteAsync(new SparkWorkerStart(options.ScratchFolder, options.Settings), cancellationToken);
        using var frame = await _frames.ReadAsync(cancellationToken) ?? throw new EndOfStreamException();
        var started = frame.Deserialize<SparkWorkerStarted>(JsonFrames.Options)!;
        (SocketPath, Token) = (started.SocketPath, started.Token);
        _answering = Task.Run(AnswerAsync, CancellationToken.None);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (await _frames.ReadAsync(_stop.Token) is { } call)
            {
                using (call)
                {
                    await _frames.WriteAsync(await _answers.AnswerAsync(call.RootElement, _stop.Token), _stop.Token);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The session is over, or its process is: Python sees its own connection end.
        }
    }

    /// <summary>Kills the process; what it had not published is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _answering;
        _process.Dispose();
        _frames.Dispose();
        _answers.Dispose();
        _stop.Dispose();
        if (Path.GetDirectoryName(SocketPath) is { Length: > 0 } folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
