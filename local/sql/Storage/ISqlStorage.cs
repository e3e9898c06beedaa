namespace CustomerLake.Local.Sql.Storage;

/// <summary>The objects that a session may read and write, as its caller.</summary>
public interface ISqlStorage
{
    /// <summary>
    /// The objects at a location: those whose URI begins with it (a location that is one object's URI gives that object).
    /// Everything is given, hidden files and empty markers included; the caller filters. Objects stay readable at their
    /// paths until the scan is disposed, whatever is overwritten meanwhile.
    /// </summary>
    /// <param name="location"><c>s3://bucket/prefix/</c>, or a folder's path for local storage.</param>
    /// <exception cref="SqlException">The caller may not read there (<c>PERMISSION_DENIED</c>), or there is no such bucket.</exception>
    ISqlScan OpenScan(string location);

    /// <summary>A private, empty folder on disk to write results into; deleted when disposed.</summary>
    ISqlOutputFolder NewOutputFolder();

    /// <summary>Makes files objects of the store, in one transaction and through the store's own put path.</summary>
    /// <exception cref="SqlException">The caller may not write there, or there is no such bucket.</exception>
    Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken);
}

/// <summary>An open scan; disposing it releases the objects.</summary>
public interface ISqlScan : IDisposable
{
    /// <summary>The objects, ordered by URI.</summary>
    IReadOnlyList<SqlObject> Objects { get; }
}

/// <summary>An object: its URI as the user sees it, its content's path on this machine, its size in bytes.</summary>
public sealed record SqlObject(string Uri, string Path, long Size)
{
    public DateTimeOffset Modified { get; init; }
}

/// <summary>A private folder for output.</summary>
public interface ISqlOutputFolder : IDisposable
{
    string Path { get; }
}

/// <summary>What a publication replaces.</summary>
public enum SqlReplacement
{
    /// <summary>Nothing: files are added.</summary>
    Nothing,

    /// <summary>Every object below the location.</summary>
    Everything,

    /// <summary>Every object below those of <see cref="SqlPublication.PartitionFolders"/>.</summary>
    PartitionFolders,
}

/// <summary>Files to publish below a location (<c>s3://bucket/prefix/</c>).</summary>
public sealed record SqlPublication(string Location, IReadOnlyList<SqlOutputFile> Files)
{
    public SqlReplacement Replaces { get; init; }

    /// <summary>Folders relative to the location, such as <c>dt=2024-01-01/</c>.</summary>
    public IReadOnlyList<string> PartitionFolders { get; init; } = [];
}

/// <summary>A file to publish: its key relative to the location (<c>dt=2024-01-01/part-0.parquet</c>), and where it lies now.</summary>
public sealed record SqlOutputFile(string Key, string Path);
