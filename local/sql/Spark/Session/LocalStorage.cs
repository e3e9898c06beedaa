using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Folders of this machine as a store: what a script outside any job reads and writes.</summary>
public sealed class LocalStorage(string scratch) : ISqlStorage
{
    public ISqlScan OpenScan(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (location.Contains("://", StringComparison.Ordinal))
        {
            throw new SqlException(
                "UNSUPPORTED",
                $"'{location}' cannot be read outside a job: only local folders can. Run the script as a Glue job, or pass a path."
            );
        }

        if (!location.EndsWith('/'))
        {
            return File.Exists(location) ? new Scan([Describe(location)]) : new Scan([]);
        }

        return Directory.Exists(location)
            ? new Scan([
                .. Directory
                    .EnumerateFiles(location, "*", SearchOption.AllDirectories)
                    .OrderBy(path => path, StringComparer.Ordinal)
                    .Select(Describe),
            ])
            : new Scan([]);
    }

    private static SqlObject Describe(string path)
    {
        var info = new FileInfo(path);
        return new SqlObject(path, path, info.Length) { Modified = info.LastWriteTimeUtc };
    }

    public ISqlOutputFolder NewOutputFolder() =>
        new Folder(Directory.CreateDirectory(Path.Combine(scratch, Path.GetRandomFileName())).FullName);

    public Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var target = publication.Location.TrimEnd('/');
        if (publication.Replaces == SqlReplacement.Everything && Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        if (publication.Replaces == SqlReplacement.PartitionFolders)
        {
            foreach (
                var folder in publication
                    .PartitionFolders.Select(name => Path.Combine(target, name))
                    .Where(Directory.Exists)
            )
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Directory.CreateDirectory(target);
        foreach (var file in publication.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.Combine(target, file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(file.Path, path, overwrite: true);
        }

        return Task.CompletedTask;
    }

    private sealed class Scan(IReadOnlyList<SqlObject> objects) : ISqlScan
    {
        public IReadOnlyList<SqlObject> Objects => objects;

        public void Dispose() { }
    }

    private sealed class Folder(string path) : ISqlOutputFolder
    {
        public string Path => path;

        public void Dispose()
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}
