using System.Runtime.InteropServices;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>What makes a finished file survive a power cut: its bytes and its name in its folder, flushed to the disk.</summary>
internal static partial class Disk
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(file);
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    public static void FlushFolder(string folder)
    {
        var handle = Open(folder, ReadOnly);
        if (handle < 0 || Fsync(handle) != 0)
        {
            throw new IOException($"'{folder}' could not be flushed to the disk.");
        }

        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
