using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Bytes that arrived and are not yet known to the index.</summary>
internal sealed record ReceivedContent
{
    public required long Size { get; init; }

    public required byte[] Md5 { get; init; }

    /// <summary>Base64 by algorithm, of those that were asked for.</summary>
    public required IReadOnlyDictionary<string, string> Checksums { get; init; }

    /// <summary>Null when empty.</summary>
    public string? Id { get; init; }

    /// <summary>The bytes, when they are few enough to lie in the index.</summary>
    public byte[]? Inline { get; init; }

    public string ETag => Convert.ToHexStringLower(Md5);
}

/// <summary>
/// Where objects' bytes lie: few of them inside the database, the rest as blobs. A blob is written before the index
/// knows it and released after the index forgot it, so a crash leaves at most a file that start-up sweeps.
/// </summary>
internal sealed class ContentStore(CloudState state, ObjectIndex index)
{
    /// <summary>Up to this size a row in the database is cheaper than a file.</summary>
    public const int LargestInline = 8 * 1024;
    private const int Piece = 256 * 1024;

    public BlobStore Blobs => state.Blobs;

    public static bool IsInline(string id) => id.StartsWith('-');

    /// <summary>Stores a stream's bytes; nobody can find them until <see cref="Keep"/> and an index row.</summary>
    public async Task<ReceivedContent> ReceiveAsync(
        Stream source,
        IReadOnlyCollection<ChecksumAlgorithm> algorithms,
        CancellationToken cancellationToken
    )
    {
        using var meter = new ContentMeter(algorithms);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        BlobWriter? blob = null;
        try
        {
            int filled;
            do
            {
                filled = await FillAsync(source, buffer, cancellationToken);
                meter.Append(buffer.AsSpan(0, filled));
                if (blob is null && filled <= LargestInline)
                {
                    break;
                }

                blob ??= state.Blobs.Create();
                await blob.Stream.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
            } while (filled == buffer.Length);

            blob?.Finish();
            var isInline = blob is null && meter.Size > 0;
            return meter.Finish(
                blob?.Id ?? (isInline ? "-" + state.Ids.Ulid() : null),
                isInline ? buffer.AsSpan(0, filled).ToArray() : null
            );
        }
        finally
        {
            blob?.Dispose();
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Makes a blob of a finished file by renaming it.</summary>
    public async Task<ReceivedContent> ImportAsync(
        string path,
        IReadOnlyCollection<ChecksumAlgorithm> algorithms,
        CancellationToken cancellationToken
    )
    {
        using var meter = new ContentMeter(algorithms);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            await using (var file = File.OpenRead(path))
            {
                int filled;
                while ((filled = await FillAsync(file, buffer, cancellationToken)) > 0)
                {
                    meter.Append(buffer.AsSpan(0, filled));
                }
            }

            return meter.Finish(state.Blobs.Import(path), null);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Makes received bytes part of the index. Part of a caller's transaction.</summary>
    public void Keep(ReceivedContent content)
    {
        if (content.Inline is { } bytes)
        {
            index.AddInline(content.Id!, bytes);
        }
    }

    /// <summary>Gives up bytes that the index never learned of.</summary>
    public void Discard(ReceivedContent content)
    {
        if (content.Id is { } id && content.Inline is null)
        {
            state.Blobs.Release(id);
        }
    }

    /// <summary>Forgets content inside the index. Part of a caller's transaction; blobs go after it, with <see cref="Release"/>.</summary>
    public void Forget(string? id)
    {
        if (id is not null && IsInline(id))
        {
            index.RemoveInline(id);
        }
    }

    public void Release(IEnumerable<string?> ids)
    {
        foreach (var id in ids.OfType<string>().Where(id => !IsInline(id)))
        {
            state.Blobs.Release(id);
        }
    }

    /// <summary>Null when the content went away meanwhile: look the object up again.</summary>
    public Stream? TryOpen(string? id)
    {
        if (id is null)
        {
            return Stream.Null;
        }

        if (IsInline(id))
        {
            return index.Inline(id) is { } bytes ? new MemoryStream(bytes, writable: false) : null;
        }

        try
        {
            return state.Blobs.Open(id);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static async Task<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await source.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }
}
