using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// The child's side: opens an instance before anything is asked, runs one query, and ends. Frames out: <c>ready</c>,
/// <c>rows</c>, <c>python</c>, then <c>done</c> or <c>failed</c>; in: a request, <c>cancel</c>, answers of <c>python</c>.
/// </summary>
internal static class QueryWorker
{
    public static async Task<int> RunAsync(Stream input, Stream output, DuckDbLimits limits)
    {
        using var frames = new JsonFrames(input, output);
        using var spill = new SpillFolder(limits.SpillFolder);
        await using var instance = new DuckDbInstance(limits, spill.Path);
        await frames.WriteAsync(new { kind = "ready" }, CancellationToken.None);
        using var request = await frames.ReadAsync(CancellationToken.None);
        if (request is null)
        {
            return 0;
        }

        using var stop = new CancellationTokenSource();
        var run = request.RootElement.Deserialize<RunRequest>(JsonFrames.Options)!;
        var python = new PythonBridge(frames);
        var listening = ListenAsync(frames, python, stop);
        var query = run.HasPython ? run.Query with { Python = python.CallAsync } : run.Query;
        try
        {
            var outcome = await DuckDbExecutor.ExecuteOnAsync(
                instance,
                query,
                (batch, token) => SendAsync(frames, batch, token),
                stop.Token
            );
            await frames.WriteAsync(new { kind = "done", outcome }, CancellationToken.None);
        }
        catch (SqlException failure)
        {
            await frames.WriteAsync(
                new
                {
                    kind = "failed",
                    code = failure.Code,
                    message = failure.Message,
                },
                CancellationToken.None
            );
        }
        catch (OperationCanceledException)
        {
            await frames.WriteAsync(new { kind = "cancelled" }, CancellationToken.None);
        }

        // The parent closes the input when it has what it wants; a listener that is left would keep nothing alive.
        _ = listening;
        return 0;
    }

    private static ValueTask SendAsync(
        JsonFrames frames,
        IReadOnlyList<object?[]> batch,
        CancellationToken cancellationToken
    ) =>
        new(
            frames.WriteAsync(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("kind", "rows");
                    writer.WriteStartArray("rows");
                    foreach (var row in batch)
                    {
                        RowJson.Write(writer, row);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                },
                cancellationToken
            )
        );

    private static async Task ListenAsync(JsonFrames frames, PythonBridge python, CancellationTokenSource stop)
    {
        try
        {
            while (await frames.ReadAsync(stop.Token) is { } frame)
            {
                using (frame)
                {
                    if (frame.RootElement.GetProperty("kind").GetString() == "python")
                    {
                        python.Answer(frame.RootElement);
                    }
                    else
                    {
                        await stop.CancelAsync();
                    }
                }
            }

            await stop.CancelAsync();
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The parent is gone, or the query is over.
        }
    }
}

/// <summary>Calls of Python functions that the parent answers; one at a time.</summary>
internal sealed class PythonBridge(JsonFrames frames)
{
    private TaskCompletionSource<JsonArray> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<JsonArray> CallAsync(string functionId, JsonArray rows, CancellationToken cancellationToken)
    {
        _answer = new TaskCompletionSource<JsonArray>(TaskCreationOptions.RunContinuationsAsynchronously);
        await frames.WriteAsync(
            new
            {
                kind = "python",
                function = functionId,
                rows,
            },
            cancellationToken
        );
        return await _answer.Task.WaitAsync(cancellationToken);
    }

    public void Answer(JsonElement frame)
    {
        if (frame.TryGetProperty("error", out var error))
        {
            _answer.TrySetException(new SqlException("PYTHON_EXCEPTION", error.GetString() ?? ""));
        }
        else
        {
            _answer.TrySetResult(JsonArray.Create(frame.GetProperty("rows").Clone())!);
        }
    }
}
