using System.Globalization;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>DESCRIBE: a text a row, in which name, type and comment stand padded between tabs.</summary>
internal static class HiveDescribe
{
    private const int Width = 20;

    private static readonly IReadOnlyList<ResultColumn> Columns =
    [
        ResultColumn.Text("col_name"),
        ResultColumn.Text("data_type"),
        ResultColumn.Text("comment"),
    ];

    public static HiveAnswer Table(HiveContext context, HiveStatement.Describe describe)
    {
        var table = context.Get(describe.Table);
        var columns = HiveColumns.Columns(table);
        if (describe.Partition is { } spec)
        {
            var values = HivePartitions.ValuesOf(table, spec);
            columns =
                context.Catalog.Partitions.Find(context.Scope, table, values)?.Input.StorageDescriptor?.Columns
                ?? throw HiveFailure.Semantic(
                    $"[Error 10006]: Partition not found {HivePartitions.Folder(table, values)}"
                );
        }

        if (describe.Column is { } name)
        {
            return new HiveAnswer(Columns, [Line(Named(columns.Concat(table.PartitionKeys), name))]);
        }

        IEnumerable<string> lines = describe.IsFormatted
            ? [Line("# col_name", "data_type", "comment"), Blank, .. columns.Select(Line), .. Partitions(table)]
            : [.. columns.Concat(table.PartitionKeys).Select(Line), .. Partitions(table)];
        return new HiveAnswer(
            Columns,
            [.. lines, .. describe.IsFormatted || describe.IsExtended ? Details(table) : []]
        );
    }

    private const string Blank = "\t \t ";

    private static Column Named(IEnumerable<Column> columns, string name) =>
        columns.FirstOrDefault(column => column.Name == name)
        ?? throw HiveFailure.Semantic($"[Error 10002]: Invalid column reference {name}");

    private static IEnumerable<string> Partitions(TableRecord table) =>
        table.PartitionKeys.Count == 0
            ? []
            :
            [
                Blank,
                "# Partition Information\t \t ",
                Line("# col_name", "data_type", "comment"),
                Blank,
                .. table.PartitionKeys.Select(Line),
            ];

    private static IEnumerable<string> Details(TableRecord table)
    {
        var storage = table.Input.StorageDescriptor ?? new StorageDescriptor();
        return
        [
            Blank,
            "# Detailed Table Information\t \t ",
            Detail("Database:", table.Database),
            Detail("Owner:", table.Input.Owner ?? ""),
            Detail(
                "CreateTime:",
                table.CreateTime.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture)
            ),
            Detail("Location:", storage.Location ?? ""),
            Detail("Table Type:", table.Input.TableType ?? ""),
            "Table Parameters:\t \t ",
            .. table
                .Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"\t{pair.Key.PadRight(Width)}\t{pair.Value.PadRight(Width)}"),
            Blank,
            "# Storage Information\t \t ",
            Detail("SerDe Library:", storage.SerdeInfo?.SerializationLibrary ?? ""),
            Detail("InputFormat:", storage.InputFormat ?? ""),
            Detail("OutputFormat:", storage.OutputFormat ?? ""),
            Detail("Compressed:", storage.Compressed is true ? "Yes" : "No"),
            "Storage Desc Params:\t \t ",
            .. (storage.SerdeInfo?.Parameters ?? new Dictionary<string, string>())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"\t{pair.Key.PadRight(Width)}\t{pair.Value.PadRight(Width)}"),
        ];
    }

    private static string Detail(string name, string value) => $"{name.PadRight(Width)}\t{value.PadRight(Width)}\t ";

    private static string Line(Column column) => Line(column.Name, column.Type ?? "", column.Comment ?? "");

    private static string Line(string name, string type, string comment) =>
        $"{name.PadRight(Width)}\t{type.PadRight(Width)}\t{comment.PadRight(Width)}";
}
