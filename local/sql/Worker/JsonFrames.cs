using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>Messages between a worker, its parent and Python: a length of four bytes, big-endian, then so many bytes of JSON.</summary>
internal sealed class JsonFrames(Stream input, Stream output) : IDisposable
{
    /// <summary>A gibibyte: what one collect may bring home.</summary>
    private const int MaximumLength = 1 << 30;

    /// <summary>Beyond what Python can write: a sum of a thousand columns nests two thousand deep.</summary>
    private const int MaximumDepth = 4000;

    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = MaximumDepth,
    };

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
            throw new InvalidDataException(
                $"A message of {length} bytes was announced; at most {MaximumLength} are taken."
            );
        }

        var body = new byte[length];
        await input.ReadExactlyAsync(body, cancellationToken);
        return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
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

        await SendAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken);
    }

    /// <summary>Writes a text that is JSON already.</summary>
    public async Task WriteAsync(string json, CancellationToken cancellationToken)
    {
        var frame = new byte[4 + Encoding.UTF8.GetByteCount(json)];
        Encoding.UTF8.GetBytes(json, frame.AsSpan(4));
        await SendAsync(frame, cancellationToken);
    }

    private async Task SendAsync(Memory<byte> frame, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame.Span, frame.Length - 4);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync(frame, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
