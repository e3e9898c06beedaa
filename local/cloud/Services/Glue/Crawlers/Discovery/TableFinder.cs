using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

/// <summary>
/// Decides what is a table and what a partition, from the leaves up: like folders below one folder become its
/// partitions, unlike ones a table each, and unlike files in one folder a table each, named after the file.
/// </summary>
internal sealed class TableFinder(CrawlerConfiguration configuration)
{
    public IReadOnlyList<FoundTable> Find(Folder root) => Visit(root);

    private List<FoundTable> Visit(Folder folder)
    {
        var below = folder
            .Folders.Select(child => (Child: child, Tables: Visit(child)))
            .Where(found => found.Tables.Count > 0)
            .ToList();
        if (below.Count == 0)
        {
            return FindInFiles(folder);
        }

        if (folder.Files.Count > 0)
        {
            // Another layout than the folders beside them: a table at this folder would read both.
            return [.. folder.Files.Where(IsClassified).Select(OfFile), .. below.SelectMany(found => found.Tables)];
        }

        return Combine(folder, below);
    }

    private static bool IsClassified(CrawledFile file) => file.Classification is not null;

    private List<FoundTable> FindInFiles(Folder folder)
    {
        var sampled = folder.Files.Where(IsClassified).ToList();
        if (sampled.Count == 0)
        {
            return [];
        }

        var largest = sampled
            .GroupBy(file => Similarity.FormatOf(file.Classification!), StringComparer.Ordinal)
            .MaxBy(group => group.Count())!
            .ToList();
        var schemas = largest.Select(file => file.Classification!).ToList();
        var isOneTable =
            configuration.CombinesCompatibleSchemas && largest.Count == sampled.Count
            || Similarity.Suffices(schemas, sampled.Count, areNamedPartitions: false);
        if (!isOneTable)
        {
            return [.. sampled.Select(OfFile)];
        }

        var others = sampled.Except(largest).ToList();
        return [OfFolder(folder, folder.Files.Except(others).ToList(), schemas), .. others.Select(OfFile)];
    }

    private static FoundTable OfFolder(Folder folder, List<CrawledFile> files, List<Classification> schemas)
    {
        var content = Merge(schemas);
        return new FoundTable
        {
            Name = folder.Name,
            Key = folder.Prefix,
            Content = content,
            Size = DataSize.Sum(files.Select(file => SizeOf(file, content))),
        };
    }

    public static FoundTable OfFile(CrawledFile file) =>
        new()
        {
            Name = file.Key[(file.Key.LastIndexOf('/') + 1)..],
            Key = file.Key,
            IsObject = true,
            Content = file.Classification!,
            Size = SizeOf(file, file.Classification!),
        };

    /// <summary>AWS estimates a text file's records from its size; a Parquet footer knows them.</summary>
    private static DataSize SizeOf(CrawledFile file, Classification content) =>
        new(
            1,
            file.Size,
            file.Classification?.Name == "parquet" ? file.Classification.Records : Estimate(file, content)
        );

    private static long Estimate(CrawledFile file, Classification content)
    {
        var average = file.Classification?.AverageRecordSize ?? content.AverageRecordSize;
        return average == 0 ? 0 : file.Size / average;
    }

    private List<FoundTable> Combine(Folder folder, List<(Folder Child, List<FoundTable> Tables)> below)
    {
        var whole = below.Where(found => found.Tables is [{ IsObject: false } only] && only.Key == found.Child.Prefix);
        var largest = whole
            .GroupBy(found => Layout(found.Child, found.Tables[0]), StringComparer.Ordinal)
            .MaxBy(group => group.Count())
            ?.ToList();
        if (largest is null || !ArePartitions(folder, largest, below.Count))
        {
            return [.. below.SelectMany(found => found.Tables)];
        }

        return
        [
            Partitioned(folder, [.. largest.Select(found => (found.Child, found.Tables[0]))]),
            .. below.Except(largest).SelectMany(found => found.Tables),
        ];
    }

    private bool ArePartitions(Folder folder, List<(Folder Child, List<FoundTable> Tables)> largest, int total)
    {
        if (configuration.TableLevel is { } level && folder.Level < level)
        {
            return false;
        }

        if (configuration.TableLevel is { } asked && folder.Level >= asked)
        {
            return largest.Count == total;
        }

        var isNamed = KeyOf(largest[0].Child.Name) is not null;
        if (largest.Count == 1 && total == 1 && !isNamed)
        {
            // One folder shows no repetition yet: it is the table itself.
            return false;
        }

        return configuration.CombinesCompatibleSchemas && largest.Count == total
            || Similarity.Suffices([.. largest.Select(found => found.Tables[0].Content)], total, isNamed);
    }

    private static string Layout(Folder child, FoundTable table) =>
        $"{Similarity.FormatOf(table.Content)}\u001e{KeyOf(child.Name)}\u001e{string.Join('\u001f', table.Levels)}";

    private static FoundTable Partitioned(Folder folder, List<(Folder Child, FoundTable Table)> children)
    {
        var partitions = new List<FoundPartition>();
        foreach (var (child, table) in children)
        {
            var value = ValueOf(child.Name);
            partitions.AddRange(
                table.Levels.Count == 0
                    ? [new FoundPartition([value], table.Key, table.Content, table.Size)]
                    : table.Partitions.Select(inner => inner with { Values = [value, .. inner.Values] })
            );
        }

        return new FoundTable
        {
            Name = folder.Name,
            Key = folder.Prefix,
            Content = Merge([.. children.Select(child => child.Table.Content)]),
            Levels = [KeyOf(children[0].Child.Name), .. children[0].Table.Levels],
            Partitions = partitions,
            Size = DataSize.Sum(partitions.Select(partition => partition.Size)),
        };
    }

    /// <summary>The key of a <c>key=value</c> folder, in lower case; null for any other name.</summary>
    private static string? KeyOf(string folder)
    {
        var sign = folder.IndexOf('=');
        return sign > 0 ? folder[..sign].ToLowerInvariant() : null;
    }

    /// <summary>Hive writes characters that a path cannot hold as %XX.</summary>
    private static string ValueOf(string folder) =>
        KeyOf(folder) is null ? folder : Uri.UnescapeDataString(folder[(folder.IndexOf('=') + 1)..]);

    private static Classification Merge(List<Classification> contents)
    {
        var merged = contents[0];
        foreach (var next in contents.Skip(1))
        {
            merged = merged with
            {
                Columns = TypeMerge.MergeFields(merged.Columns, next.Columns, StringComparer.Ordinal),
                SerdeParameters = MergeSerde(merged.SerdeParameters, next.SerdeParameters),
                Records = merged.Records + next.Records,
            };
        }

        return merged;
    }

    /// <summary>JSON's <c>paths</c> lists the keys of all files, sorted; everything else is the same in all.</summary>
    private static IReadOnlyDictionary<string, string> MergeSerde(
        IReadOnlyDictionary<string, string> left,
        IReadOnlyDictionary<string, string> right
    )
    {
        if (!left.TryGetValue("paths", out var paths) || !right.TryGetValue("paths", out var more) || paths == more)
        {
            return left;
        }

        var all = paths.Split(',').Union(more.Split(',')).Order(StringComparer.Ordinal);
        return new Dictionary<string, string>(left) { ["paths"] = string.Join(',', all) };
    }
}
