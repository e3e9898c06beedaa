using System.Buffers.Binary;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>Frames between a worker and its parent: a length of four bytes, big-endian, then JSON.</summary>
internal sealed class WorkerFrames(Stream input, Stream output) : IDisposable
{
    private const int MaximumLength = 1 << 30;

    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 500 };

    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>The next frame, or null at the end of the input.</summary>
    public async Task<JsonDocument?> ReadAsync(CancellationToken cancellationToken)
    {
        var header = new byte[4];
        if (
            await input.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken)
            < header.Length
        )
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is < 0 or > MaximumLength)
        {
            throw new InvalidDataException($"A frame of {length} bytes cannot be.");
        }

        var body = new byte[length];
        await input.ReadExactlyAsync(body, cancellationToken);
        return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 500 });
    }

    public Task WriteAsync(object message, CancellationToken cancellationToken) =>
        WriteAsync(writer => JsonSerializer.Serialize(writer, message, message.GetType(), Options), cancellationToken);

    public async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        body.Write([0, 0, 0, 0]);
        await using (var writer = new Utf8JsonWriter(body))
        {
            write(writer);
        }

        BinaryPrimitives.WriteInt32BigEndian(body.GetBuffer(), (int)body.Length - 4);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}

/// <summary>What the parent asks: one query, with the limits to run it under.</summary>
internal sealed record RunRequest(EngineQuery Query, DuckDbLimits Limits, bool HasPython);
