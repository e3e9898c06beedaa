using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary><c>information_schema</c> and metadata tables (<c>"t$partitions"</c>), from the catalog.</summary>
internal static class InformationSchema
{
    public const string Name = "information_schema";

    private static readonly Dictionary<string, (string Name, SqlType Type)[]> Tables = new()
    {
        ["tables"] = Text("table_catalog", "table_schema", "table_name", "table_type"),
        ["views"] = Text("table_catalog", "table_schema", "table_name", "view_definition"),
        ["schemata"] = Text("catalog_name", "schema_name"),
        ["columns"] =
        [
            .. Text("table_catalog", "table_schema", "table_name", "column_name"),
            ("ordinal_position", SqlType.BigInt),
            .. Text("column_default", "is_nullable", "data_type", "comment", "extra_info"),
        ],
    };

    private static (string, SqlType)[] Text(params string[] names) =>
        [.. names.Select(name => (name, SqlType.Varchar))];

    /// <summary>The relation, or null if there is no such table.</summary>
    public static BoundRelation? Bind(BindContext context, string table, Position at)
    {
        if (!Tables.TryGetValue(table, out var columns))
        {
            return null;
        }

        return Relation(context, columns, Rows(context, table), [context.Options.CatalogName, Name, table]);
    }

    /// <summary><c>t$partitions</c>: a row per partition, a column per key.</summary>
    public static BoundRelation? BindMetadata(BindContext context, SqlTable table, string suffix, Position at)
    {
        if (suffix != "partitions" || !table.IsPartitioned)
        {
            return null;
        }

        (string Name, SqlType Type)[] columns =
        [
            .. table.PartitionKeys.Select(key => (key.Name, HiveTypes.Parse(key.Type) ?? SqlType.Varchar)),
        ];
        var rows = context
            .Catalog.ListPartitions(table)
            .Select(object?[] (partition) => [.. partition.Values.Select(v => v == SqlPartition.NullValue ? null : v)]);
        return Relation(
            context,
            columns,
            rows,
            [context.Options.CatalogName, table.Database, $"{table.Name}$partitions"]
        );
    }

    private static BoundRelation Relation(
        BindContext context,
        (string Name, SqlType Type)[] columns,
        IEnumerable<object?[]> rows,
        NodeList<string> qualifier
    )
    {
        var outputs = columns.Select(column => context.NewOutput(column.Type)).ToArray();
        IReadOnlyList<BoundExpression>[] values =
        [
            .. rows.Select(row => row.Select((cell, i) => Cell(cell, columns[i].Type)).ToArray()),
        ];
        var fields = columns.Zip(outputs, (column, output) => new ScopeField(qualifier, column.Name, output.Reference));
        return new BoundRelation(new ValuesPlan(outputs, values), [.. fields]);
    }

    private static BoundExpression Cell(object? value, SqlType type) =>
        value switch
        {
            null => BoundLiteral.Null(type),
            long number => Bound.Integer(number, type),
            _ when type.IsText => Bound.Text((string)value) with { Type = type },
            _ => new BoundLiteral(type, $"CAST({DuckSql.Literal((string)value)} AS {Print.DuckTypes.Of(type)})"),
        };

    private static IEnumerable<object?[]> Rows(BindContext context, string table)
    {
        var catalog = context.Options.CatalogName;
        var databases = context.Catalog.ListDatabases().Select(database => database.Name).ToArray();
        switch (table)
        {
            case "schemata":
                return databases.Append(Name).Select(object?[] (name) => [catalog, name]);
            case "tables":
                return databases
                    .SelectMany(context.Catalog.ListTables)
                    .Select(object?[] (t) => [catalog, t.Database, t.Name, t.IsView ? "VIEW" : "BASE TABLE"])
                    .Concat(Tables.Keys.Select(object?[] (name) => [catalog, Name, name, "BASE TABLE"]));
            case "views":
                return databases
                    .SelectMany(context.Catalog.ListTables)
                    .Where(t => t.IsView)
                    .Select(object?[] (t) => [catalog, t.Database, t.Name, t.ViewText]);
            default:
                return databases
                    .SelectMany(context.Catalog.ListTables)
                    .SelectMany(t => ColumnRows(context, t))
                    .Concat(Tables.SelectMany(pair => OwnColumnRows(context, pair.Key, pair.Value)));
        }
    }

    private static IEnumerable<object?[]> ColumnRows(BindContext context, SqlTable table) =>
        table
            .Columns.Select(column => (column, Extra: (string?)null))
            .Concat(table.PartitionKeys.Select(column => (column, Extra: (string?)"partition key")))
            .Select(
                object?[] (item, i) =>
                    [
                        context.Options.CatalogName,
                        table.Database,
                        table.Name,
                        item.column.Name,
                        (long)i + 1,
                        null,
                        "YES",
                        HiveTypes.Parse(item.column.Type) is { } type ? TrinoTypes.Spell(type) : item.column.Type,
                        item.column.Comment,
                        item.Extra,
                    ]
            );

    private static IEnumerable<object?[]> OwnColumnRows(
        BindContext context,
        string table,
        (string Name, SqlType Type)[] columns
    ) =>
        columns.Select(
            object?[] (column, i) =>
                [
                    context.Options.CatalogName,
                    Name,
                    table,
                    column.Name,
                    (long)i + 1,
                    null,
                    "YES",
                    TrinoTypes.Spell(column.Type),
                    null,
                    null,
                ]
        );
}
