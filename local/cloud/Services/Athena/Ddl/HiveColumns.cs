using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>ALTER TABLE of columns, properties and location.</summary>
internal static class HiveColumns
{
    public static void Add(HiveContext context, HiveStatement.AddColumns add)
    {
        var table = Base(context, add.Table);
        if (add.Partition is { } partition)
        {
            HivePartitions.ChangeColumns(
                context,
                add.Table,
                partition,
                columns => [.. columns, .. add.Columns.Select(HiveTables.ToColumn)]
            );
            return;
        }

        var columns = Columns(table);
        foreach (var column in add.Columns)
        {
            if (columns.Concat(table.PartitionKeys).Any(known => known.Name == column.Name))
            {
                throw HiveFailure.Execution($"Duplicate column name: {column.Name}");
            }
        }

        Put(context, table, [.. columns, .. add.Columns.Select(HiveTables.ToColumn)]);
    }

    public static void Replace(HiveContext context, HiveStatement.ReplaceColumns replace)
    {
        var table = Base(context, replace.Table);
        RefuseIceberg(table);
        if (replace.Partition is { } partition)
        {
            HivePartitions.ChangeColumns(
                context,
                replace.Table,
                partition,
                _ => [.. replace.Columns.Select(HiveTables.ToColumn)]
            );
            return;
        }

        Put(context, table, [.. replace.Columns.Select(HiveTables.ToColumn)]);
    }

    public static void Change(HiveContext context, HiveStatement.ChangeColumn change)
    {
        var table = Base(context, change.Table);
        var columns = Columns(table).ToList();
        var index = columns.FindIndex(column => column.Name == change.Name);
        if (index < 0)
        {
            throw HiveFailure.Semantic($"[Error 10002]: Invalid column reference {change.Name}");
        }

        columns.RemoveAt(index);
        var changed = HiveTables.ToColumn(change.Column);
        columns.Insert(
            change.After switch
            {
                null => index,
                "" => 0,
                var after => columns.FindIndex(column => column.Name == after) is >= 0 and var place
                    ? place + 1
                    : throw HiveFailure.Semantic($"[Error 10002]: Invalid column reference {after}"),
            },
            changed
        );
        Put(context, table, columns);
    }

    public static void Drop(HiveContext context, HiveStatement.DropColumn drop)
    {
        var table = Base(context, drop.Table);
        throw HiveFailure.Semantic(
            $"DROP COLUMN works for Iceberg tables alone; '{table.Name}' is none. Use REPLACE COLUMNS."
        );
    }

    public static void SetLocation(HiveContext context, HiveStatement.SetLocation set)
    {
        var table = Base(context, set.Table);
        RefuseIceberg(table);
        context.Update(
            table,
            table.Input with
            {
                StorageDescriptor = (table.Input.StorageDescriptor ?? new StorageDescriptor()) with
                {
                    Location = set.Location,
                },
            }
        );
    }

    public static void SetProperties(HiveContext context, HiveStatement.SetTableProperties set)
    {
        var table = context.Get(set.Table);
        context.Update(
            table,
            table.Input with
            {
                Parameters = HiveProperties.Merge(table.Input.Parameters, set.Properties),
            }
        );
    }

    public static IReadOnlyList<Column> Columns(TableRecord table) => table.Input.StorageDescriptor?.Columns ?? [];

    public static void RefuseIceberg(TableRecord table)
    {
        if (HiveContext.IsIceberg(table))
        {
            throw HiveFailure.Execution("Query type not supported by Athena Iceberg at this time");
        }
    }

    private static TableRecord Base(HiveContext context, HiveTableName name)
    {
        var table = context.Get(name);
        return HiveContext.IsView(table)
            ? throw HiveFailure.Semantic("[Error 10132]: To alter a view you need to use the ALTER VIEW command.")
            : table;
    }

    private static void Put(HiveContext context, TableRecord table, IReadOnlyList<Column> columns) =>
        context.Update(
            table,
            table.Input with
            {
                StorageDescriptor = (table.Input.StorageDescriptor ?? new StorageDescriptor()) with
                {
                    Columns = columns,
                },
            }
        );
}
