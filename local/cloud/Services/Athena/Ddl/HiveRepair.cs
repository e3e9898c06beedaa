using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>
/// MSCK REPAIR TABLE: adds the partitions whose folders are there, removes none. Folders must be
/// <c>key=value</c> with the table's keys in lower case and in order; others are passed over without a word, as AWS does.
/// </summary>
internal static class HiveRepair
{
    public static HiveAnswer Run(HiveContext context, HiveStatement.RepairTable repair, ISqlStorage storage)
    {
        var table = context.Get(repair.Table);
        HiveColumns.RefuseIceberg(table);
        if (table.PartitionKeys.Count == 0)
        {
            return HiveAnswer.List("result", []);
        }

        var location = (table.Input.StorageDescriptor?.Location ?? "").TrimEnd('/') + "/";
        var missing = Folders(table, location, storage)
            .Where(folder => context.Catalog.Partitions.Find(context.Scope, table, folder.Values) is null)
            .ToList();
        context.Catalog.InTransaction(() =>
        {
            foreach (var (path, values) in missing)
            {
                HivePartitions.Create(context, table, values, $"{location}{path}/");
            }
        });
        if (missing.Count == 0)
        {
            return HiveAnswer.List("result", []);
        }

        var names = missing.Select(folder => $"{table.Name}:{folder.Path}").ToList();
        return HiveAnswer.List(
            "result",
            names
                .Select(name => $"Repair: Added partition to metastore {name}")
                .Prepend($"Partitions not in metastore:\t{string.Join('\t', names)}")
        );
    }

    private static IEnumerable<(string Path, IReadOnlyList<string> Values)> Folders(
        TableRecord table,
        string location,
        ISqlStorage storage
    )
    {
        using var scan = storage.OpenScan(location);
        return scan
            .Objects.Select(item => item.Uri[location.Length..].Split('/'))
            .Where(parts => parts.Length > table.PartitionKeys.Count)
            .Select(parts => string.Join('/', parts.Take(table.PartitionKeys.Count)))
            .Distinct()
            .Select(path => (path, Values(table, path)))
            .Where(folder => folder.Item2 is not null)
            .Select(folder => (folder.path, folder.Item2!))
            .ToList();
    }

    private static IReadOnlyList<string>? Values(TableRecord table, string path)
    {
        var values = new List<string>();
        foreach (var (key, part) in table.PartitionKeys.Zip(path.Split('/')))
        {
            if (
                !part.StartsWith(key.Name + "=", StringComparison.Ordinal)
                || part.Length == key.Name.Length + 1
                || part.Contains(':', StringComparison.Ordinal)
            )
            {
                return null;
            }

            values.Add(HivePath.Unescape(part[(key.Name.Length + 1)..]));
        }

        return values;
    }
}
