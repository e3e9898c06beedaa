using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

/// <summary>Sizes of the objects of one table or partition.</summary>
internal readonly record struct DataSize(long Objects, long Bytes, long Records)
{
    public static DataSize operator +(DataSize left, DataSize right) =>
        new(left.Objects + right.Objects, left.Bytes + right.Bytes, left.Records + right.Records);

    public long AverageRecord => Records == 0 ? 0 : Bytes / Records;

    public static DataSize Sum(IEnumerable<DataSize> sizes) => sizes.Aggregate(default(DataSize), (a, b) => a + b);
}

/// <summary>A folder of a partitioned table, from its outermost key's value inwards.</summary>
internal sealed record FoundPartition(
    IReadOnlyList<string> Values,
    string Prefix,
    Classification Content,
    DataSize Size
);

/// <summary>What one crawl takes for a table: a folder with all below it, or a single object.</summary>
internal sealed record FoundTable
{
    /// <summary>The folder's or the file's name, before a prefix and Glue's clean-up.</summary>
    public required string Name { get; init; }

    /// <summary>A key prefix that ends with a slash, or an object's key.</summary>
    public required string Key { get; init; }

    public bool IsObject { get; init; }

    /// <summary>Format and columns; the union over all files, or over all partitions.</summary>
    public required Classification Content { get; init; }

    /// <summary>The name in <c>name=value</c> folders of each level, outermost first; null where folders are just names.</summary>
    public IReadOnlyList<string?> Levels { get; init; } = [];

    /// <summary>Empty for a table without partition keys.</summary>
    public IReadOnlyList<FoundPartition> Partitions { get; init; } = [];

    public required DataSize Size { get; init; }

    /// <summary>Glue's rule for key names: the folder's own, else partition_0, partition_1 ….</summary>
    public IReadOnlyList<string> PartitionKeys =>
        [.. Levels.Select((name, index) => name ?? string.Create(null, $"partition_{index}"))];
}
