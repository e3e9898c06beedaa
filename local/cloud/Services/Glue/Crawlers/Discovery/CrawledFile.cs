using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

/// <summary>One object below a target and what was read off it; files that were not sampled have no classification.</summary>
internal sealed record CrawledFile(string Key, long Size, Classification? Classification);

/// <summary>A folder below a target, with its files and folders in key order.</summary>
internal sealed class Folder(string prefix, string name, int level)
{
    private readonly SortedDictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    /// <summary>The key prefix with its slash; empty at a bucket's top.</summary>
    public string Prefix => prefix;

    public string Name => name;

    /// <summary>Counted as Glue does: the bucket is level 1.</summary>
    public int Level => level;

    public List<CrawledFile> Files { get; } = [];

    public IEnumerable<Folder> Folders => _folders.Values;

    public void Add(CrawledFile file) => Place(file, file.Key[prefix.Length..]);

    /// <summary>All folders that hold files, this one first.</summary>
    public IEnumerable<Folder> Leaves() =>
        (Files.Count > 0 ? [this] : Enumerable.Empty<Folder>()).Concat(Folders.SelectMany(folder => folder.Leaves()));

    private void Place(CrawledFile file, string rest)
    {
        var slash = rest.IndexOf('/');
        if (slash < 0)
        {
            Files.Add(file);
            return;
        }

        var child = rest[..slash];
        if (!_folders.TryGetValue(child, out var folder))
        {
            folder = new Folder($"{prefix}{child}/", child, level + 1);
            _folders.Add(child, folder);
        }

        folder.Place(file, rest[(slash + 1)..]);
    }
}
