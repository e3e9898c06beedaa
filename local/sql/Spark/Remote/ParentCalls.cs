using System.Text.Json;
using System.Threading.Channels;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>The worker's calls to its parent, one at a time: a name with arguments, and the answer's value or failure.</summary>
internal sealed class ParentCalls(JsonFrames frames) : IAsyncDisposable
{
    private readonly Channel<JsonDocument> _answers = Channel.CreateUnbounded<JsonDocument>();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Hands answers on until the parent closes the conversation.</summary>
    public async Task ListenAsync()
    {
        while (await frames.ReadAsync(CancellationToken.None) is { } answer)
        {
            await _answers.Writer.WriteAsync(answer);
        }

        _answers.Writer.Complete();
    }

    /// <exception cref="SqlException">The parent's, with its code and words.</exception>
    /// <exception cref="InvalidOperationException">The parent failed, or is gone.</exception>
    public async Task<T> CallAsync<T>(string name, params object[] arguments)
    {
        await _turn.WaitAsync();
        try
        {
            await frames.WriteAsync(new { call = name, arguments }, CancellationToken.None);
            if (!await _answers.Reader.WaitToReadAsync())
            {
                throw new InvalidOperationException("The server of this session is gone.");
            }

            using var answer = await _answers.Reader.ReadAsync();
            return Value<T>(answer.RootElement);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>For the session's own threads, which wait in any case.</summary>
    public T Call<T>(string name, params object[] arguments) => CallAsync<T>(name, arguments).GetAwaiter().GetResult();

    private static T Value<T>(JsonElement answer)
    {
        if (!answer.TryGetProperty("failure", out var failure))
        {
            return answer.GetProperty("value").Deserialize<T>(JsonFrames.Options)!;
        }

        var message = failure.GetString()!;
        throw answer.TryGetProperty("code", out var code)
            ? new SqlException(code.GetString()!, message)
            : new InvalidOperationException(message);
    }

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }
}
