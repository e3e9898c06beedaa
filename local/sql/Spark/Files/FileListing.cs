using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>A data file: where it lies on disk, what the user calls it, and the values of its partition folders.</summary>
internal sealed record DataFile(
    string Path,
    string Uri,
    long Size,
    IReadOnlyList<(string Name, string? Value)> Partitions
)
{
    public DateTimeOffset Modified { get; init; }
}

/// <summary>Finds the files behind paths: globs, hidden names, Hive partition folders.</summary>
internal static class FileListing
{
    public static List<DataFile> List(
        SessionState session,
        IReadOnlyList<string> paths,
        IReadOnlyDictionary<string, string> options
    )
    {
        var given = new ReaderOptions(options);
        var basePath = given.Text("basePath") is { } own ? Normalize(own) : null;
        var filter = given.Text("pathGlobFilter") is { } glob ? Glob(glob) : null;
        var files = new List<DataFile>();
        foreach (var path in paths.Select(Normalize))
        {
            var found = One(session, path, basePath, given.Flag("recursiveFileLookup", false));
            if (found is null)
            {
                throw SparkException.Analysis("PATH_NOT_FOUND", $"Path does not exist: {Shown(path)}.");
            }

            files.AddRange(
                found.Where(file => filter is null || filter.IsMatch(file.Uri[(file.Uri.LastIndexOf('/') + 1)..]))
            );
        }

        return files;
    }

    public static string Shown(string path) => path.Contains("://", StringComparison.Ordinal) ? path : "file:" + path;

    /// <summary>A local path without its scheme, or an S3 URI of scheme s3.</summary>
    public static string Normalize(string path)
    {
        if (path.StartsWith("s3a://", StringComparison.Ordinal) || path.StartsWith("s3n://", StringComparison.Ordinal))
        {
            return "s3://" + path[6..];
        }

        if (path.StartsWith("file:", StringComparison.Ordinal))
        {
            path = "/" + path[5..].TrimStart('/');
        }

        return path.Contains("://", StringComparison.Ordinal)
            ? path
            : System.IO.Path.GetFullPath(path) + (path.EndsWith('/') && path.Length > 1 ? "/" : "");
    }

    private static List<DataFile>? One(SessionState session, string path, string? basePath, bool recursive)
    {
        var wild = path.AsSpan().IndexOfAny("*?{[");
        if (wild < 0)
        {
            var objects = Open(session, path.TrimEnd('/') + "/", path);
            return objects is null ? null : Keep(objects, basePath ?? path.TrimEnd('/'), recursive);
        }

        var root = path[..(path[..wild].LastIndexOf('/') + 1)];
        var pattern = Glob(path.TrimEnd('/'), folder: true);
        var matched = Open(session, root, root)
            ?.Select(file => (File: file, Match: pattern.Match(file.Uri)))
            .Where(pair => pair.Match.Success)
            .ToList();
        return matched is null or { Count: 0 }
            ? null
            :
            [
                .. matched.SelectMany(pair =>
                    Keep([pair.File], basePath ?? pair.Match.Groups["root"].Value, recursive)
                ),
            ];
    }

    private static IReadOnlyList<SqlObject>? Open(SessionState session, string folder, string exact)
    {
        var objects = session.Open(folder);
        if (objects.Count > 0)
        {
            return objects;
        }

        objects = exact.EndsWith('/') ? [] : [.. session.Open(exact).Where(item => item.Uri == exact)];
        return objects.Count > 0 ? objects
            : !folder.Contains("://", StringComparison.Ordinal) && Directory.Exists(folder) ? []
            : null;
    }

    private static List<DataFile> Keep(IEnumerable<SqlObject> objects, string root, bool recursive)
    {
        var files = new List<DataFile>();
        foreach (var item in objects)
        {
            var isInside = item.Uri.StartsWith(root + "/", StringComparison.Ordinal);
            var relative = isInside ? item.Uri[(root.Length + 1)..] : item.Uri[(item.Uri.LastIndexOf('/') + 1)..];
            var segments = relative.Split('/');
            if (relative.EndsWith('/') || segments.Any(IsHidden))
            {
                continue;
            }

            var partitions = new List<(string, string?)>();
            foreach (var segment in segments.SkipLast(1))
            {
                if (PartitionFolder.Read(segment) is var (key, value))
                {
                    partitions.Add((key, value == SqlPartition.NullValue ? null : value));
                }
            }

            files.Add(
                new DataFile(item.Path, item.Uri, item.Size, recursive ? [] : partitions) { Modified = item.Modified }
            );
        }

        return files;
    }

    private static bool IsHidden(string segment) =>
        segment.StartsWith('.') || (segment.StartsWith('_') && !segment.Contains('=', StringComparison.Ordinal));

    private static Regex Glob(string glob, bool folder = false)
    {
        var pattern = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var c in glob)
        {
            pattern.Append(
                c switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' => ")",
                    ',' when depth > 0 => "|",
                    '[' or ']' => c.ToString(),
                    _ => Regex.Escape(c.ToString()),
                }
            );
            depth +=
                c == '{' ? 1
                : c == '}' ? -1
                : 0;
        }

        return new Regex(folder ? $"^(?<root>{pattern})(/|$)" : $"^{pattern}$", RegexOptions.CultureInvariant);
    }
}
