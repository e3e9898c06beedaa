using System.Globalization;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>ALTER TABLE of partitions.</summary>
internal static class HivePartitions
{
    public static void Add(HiveContext context, HiveStatement.AddPartitions add)
    {
        var table = Partitioned(context, add.Table, add.Partitions[0].Values);
        HiveColumns.RefuseIceberg(table);
        foreach (var partition in add.Partitions)
        {
            var values = ValuesOf(table, partition.Values);
            if (context.Catalog.Partitions.Find(context.Scope, table, values) is not null)
            {
                if (!add.IfNotExists)
                {
                    throw HiveFailure.Execution(
                        $"AlreadyExistsException(message:Partition already exists: {Folder(table, values)})"
                    );
                }

                continue;
            }

            Create(context, table, values, partition.Location ?? LocationOf(table, values));
        }
    }

    public static void Create(HiveContext context, TableRecord table, IReadOnlyList<string> values, string location) =>
        context.Catalog.Partitions.Create(
            context.Scope,
            table,
            new PartitionInput
            {
                Values = values,
                StorageDescriptor = (table.Input.StorageDescriptor ?? new StorageDescriptor()) with
                {
                    Location = location,
                },
            }
        );

    public static void Drop(HiveContext context, HiveStatement.DropPartitions drop)
    {
        var table = context.Get(drop.Table);
        HiveColumns.RefuseIceberg(table);
        foreach (var spec in drop.Partitions)
        {
            var unknown = spec.FirstOrDefault(test => !table.PartitionKeys.Any(key => key.Name == test.Column));
            if (unknown is not null)
            {
                throw HiveFailure.Semantic(
                    $"[Error 10004]: Invalid table alias or column reference '{unknown.Column}'"
                );
            }

            var doomed = context
                .Catalog.Partitions.List(context.Scope, table)
                .Where(partition => spec.All(test => Matches(table, partition.Values, test)))
                .ToList();
            if (doomed.Count == 0 && !drop.IfExists)
            {
                var text = string.Join(" AND ", spec.Select(test => $"{test.Column} {test.Operator} '{test.Value}'"));
                throw HiveFailure.Semantic($"[Error 10006]: Partition not found ({text})");
            }

            foreach (var partition in doomed)
            {
                context.Catalog.Partitions.Delete(context.Scope, table, partition.Values);
            }
        }
    }

    public static void Rename(HiveContext context, HiveStatement.RenamePartition rename)
    {
        var table = Partitioned(context, rename.Table, rename.From);
        var current = Get(context, table, rename.From);
        var values = ValuesOf(table, rename.To);
        if (context.Catalog.Partitions.Find(context.Scope, table, values) is not null)
        {
            throw HiveFailure.Execution($"Rename partition failed: {Folder(table, values)} exists already");
        }

        context.Catalog.Partitions.Update(context.Scope, table, current.Values, current.Input with { Values = values });
    }

    public static void SetLocation(
        HiveContext context,
        HiveTableName name,
        IReadOnlyDictionary<string, string> spec,
        string location
    )
    {
        var table = Partitioned(context, name, spec);
        Change(context, table, spec, storage => storage with { Location = location });
    }

    public static void ChangeColumns(
        HiveContext context,
        HiveTableName name,
        IReadOnlyDictionary<string, string> spec,
        Func<IReadOnlyList<Column>, IReadOnlyList<Column>> change
    )
    {
        var table = Partitioned(context, name, spec);
        Change(context, table, spec, storage => storage with { Columns = change(storage.Columns ?? []) });
    }

    public static IReadOnlyList<string> ValuesOf(TableRecord table, IReadOnlyDictionary<string, string> spec)
    {
        if (spec.Keys.FirstOrDefault(key => !table.PartitionKeys.Any(known => known.Name == key)) is { } unknown)
        {
            throw HiveFailure.Semantic(
                $"[Error 10098]: Non-Partition column appears in the partition specification: {unknown}"
            );
        }

        return
        [
            .. table.PartitionKeys.Select(key =>
                spec.GetValueOrDefault(key.Name)
                ?? throw HiveFailure.Semantic(
                    $"[Error 10063]: partition spec {Spec(spec)} doesn't contain all ({table.PartitionKeys.Count}) partition columns"
                )
            ),
        ];
    }

    /// <summary><c>year=2024/month=01</c>, with Hive's escapes.</summary>
    public static string Folder(TableRecord table, IReadOnlyList<string> values) =>
        string.Join('/', table.PartitionKeys.Zip(values, (key, value) => $"{key.Name}={HivePath.Escape(value)}"));

    public static string LocationOf(TableRecord table, IReadOnlyList<string> values) =>
        $"{(table.Input.StorageDescriptor?.Location ?? "").TrimEnd('/')}/{Folder(table, values)}/";

    private static void Change(
        HiveContext context,
        TableRecord table,
        IReadOnlyDictionary<string, string> spec,
        Func<StorageDescriptor, StorageDescriptor> change
    )
    {
        var current = Get(context, table, spec);
        context.Catalog.Partitions.Update(
            context.Scope,
            table,
            current.Values,
            current.Input with
            {
                StorageDescriptor = change(current.Input.StorageDescriptor ?? new StorageDescriptor()),
            }
        );
    }

    private static PartitionRecord Get(
        HiveContext context,
        TableRecord table,
        IReadOnlyDictionary<string, string> spec
    ) =>
        context.Catalog.Partitions.Find(context.Scope, table, ValuesOf(table, spec))
        ?? throw HiveFailure.Semantic($"[Error 10006]: Partition not found {Spec(spec)}");

    private static TableRecord Partitioned(
        HiveContext context,
        HiveTableName name,
        IReadOnlyDictionary<string, string> spec
    )
    {
        var table = context.Get(name);
        return table.PartitionKeys.Count > 0
            ? table
            : throw HiveFailure.Semantic($"table is not partitioned but partition spec exists: {Spec(spec)}");
    }

    private static string Spec(IReadOnlyDictionary<string, string> spec) =>
        $"{{{string.Join(", ", spec.Select(pair => $"{pair.Key}={pair.Value}"))}}}";

    private static bool Matches(TableRecord table, IReadOnlyList<string> values, HiveComparison test)
    {
        var index = table.PartitionKeys.Select(key => key.Name).ToList().IndexOf(test.Column);
        var order = Compare(values[index], test.Value, table.PartitionKeys[index].Type ?? "string");
        return test.Operator switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Compare(string left, string right, string type) =>
        type is "tinyint" or "smallint" or "int" or "bigint"
        && long.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a)
        && long.TryParse(right, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(left, right);
}
