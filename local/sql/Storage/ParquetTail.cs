using System.Text;

namespace CustomerLake.Local.Sql.Storage;

/// <summary>The end of a Parquet file, by which a damaged or a foreign one is told.</summary>
internal static class ParquetTail
{
    /// <summary>The two magic numbers and the footer's length.</summary>
    private const int ShortestFile = 12;

    /// <summary>The last four bytes, a character each; null where the file is too short to be one.</summary>
    public static string? Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length < ShortestFile)
        {
            return null;
        }

        var tail = new byte[4];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        return Encoding.Latin1.GetString(tail);
    }

    /// <summary>Whether these are a Parquet file's last bytes, be its footer in clear or encrypted.</summary>
    public static bool IsMagic(string? tail) => tail is "PAR1" or "PARE";
}
