using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// The aws-chunked framing: sized chunks, each signed or not, and trailing headers at the end. With a
/// <paramref name="signature"/> every chunk and the trailers are verified before the reader sees the end of the body.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html"/>
/// </summary>
internal sealed class ChunkedPayload(Stream body, Signature? signature, bool hasTrailer) : AwsPayload
{
    private const int LongestLine = 16384;
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;
    private long _left;
    private long _total;
    private bool _inChunk;
    private bool _ended;
    private string _previous = signature?.Claim.Signature ?? "";
    private string? _chunkSignature;

    public override IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            if (!_inChunk)
            {
                await StartChunkAsync(cancellationToken);
                continue;
            }

            var read = await TakeAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
            if (signature is not null)
            {
                _hash.AppendData(buffer.Span[..read]);
            }

            _left -= read;
            _total += read;
            if (_left == 0)
            {
                await EndChunkAsync(cancellationToken);
            }

            return read;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask StartChunkAsync(CancellationToken cancellationToken)
    {
        var line = await LineAsync(cancellationToken);
        var parts = line.Split(';');
        if (
            !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left)
            || _left < 0
        )
        {
            throw Incomplete($"The chunk size '{parts[0]}' is no hexadecimal number.");
        }

        _chunkSignature = parts
            .Skip(1)
            .Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith("chunk-signature=", StringComparison.Ordinal))
            ?["chunk-signature=".Length..];
        _inChunk = true;
        if (_left == 0)
        {
            CheckChunk();
            await EndBodyAsync(cancellationToken);
        }
    }

    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        CheckChunk();
        _inChunk = false;
        if ((await LineAsync(cancellationToken)).Length > 0)
        {
            throw Incomplete("A chunk is longer than it says.");
        }
    }

    private async ValueTask EndBodyAsync(CancellationToken cancellationToken)
    {
        var canonical = new StringBuilder();
        string? trailerSignature = null;
        while (await LineAsync(cancellationToken, endAllowed: true) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw Incomplete($"The trailer '{line}' is no header.");
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                trailerSignature = value;
                continue;
            }

            _trailers[name] = value;
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }

        CheckTrailer(canonical.ToString(), trailerSignature);
        if (DecodedLength != _total)
        {
            throw new AwsException(
                "IncompleteBody",
                "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header"
            );
        }

        _ended = true;
    }

    private void CheckChunk()
    {
        if (signature is null)
        {
            return;
        }

        var expected = signature.OfChunk(_previous, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        if (!Signature.Equal(expected, _chunkSignature ?? ""))
        {
            throw Mismatch();
        }

        _previous = expected;
    }

    private void CheckTrailer(string canonical, string? given)
    {
        if (signature is null || !hasTrailer)
        {
            return;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        if (!Signature.Equal(signature.OfTrailer(_previous, hash), given ?? ""))
        {
            throw Mismatch();
        }
    }

    private async ValueTask<string> LineAsync(CancellationToken cancellationToken, bool endAllowed = false)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return endAllowed ? line.ToString() : throw Incomplete("The body ends within a chunk.");
            }

            var character = (char)_buffer[_start++];
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
            if (line.Length > LongestLine)
            {
                throw Incomplete("A line between two chunks is too long.");
            }
        }
    }

    private async ValueTask<int> TakeAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_start == _end && target.Length >= _buffer.Length)
        {
            var direct = await body.ReadAsync(target, cancellationToken);
            return direct > 0 ? direct : throw Incomplete("The body ends within a chunk.");
        }

        if (_start == _end && !await FillAsync(cancellationToken))
        {
            throw Incomplete("The body ends within a chunk.");
        }

        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await body.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }

    private static AwsException Incomplete(string message) => new("IncompleteBody", message);

    private static AwsException Mismatch() =>
        new(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            403
        );
}
