using System.Globalization;
using System.Security.Cryptography;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// The body of a request, decoded and checked against its signature while it is read: the last read throws where the
/// bytes are not those that were signed.
/// </summary>
internal abstract class AwsPayload : ReadOnlyStream
{
    /// <summary>The number of bytes of content that was announced; null when none was.</summary>
    public virtual long? DecodedLength { get; init; }

    /// <summary>Trailing headers, complete once the body was read to its end.</summary>
    public virtual IReadOnlyDictionary<string, string> Trailers { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The trailing headers that were announced before the body.</summary>
    public IReadOnlyList<string> AnnouncedTrailers { get; init; } = [];

    public static AwsPayload Of(byte[] body) =>
        new PlainPayload(new MemoryStream(body, writable: false), null) { DecodedLength = body.Length };

    public static AwsPayload Open(AwsRequest request, string mode, Signature signature) =>
        mode switch
        {
            PayloadHash.Unsigned => new PlainPayload(request.Body, null) { DecodedLength = request.ContentLength },
            PayloadHash.SignedChunks or PayloadHash.SignedChunksAndTrailer => new ChunkedPayload(
                request.Body,
                signature,
                mode == PayloadHash.SignedChunksAndTrailer
            )
            {
                DecodedLength = AnnouncedLength(request),
                AnnouncedTrailers = TrailerNames(request),
            },
            PayloadHash.UnsignedChunksAndTrailer => new ChunkedPayload(request.Body, null, true)
            {
                DecodedLength = AnnouncedLength(request),
                AnnouncedTrailers = TrailerNames(request),
            },
            _ => new PlainPayload(request.Body, mode) { DecodedLength = request.ContentLength },
        };

    public async Task<byte[]> ReadToEndAsync(int limit, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var piece = new byte[16384];
        int read;
        while ((read = await ReadAsync(piece, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw new AwsException(
                    "MaxMessageLengthExceeded",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Your request was too big: the limit is {limit} bytes."
                    )
                );
            }

            buffer.Write(piece, 0, read);
        }

        return buffer.ToArray();
    }

    private static string[] TrailerNames(AwsRequest request) =>
        (request.Raw("x-amz-trailer") ?? "")
            .ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static long AnnouncedLength(AwsRequest request) =>
        long.TryParse(
            request.Raw("x-amz-decoded-content-length"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var length
        )
            ? length
            : throw new AwsException("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
}

/// <summary>A body as it is. With a digest it is checked at the end; without, it was not signed.</summary>
internal sealed class PlainPayload(Stream body, string? digest) : AwsPayload
{
    private readonly IncrementalHash? _hash = digest is null
        ? null
        : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var read = await body.ReadAsync(buffer, cancellationToken);
        _hash?.AppendData(buffer.Span[..read]);
        if (read == 0)
        {
            _ended = true;
            CheckDigest();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _hash?.Dispose();
        base.Dispose(disposing);
    }

    private void CheckDigest()
    {
        if (_hash is not null && Convert.ToHexStringLower(_hash.GetCurrentHash()) != digest)
        {
            throw new AwsException(
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed."
            );
        }
    }
}

/// <summary>A forward-only stream: what is left out cannot be done with a request's body.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    );

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read asynchronously: a request's body comes from a socket.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
