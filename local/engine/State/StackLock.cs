using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>Another operation holds the stack; the message names each holder.</summary>
public sealed class StackLockedException(string message) : Exception(message);

/// <summary>
/// A file that says who works on a stack. First look for others, then write one's own, then look again: of two that
/// begin at once at most one goes on.
/// </summary>
public sealed class StackLock : IDisposable
{
    private readonly FileBackend _backend;
    private readonly string _path;

    private StackLock(FileBackend backend, string path) => (_backend, _path) = (backend, path);

    /// <summary>A lock kept on purpose: the operation ended without knowing what became of its steps.</summary>
    public bool Abandoned { get; set; }

    /// <exception cref="StackLockedException">Somebody else holds it.</exception>
    public static StackLock Take(FileBackend backend, StackName stack, string id, string now)
    {
        ThrowIfHeld(backend, stack, except: null);
        var path = Path.Combine(backend.LockFolder(stack), id + ".json");
        var holder = new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["username"] = Environment.UserName,
            ["hostname"] = Environment.MachineName,
            ["timestamp"] = now,
        };
        backend.Files.TryCreate(path, holder.ToJsonString());
        try
        {
            ThrowIfHeld(backend, stack, except: path);
        }
        catch
        {
            backend.Files.Delete(path);
            throw;
        }

        return new StackLock(backend, path);
    }

    /// <summary>Removes every lock of the stack, whoever holds it.</summary>
    public static void Cancel(FileBackend backend, StackName stack)
    {
        foreach (var path in Files(backend, stack))
        {
            backend.Files.Delete(path);
        }
    }

    /// <summary>Called when somebody has removed the lock meanwhile (<c>pulumi cancel</c>).</summary>
    public Action<string>? OnMissing { get; set; }

    public void Dispose()
    {
        if (Abandoned)
        {
            return;
        }

        if (File.Exists(_path))
        {
            _backend.Files.Delete(_path);
            return;
        }

        var key = Path.GetRelativePath(_backend.Root, _path);
        OnMissing?.Invoke(
            $"error: there was a problem deleting the lock at file://{_path}?no_tmp_dir=true, manual clean up may be "
                + $"required: blob (key \"{key}\") (code=NotFound): remove {_path}: no such file or directory"
        );
    }

    private static IEnumerable<string> Files(FileBackend backend, StackName stack) =>
        Directory.Exists(backend.LockFolder(stack))
            ? Directory.GetFiles(backend.LockFolder(stack), "*.json").Order(StringComparer.Ordinal)
            : [];

    private static void ThrowIfHeld(FileBackend backend, StackName stack, string? except)
    {
        var held = Files(backend, stack).Where(path => path != except).ToList();
        if (held.Count > 0)
        {
            throw new StackLockedException(
                $"the stack is currently locked by {held.Count.ToString(CultureInfo.InvariantCulture)} lock(s). "
                    + "Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`."
                    + string.Concat(held.Select(path => $"\n  file://{path}?no_tmp_dir=true: {Describe(path)}"))
            );
        }
    }

    private static string Describe(string path)
    {
        try
        {
            using var json = Parse(File.ReadAllText(path));
            var holder = json.RootElement;
            return $"created by {holder.GetProperty("username").GetString()}@{holder.GetProperty("hostname").GetString()}"
                + $" (pid {holder.GetProperty("pid").GetInt32().ToString(CultureInfo.InvariantCulture)})"
                + $" at {holder.GetProperty("timestamp").GetString()}";
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException)
        {
            return "the lock file cannot be read";
        }
        catch (IOException)
        {
            return "the lock was given up meanwhile";
        }
    }

    /// <exception cref="StackLockedException">It is no JSON; told in the CLI's words.</exception>
    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new StackLockedException(JsonFault.Describe(text));
        }
    }
}
