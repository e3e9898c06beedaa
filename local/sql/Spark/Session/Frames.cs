using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Length-prefixed JSON: four bytes, big-endian, then so many bytes of UTF-8.</summary>
internal sealed class Frames(Stream input, Stream output)
{
    /// <summary>A gibibyte: what one collect may bring home.</summary>
    private const int MaxLength = 1 << 30;

    /// <summary>The next message; null when the other side has closed.</summary>
    public async Task<JsonDocument?> ReadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[4];
        var read = await input.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false, cancellationToken);
        if (read < 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 0 or > MaxLength)
        {
            throw new InvalidDataException(
                $"A message of {length} bytes was announced; at most {MaxLength} are taken."
            );
        }

        var body = new byte[length];
        await input.ReadExactlyAsync(body, cancellationToken);
        return JsonDocument.Parse(body);
    }

    public async Task WriteAsync(string json, CancellationToken cancellationToken)
    {
        var body = new byte[4 + Encoding.UTF8.GetByteCount(json)];
        BinaryPrimitives.WriteInt32BigEndian(body, body.Length - 4);
        Encoding.UTF8.GetBytes(json, body.AsSpan(4));
        await output.WriteAsync(body, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}
