using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The part of an object that is asked for: from <paramref name="Start"/>, <paramref name="Length"/> bytes.</summary>
internal sealed record ContentSlice(long Start, long Length, bool IsPartial)
{
    private const string CopyRange = "x-amz-copy-source-range";

    /// <summary>What is no range at all (<c>5-2</c>, a list, another unit) means the whole, as RFC 9110 has it.</summary>
    public static ContentSlice OfRange(string? header, long size)
    {
        var whole = new ContentSlice(0, size, false);
        if (
            header?.StartsWith("bytes=", StringComparison.Ordinal) != true
            || header.Contains(',', StringComparison.Ordinal)
        )
        {
            return whole;
        }

        var (first, last) = header[6..].Split('-') is [var from, var to] ? (from.Trim(), to.Trim()) : ("x", "x");
        if (first.Length == 0 && TryNumber(last, out var suffix))
        {
            return suffix == 0 || size == 0
                ? throw S3Errors.InvalidRange(header, size)
                : new ContentSlice(Math.Max(0, size - suffix), Math.Min(suffix, size), true);
        }

        var end = size - 1;
        if (!TryNumber(first, out var start) || (last.Length > 0 && (!TryNumber(last, out end) || end < start)))
        {
            return whole;
        }

        return start >= size
            ? throw S3Errors.InvalidRange(header, size)
            : new ContentSlice(start, Math.Min(end, size - 1) - start + 1, true);
    }

    /// <summary>The range of a copied part: unlike that of a read it must be both well-formed and within the source.</summary>
    public static ContentSlice OfCopy(string? header, long size)
    {
        if (header is null)
        {
            return new ContentSlice(0, size, false);
        }

        if (
            !header.StartsWith("bytes=", StringComparison.Ordinal)
            || header[6..].Split('-') is not [var first, var last]
            || !TryNumber(first, out var start)
            || !TryNumber(last, out var end)
            || end < start
        )
        {
            throw S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                CopyRange,
                header
            );
        }

        return end < size
            ? new ContentSlice(start, end - start + 1, true)
            : throw S3Errors.InvalidArgument(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Range specified is not valid for source object of size: {size}"
                ),
                CopyRange,
                header
            );
    }

    public static ContentSlice OfPart(ObjectVersion version, int number)
    {
        var parts = version.Attributes.Parts;
        if (parts.Count == 0)
        {
            return number == 1
                ? new ContentSlice(0, version.Size, version.Size > 0)
                : throw S3Errors.InvalidPartNumber(number, 1);
        }

        if (number < 1 || number > parts.Count)
        {
            throw S3Errors.InvalidPartNumber(number, parts.Count);
        }

        return new ContentSlice(parts.Take(number - 1).Sum(part => part.Size), parts[number - 1].Size, true);
    }

    public string ToHeader(long size) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{Start + Length - 1}/{size}");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>An open object's bytes, or a slice of them, on their way out.</summary>
internal sealed class ObjectContent(Stream content, ContentSlice slice) : ResponseContent
{
    private const int Piece = 256 * 1024;

    public override long Length => slice.Length;

    public override async Task WriteToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            if (slice.Start > 0)
            {
                content.Seek(slice.Start, SeekOrigin.Begin);
            }

            var left = slice.Length;
            while (left > 0)
            {
                var read = await content.ReadAsync(
                    buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)),
                    cancellationToken
                );
                if (read == 0)
                {
                    throw new EndOfStreamException("A stored object is shorter than the index says.");
                }

                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void Dispose() => content.Dispose();
}
