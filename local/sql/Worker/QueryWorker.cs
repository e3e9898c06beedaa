using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// The child's side: one query after another, each on an instance that was opened before it was asked for and that dies
/// with it. Frames in: a request, or <c>cancel</c>, after which the worker ends; out: <c>rows</c>, then <c>done</c>,
/// <c>failed</c> or <c>cancelled</c>.
/// </summary>
internal sealed class QueryWorker(JsonFrames frames, DuckDbLimits limits)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(Stream input, Stream output, DuckDbLimits limits)
    {
        using var frames = new JsonFrames(input, output);
        await new QueryWorker(frames, limits).ServeAsync();
        return 0;
    }

    private async Task ServeAsync()
    {
        using var stop = new CancellationTokenSource();
        var opened = Task.Run(() => new Instance(limits));
        var query = Task.CompletedTask;
        while (await frames.ReadAsync(CancellationToken.None) is { } frame)
        {
            using (frame)
            {
                if (frame.RootElement.TryGetProperty("kind", out _))
                {
                    break;
                }

                // The parent asks again only after an answer; what is left of the query then is the end of its instance.
                await query;
                var request = frame.RootElement.Deserialize<RunRequest>(JsonFrames.Options)!;
                var instance = await opened;
                query = AnswerAsync(instance, request.Query, stop.Token);
                opened = query.ContinueWith(_ => new Instance(limits), TaskScheduler.Default);
            }
        }

        // Told to stop, or the parent is gone: a query that does not hear it ends with the process.
        await stop.CancelAsync();
        await Task.WhenAny(query, Task.Delay(Grace, TimeProvider.System));
    }

    private async Task AnswerAsync(Instance instance, EngineQuery query, CancellationToken stop)
    {
        await using (instance)
        {
            try
            {
                var outcome = await DuckDbExecutor.ExecuteOnAsync(
                    instance.DuckDb,
                    query,
                    (batch, token) => SendAsync(frames, batch, token),
                    stop
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
        }
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

    /// <summary>A DuckDB of its own with the folder it may spill to.</summary>
    private sealed class Instance : IAsyncDisposable
    {
        private readonly SpillFolder _spill;

        public Instance(DuckDbLimits limits)
        {
            _spill = new SpillFolder(limits.SpillFolder);
            DuckDb = new DuckDbInstance(limits, _spill.Path);
        }

        public DuckDbInstance DuckDb { get; }

        public async ValueTask DisposeAsync()
        {
            await DuckDb.DisposeAsync();
            _spill.Dispose();
        }
    }
}
