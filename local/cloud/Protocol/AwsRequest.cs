using System.Text;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>A request as services and protocols see it: nothing of the web server is in it.</summary>
internal sealed record AwsRequest
{
    public required string Method { get; init; }

    /// <summary>With the port, as the client sent it (it is part of the signature).</summary>
    public required string Host { get; init; }

    /// <summary>As sent; what the signature covers.</summary>
    public required RequestTarget Target { get; init; }

    /// <summary>One character a byte (Latin-1): signatures cover bytes. Values of one name are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required Stream Body { get; init; }

    public long? ContentLength { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The bytes as they were sent, for signatures.</summary>
    public string? Raw(string header) => Headers.GetValueOrDefault(header);

    /// <summary>The value as text: UTF-8 where the bytes are UTF-8, else Latin-1.</summary>
    public string? Header(string header) => Headers.TryGetValue(header, out var raw) ? Text(raw) : null;

    public static string Text(string raw)
    {
        if (raw.All(char.IsAscii))
        {
            return raw;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(raw));
        }
        catch (DecoderFallbackException)
        {
            return raw;
        }
    }
}

/// <summary>An answer before it is written: status, headers and either some bytes or a content that streams itself.</summary>
internal sealed record AwsResponse
{
    public int Status { get; init; } = 200;

    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public ReadOnlyMemory<byte> Bytes { get; init; }

    public ResponseContent? Content { get; init; }

    public string? ContentType { get; init; }
}

/// <summary>A body of known length that is written piece by piece, and released when the answer has gone.</summary>
internal abstract class ResponseContent : IDisposable
{
    public abstract long Length { get; }

    public abstract Task WriteToAsync(Stream destination, CancellationToken cancellationToken);

    public abstract void Dispose();
}

/// <summary>An answer that chooses its own HTTP status.</summary>
internal interface IHasStatus
{
    int StatusCode { get; }
}
