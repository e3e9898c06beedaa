using System.IO.Compression;

namespace CustomerLake.Local.Sql.Storage;

/// <summary>How a file of text is packed: engines go by its name's end, not by its bytes.</summary>
internal enum Packing
{
    None,
    Gzip,
    Deflate,
}

/// <summary>Opens files of text.</summary>
internal static class PackedFile
{
    /// <summary>Ends that the engines unpack and we do not: read as they are, such files would give rubbish.</summary>
    private static readonly string[] Others = [".bz2", ".lz4", ".lzo", ".snappy", ".xz", ".zst", ".zstd"];

    /// <summary>The packing of a file by its URI; null for one that is not supported.</summary>
    public static Packing? Of(string uri) =>
        uri.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Packing.Gzip
        : uri.EndsWith(".deflate", StringComparison.OrdinalIgnoreCase) ? Packing.Deflate
        : Others.Any(end => uri.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? null
        : Packing.None;

    public static Stream Open(string path, Packing packing)
    {
        var stream = File.OpenRead(path);
        return packing switch
        {
            Packing.Gzip => new GZipStream(stream, CompressionMode.Decompress),
            Packing.Deflate => new ZLibStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }
}
