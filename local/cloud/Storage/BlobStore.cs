namespace CustomerLake.Local.Cloud.Storage;

/// <summary>
/// Immutable contents, each a file named by its ULID and by nothing a caller chose. A pinned blob outlives its object;
/// whatever the index does not name is swept at start-up.
/// </summary>
internal sealed class BlobStore
{
    private readonly Ids _ids;
    private readonly Durability _durability;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _pins = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doomed = new(StringComparer.Ordinal);

    public BlobStore(string folder, Ids ids, Durability durability = Durability.Process)
    {
        _ids = ids;
        _durability = durability;
        Folder = folder;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The absolute folder that relative blob paths start from.</summary>
    public string Folder { get; }

    /// <summary>The path under <see cref="Folder"/>. The last two characters fan out: a ULID's first ones are the clock.</summary>
    public static string RelativePath(string id) => Path.Combine(id[^2..], id);

    public string PathOf(string id) => Path.Combine(Folder, RelativePath(id));

    /// <summary>A new blob to be written; nobody knows it until the index names it.</summary>
    public BlobWriter Create()
    {
        var id = _ids.Ulid();
        return new BlobWriter(id, OpenNew(id), _durability);
    }

    /// <summary>Takes over a finished file by renaming it (same disk) or copying it.</summary>
    public string Import(string path)
    {
        var id = _ids.Ulid();
        EnsureFan(id);
        File.Move(path, PathOf(id));
        if (_durability == Durability.Power)
        {
            Disk.Flush(PathOf(id));
        }

        return id;
    }

    public FileStream Open(string id) =>
        new(
            PathOf(id),
            new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            }
        );

    /// <summary>Keeps the blobs readable until the pin is disposed.</summary>
    public IDisposable Pin(IReadOnlyCollection<string> ids)
    {
        lock (_lock)
        {
            foreach (var id in ids)
            {
                _pins[id] = _pins.GetValueOrDefault(id) + 1;
            }
        }

        return new PinHandle(this, ids);
    }

    /// <summary>Removes a blob that no index row names any more: now, or when its last pin goes.</summary>
    public void Release(string id)
    {
        lock (_lock)
        {
            if (_pins.ContainsKey(id))
            {
                _doomed.Add(id);
                return;
            }
        }

        File.Delete(PathOf(id));
    }

    /// <summary>Deletes every file that <paramref name="isKnown"/> denies: leftovers of a killed process.</summary>
    public int Sweep(Func<string, bool> isKnown)
    {
        var orphans = Directory
            .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => !isKnown(Path.GetFileName(path)))
            .ToList();
        orphans.ForEach(File.Delete);
        return orphans.Count;
    }

    private void Unpin(IReadOnlyCollection<string> ids)
    {
        var free = new List<string>();
        lock (_lock)
        {
            foreach (var id in ids)
            {
                var left = _pins[id] - 1;
                if (left > 0)
                {
                    _pins[id] = left;
                }
                else
                {
                    _pins.Remove(id);
                    if (_doomed.Remove(id))
                    {
                        free.Add(id);
                    }
                }
            }
        }

        free.ForEach(id => File.Delete(PathOf(id)));
    }

    private FileStream OpenNew(string id)
    {
        EnsureFan(id);
        return new FileStream(
            PathOf(id),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
    }

    private void EnsureFan(string id)
    {
        var fan = Path.Combine(Folder, id[^2..]);
        if (!Directory.Exists(fan))
        {
            Directory.CreateDirectory(fan);
            if (_durability == Durability.Power)
            {
                Disk.FlushFolder(Folder);
            }
        }
    }

    private sealed class PinHandle(BlobStore store, IReadOnlyCollection<string> ids) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                store.Unpin(ids);
            }
        }
    }
}

/// <summary>A blob being written. Disposing it before <see cref="Finish"/> throws the file away.</summary>
internal sealed class BlobWriter(string id, FileStream file, Durability durability) : IDisposable
{
    private bool _finished;

    public string Id => id;

    public Stream Stream => file;

    public void Finish()
    {
        file.Dispose();
        if (durability == Durability.Power)
        {
            Disk.Flush(file.Name);
        }

        _finished = true;
    }

    public void Dispose()
    {
        file.Dispose();
        if (!_finished)
        {
            File.Delete(file.Name);
        }
    }
}
