using System.IO.Compression;
using System.Text;

namespace CustomerLake.Local.Engine.State;

/// <summary>The text of a state file, which may be compressed: its first two bytes tell.</summary>
internal static class StateText
{
    public const string Ending = ".gz";

    public static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string text, bool compressed)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!compressed)
        {
            return bytes;
        }

        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
