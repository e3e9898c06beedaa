using System.Runtime.InteropServices;
using System.Text;

namespace CustomerLake.Local.Engine.State;

/// <summary>
/// The only writer of files below the state folder. A file is replaced as a whole: temporary file, fsync, rename,
/// fsync of the folder (unless only the end of the process is to be survived, not that of the machine). A test can set <see cref="BeforeWrite"/> to throw, which is a crash at that point.
/// </summary>
public sealed partial class StateFiles(Action<string>? beforeWrite = null, bool survivesPowerLoss = true)
{
    private const int ReadOnly = 0;

    private long _counter;

    /// <summary>Called with what is about to happen and the path, before every change on disk.</summary>
    public Action<string>? BeforeWrite { get; set; } = beforeWrite;

    public void Replace(string path, string content) => Replace(path, Encoding.UTF8.GetBytes(content));

    public void Replace(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        BeforeWrite?.Invoke($"write {path}");
        var temporary = $"{path}.tmp-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: survivesPowerLoss);
            }

            BeforeWrite?.Invoke($"rename {path}");
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (survivesPowerLoss)
        {
            SyncFolder(folder);
        }
    }

    /// <summary>
    /// Creates a file that must not exist; false when it does. It need not survive a loss of power: nobody holds a lock
    /// after that.
    /// </summary>
    public bool TryCreate(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        BeforeWrite?.Invoke($"create {path}");
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(content));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    public void Delete(string path)
    {
        BeforeWrite?.Invoke($"delete {path}");
        File.Delete(path);
    }

    public void Move(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            BeforeWrite?.Invoke($"move {to}");
            File.Move(from, to, overwrite: true);
        }
    }

    public void MoveFolder(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            BeforeWrite?.Invoke($"move {to}");
            Directory.Move(from, to);
        }
    }

    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            BeforeWrite?.Invoke($"delete {path}");
            Directory.Delete(path, recursive: true);
        }
    }

    public void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        BeforeWrite?.Invoke($"copy {to}");
        File.Copy(from, to, overwrite: true);
    }

    /// <summary>Opens a log that only grows.</summary>
    internal AppendFile OpenLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        BeforeWrite?.Invoke($"open {path}");
        return new AppendFile(this, path);
    }

    private static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle >= 0)
        {
            _ = Fsync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}

/// <summary>A file of lines; what was appended survives the end of the process at once.</summary>
internal sealed class AppendFile(StateFiles files, string path) : IDisposable
{
    private readonly FileStream _stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);

    public string Path => path;

    public void Append(string lines)
    {
        files.BeforeWrite?.Invoke($"append {path}");
        _stream.Write(Encoding.UTF8.GetBytes(lines));
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();
}
