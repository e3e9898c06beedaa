using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Parts read one behind the other, each opened when its turn comes.</summary>
internal sealed class PartsStream(IReadOnlyList<UploadedPart> parts, Func<UploadedPart, Stream> open) : ReadOnlyStream
{
    private Stream? _current;
    private int _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null)
            {
                if (_next == parts.Count)
                {
                    return 0;
                }

                _current = open(parts[_next++]);
            }

            var read = await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                return read;
            }

            await _current.DisposeAsync();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A slice of a stream that can seek.</summary>
internal sealed class SlicedStream(Stream source, ContentSlice slice) : ReadOnlyStream
{
    private long _left = slice.Length;
    private bool _started;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_started)
        {
            _started = true;
            source.Seek(slice.Start, SeekOrigin.Begin);
        }

        var read = await source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }
}
