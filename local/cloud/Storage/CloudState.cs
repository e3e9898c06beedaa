using System.Text;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>What every service is built on: the database, the blobs, the maker of ids, the clock and background work.</summary>
internal sealed class CloudState : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;

    public CloudState(CloudOptions options, Action<string, Exception> reportBug)
    {
        Options = options;
        Time = options.Time;
        Ids = new Ids(options.Time, options.IdSeed);
        Folder = Path.GetFullPath(options.StateFolder);
        Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
        _lock = Lock(Path.Combine(Folder, "lock"));
        RootSecret = options.RootSecret ?? ReadOrMakeSecret(Path.Combine(Folder, "root-secret"));
        Database = new StateDatabase(Path.Combine(Folder, "state.db"), options.Durability);
        File.SetUnixFileMode(Path.Combine(Folder, "state.db"), OwnerOnly);
        Blobs = new BlobStore(Path.Combine(Folder, "blobs"), Ids, options.Durability);
        Work = new BackgroundWork(reportBug);
    }

    public CloudOptions Options { get; }

    /// <summary>Absolute. Scratch of running work goes under it too, so that a rename makes a blob of a file.</summary>
    public string Folder { get; }

    public string RootSecret { get; }

    public StateDatabase Database { get; }

    public BlobStore Blobs { get; }

    public Ids Ids { get; }

    public TimeProvider Time { get; }

    public BackgroundWork Work { get; }

    public ResourceTable<T> Table<T>(string kind)
        where T : class => new(Database, kind);

    /// <summary>Where the server answers, once it does: background work hands it to the processes it starts.</summary>
    public Uri? Endpoint { get; set; }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        Abandon();
    }

    /// <summary>Lets go of the folder when no work was started yet.</summary>
    public void Abandon()
    {
        Database.Dispose();
        _lock.Dispose();
    }

    /// <summary>Two servers on one folder would sweep each other's blobs. The lock goes with the process, however it ends.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = OwnerOnly,
                }
            );
        }
        catch (IOException fault)
        {
            throw new IOException(
                $"The state folder '{Path.GetDirectoryName(path)}' is in use by another local cloud. Stop that one, or choose another folder.",
                fault
            );
        }
    }

    private static string ReadOrMakeSecret(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        var secret = Ids.Secret();
        using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
            }
        );
        file.Write(Encoding.ASCII.GetBytes(secret));
        return secret;
    }
}
