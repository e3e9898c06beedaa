using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>Compares a table with what a crawl found, and merges the two.</summary>
internal static class TableChange
{
    /// <summary>Parameters that change with every crawl and say nothing about the data.</summary>
    private static readonly string[] Transient = [TableInputs.RunId];

    public static bool Differs(TableInput existing, TableInput updated) =>
        DiffersInSchema(existing, updated)
        || !SameMap(existing.Parameters, updated.Parameters)
        || existing.StorageDescriptor?.Location != updated.StorageDescriptor?.Location;

    public static bool DiffersInSchema(TableInput existing, TableInput found) =>
        !SameColumns(existing.StorageDescriptor?.Columns, found.StorageDescriptor?.Columns)
        || !SameColumns(existing.PartitionKeys, found.PartitionKeys)
        || !SameStorage(existing.StorageDescriptor, found.StorageDescriptor);

    public static bool Differs(PartitionInput existing, PartitionInput found) =>
        !SameColumns(existing.StorageDescriptor?.Columns, found.StorageDescriptor?.Columns)
        || !SameStorage(existing.StorageDescriptor, found.StorageDescriptor)
        || existing.StorageDescriptor?.Location != found.StorageDescriptor?.Location
        || !SameMap(existing.Parameters, found.Parameters);

    /// <summary>Why MergeNewColumns cannot keep the table, or null when it can.</summary>
    public static string? Incompatibility(TableInput existing, TableInput found)
    {
        foreach (var name in (string[])["classification", "compressionType", "delimiter"])
        {
            var (old, now) = (Parameter(existing, name), Parameter(found, name));
            if (old is not null && now is not null && old != now)
            {
                return $"its {name} changed from '{old}' to '{now}'.";
            }
        }

        return null;
    }

    public static TableInput MergeNewColumns(TableInput existing, TableInput found)
    {
        var storage = existing.StorageDescriptor ?? found.StorageDescriptor!;
        var parameters = new SortedDictionary<string, string>(
            (existing.Parameters ?? new Dictionary<string, string>()).ToDictionary(),
            StringComparer.Ordinal
        );
        parameters.Remove(TableInputs.DeprecatedBy);
        foreach (var (name, value) in found.Parameters ?? new Dictionary<string, string>())
        {
            parameters[name] = value;
        }

        return existing with
        {
            Parameters = parameters,
            StorageDescriptor = storage with
            {
                Columns = ColumnMerge.AddNew(storage.Columns ?? [], found.StorageDescriptor?.Columns ?? []),
            },
        };
    }

    private static string? Parameter(TableInput table, string name) => table.Parameters?.GetValueOrDefault(name);

    private static bool SameStorage(StorageDescriptor? left, StorageDescriptor? right) =>
        left?.InputFormat == right?.InputFormat
        && left?.SerdeInfo?.SerializationLibrary == right?.SerdeInfo?.SerializationLibrary
        && SameMap(left?.SerdeInfo?.Parameters, right?.SerdeInfo?.Parameters);

    private static bool SameColumns(IReadOnlyList<Column>? left, IReadOnlyList<Column>? right) =>
        (left ?? [])
            .Select(column => (column.Name, column.Type))
            .SequenceEqual((right ?? []).Select(column => (column.Name, column.Type)));

    private static bool SameMap(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right)
    {
        var (a, b) = (Lasting(left), Lasting(right));
        return a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var value) && value == pair.Value);
    }

    private static Dictionary<string, string> Lasting(IReadOnlyDictionary<string, string>? map) =>
        (map ?? new Dictionary<string, string>())
            .Where(pair => !Transient.Contains(pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
}
