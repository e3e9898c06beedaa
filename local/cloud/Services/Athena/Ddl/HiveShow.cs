using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>The SHOW statements, with the column names that Athena gives them.</summary>
internal static class HiveShow
{
    private const int NameWidth = 20;

    public static HiveAnswer Databases(HiveContext context, HiveStatement.ShowDatabases show)
    {
        var pattern = new HivePattern(show.Pattern);
        return HiveAnswer.List(
            "database_name",
            context.Catalog.Databases.List(context.Scope).Select(database => database.Name).Where(pattern.Matches)
        );
    }

    public static HiveAnswer Tables(HiveContext context, HiveStatement.ShowTables show) =>
        HiveAnswer.List("tab_name", Names(context, show.Database, show.Pattern, _ => true));

    public static HiveAnswer Views(HiveContext context, HiveStatement.ShowViews show) =>
        HiveAnswer.List("views", Names(context, show.Database, show.Pattern, HiveContext.IsView));

    public static HiveAnswer Partitions(HiveContext context, HiveStatement.ShowPartitions show)
    {
        var table = context.Get(show.Table);
        if (table.PartitionKeys.Count == 0)
        {
            throw HiveFailure.Execution($"Table {table.Name} is not a partitioned table");
        }

        return HiveAnswer.List(
            "partition",
            context
                .Catalog.Partitions.List(context.Scope, table)
                .Select(partition => HivePartitions.Folder(table, partition.Values))
        );
    }

    public static HiveAnswer Columns(HiveContext context, HiveStatement.ShowColumns show)
    {
        var table = context.Get(show.Table);
        return HiveAnswer.List(
            "field",
            HiveColumns
                .Columns(table)
                .Concat(table.PartitionKeys)
                .Select(column => HiveContext.IsIceberg(table) ? column.Name : column.Name.PadRight(NameWidth))
        );
    }

    public static HiveAnswer CreateTable(HiveContext context, HiveStatement.ShowCreateTable show)
    {
        var table = context.Get(show.Table);
        return HiveContext.IsView(table)
            ? throw HiveFailure.Semantic($"'{table.Database}.{table.Name}' is a view; use SHOW CREATE VIEW.")
            : HiveAnswer.List("createtab_stmt", CreateTableText.Of(table));
    }

    public static HiveAnswer CreateView(HiveContext context, HiveStatement.ShowCreateView show)
    {
        var view = context.Get(show.View);
        return StoredView.SqlOf(view) is { } sql
            ? new HiveAnswer(
                [new ResultColumn("create view", "varchar", int.MaxValue)],
                [$"CREATE VIEW {view.Database}.{view.Name} AS", .. sql.Split('\n')]
            )
            : throw HiveFailure.Semantic($"'{view.Database}.{view.Name}' is no view; use SHOW CREATE TABLE.");
    }

    public static HiveAnswer Properties(HiveContext context, HiveStatement.ShowTableProperties show)
    {
        var table = context.Get(show.Table);
        IReadOnlyList<ResultColumn> columns = [ResultColumn.Text("prpt_name"), ResultColumn.Text("prpt_value")];
        if (show.Property is not { } name)
        {
            return new HiveAnswer(
                columns,
                [
                    .. table
                        .Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => $"{pair.Key}\t{pair.Value}"),
                ]
            );
        }

        var value = table.Parameters.GetValueOrDefault(name);
        return new HiveAnswer(
            columns,
            [value ?? $"Table {table.Database}.{table.Name} does not have property: {name}"]
        );
    }

    private static IEnumerable<string> Names(
        HiveContext context,
        string? database,
        string? pattern,
        Func<TableRecord, bool> isWanted
    )
    {
        var name = database ?? context.CurrentDatabase;
        context.CheckDatabase(name);
        var matcher = new HivePattern(pattern);
        return context
            .Catalog.Tables.List(context.Scope, name)
            .Where(isWanted)
            .Select(table => table.Name)
            .Where(matcher.Matches);
    }
}
