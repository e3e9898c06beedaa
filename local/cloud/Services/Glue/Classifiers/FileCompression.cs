using System.IO.Compression;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>Compression of whole files, recognised by their first bytes and never by their name.</summary>
internal static class FileCompression
{
    public const string None = "none";
    public const string Gzip = "gzip";
    public const string Zip = "zip";
    public const string Bzip2 = "bzip2";
    public const string Lz4 = "lz4";
    public const string Snappy = "snappy";

    public static string Detect(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0x1F, 0x8B, ..] => Gzip,
            [(byte)'P', (byte)'K', 3, 4, ..] => Zip,
            [(byte)'B', (byte)'Z', (byte)'h', ..] => Bzip2,
            [0x04, 0x22, 0x4D, 0x18, ..] => Lz4,
            [0xFF, 0x06, 0x00, 0x00, (byte)'s', (byte)'N', (byte)'a', (byte)'P', ..] => Snappy,
            _ => None,
        };

    /// <exception cref="UnsupportedDataException">The codec is one that AWS opens and this server does not.</exception>
    public static Stream Decompress(string compression, Stream raw, string key) =>
        compression switch
        {
            None => raw,
            Gzip => new GZipStream(raw, CompressionMode.Decompress),
            Zip => OpenOnlyEntry(raw, key),
            _ => throw new UnsupportedDataException(
                $"'{key}' is compressed with {compression}, which the local crawler does not open; use gzip or none."
            ),
        };

    private static Stream OpenOnlyEntry(Stream raw, string key)
    {
        var archive = new ZipArchive(raw, ZipArchiveMode.Read);
        return archive.Entries is [var entry]
            ? entry.Open()
            : throw new UnsupportedDataException(
                $"'{key}' is a ZIP archive of {archive.Entries.Count} files; Glue opens archives of one file only."
            );
    }
}

/// <summary>Data of a kind that this server names instead of guessing at; the crawl fails with this text.</summary>
internal sealed class UnsupportedDataException(string message) : Exception(message);
