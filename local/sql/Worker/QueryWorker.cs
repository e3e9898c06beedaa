using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// The child's side: opens an instance before anything is asked, runs one query, and ends. Frames out: <c>ready</c>,
/// <c>rows</c>, then <c>done</c> or <c>failed</c>; in: a request, <c>cancel</c>.
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
        var listening = ListenAsync(frames, stop);
        try
        {
            var outcome = await DuckDbExecutor.ExecuteOnAsync(
                instance,
                run.Query,
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

    private static async Task ListenAsync(JsonFrames frames, CancellationTokenSource stop)
    {
        try
        {
            // Whatever comes, or nothing more, ends the query.
            using var frame = await frames.ReadAsync(stop.Token);
            await stop.CancelAsync();
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The parent is gone, or the query is over.
        }
    }
}
