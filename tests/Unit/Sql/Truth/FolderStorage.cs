using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary><c>s3://bucket/key</c> as <c>root/bucket/key</c> on disk.</summary>
internal sealed class FolderStorage(string root) : ISqlStorage
{
    private const string Scheme = "s3://";

    public string PathOf(string uri) => Path.Combine(root, uri[Scheme.Length..]);

    public ISqlScan OpenScan(string location)
    {
        var folder = PathOf(location);
        var parent = Directory.Exists(folder) ? folder : Path.GetDirectoryName(folder)!;
        var files = Directory.Exists(parent) ? Directory.EnumerateFiles(parent, "*", SearchOption.AllDirectories) : [];
        return new Scan([
            .. files
                .Select(path => new SqlObject(
                    Scheme + Path.GetRelativePath(root, path),
                    path,
                    new FileInfo(path).Length
                ))
                .Where(item => item.Uri.StartsWith(location, StringComparison.Ordinal))
                .OrderBy(item => item.Uri, StringComparer.Ordinal),
        ]);
    }

    public ISqlOutputFolder NewOutputFolder() => new Output(Directory.CreateTempSubdirectory("lake-output-").FullName);

    public Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken)
    {
        var target = PathOf(publication.Location);
        string[] replaced = publication.Replaces switch
        {
            SqlReplacement.Everything => [target],
            SqlReplacement.PartitionFolders =>
            [
                .. publication.PartitionFolders.Select(folder => Path.Combine(target, folder)),
            ],
            _ => [],
        };
        foreach (var folder in replaced.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in publication.Files)
        {
            var path = Path.Combine(target, file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file.Path, path);
        }

        return Task.CompletedTask;
    }

    private sealed record Scan(IReadOnlyList<SqlObject> Objects) : ISqlScan
    {
        public void Dispose() { }
    }

    private sealed record Output(string Path) : ISqlOutputFolder
    {
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
