using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>SHOW CREATE TABLE: the statement that would make the table, a line a row, as Hive lays it out.</summary>
internal static class CreateTableText
{
    private static readonly (string Key, string Words)[] Delimiters =
    [
        ("field.delim", "FIELDS TERMINATED BY"),
        ("escape.delim", "ESCAPED BY"),
        ("colelction.delim", "COLLECTION ITEMS TERMINATED BY"),
        ("mapkey.delim", "MAP KEYS TERMINATED BY"),
        ("line.delim", "LINES TERMINATED BY"),
        ("serialization.null.format", "NULL DEFINED AS"),
    ];

    public static IEnumerable<string> Of(TableRecord table)
    {
        yield return $"CREATE EXTERNAL TABLE `{table.Database}.{table.Name}`(";
        foreach (var line in Columns(HiveColumns.Columns(table)))
        {
            yield return line;
        }

        if (table.Input.Description is { Length: > 0 } comment)
        {
            yield return $"COMMENT {Text(comment)}";
        }

        if (table.PartitionKeys.Count > 0)
        {
            yield return "PARTITIONED BY ( ";
            foreach (var line in Columns(table.PartitionKeys))
            {
                yield return line;
            }
        }

        foreach (var line in Storage(table.Input.StorageDescriptor ?? new StorageDescriptor()))
        {
            yield return line;
        }

        yield return "TBLPROPERTIES (";
        foreach (var line in Pairs(table.Parameters.Where(pair => pair.Key is not ("EXTERNAL" or "comment"))))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Storage(StorageDescriptor storage) =>
        [
            .. RowFormat(storage),
            "STORED AS INPUTFORMAT ",
            $"  {Text(storage.InputFormat ?? "")} ",
            "OUTPUTFORMAT ",
            $"  {Text(storage.OutputFormat ?? "")}",
            "LOCATION",
            $"  {Text(storage.Location ?? "")}",
        ];

    /// <summary>LazySimpleSerDe's delimiters are told by the words that set them.</summary>
    private static IEnumerable<string> RowFormat(StorageDescriptor storage)
    {
        var serde = storage.SerdeInfo?.SerializationLibrary ?? "";
        var parameters = storage.SerdeInfo?.Parameters ?? new Dictionary<string, string>();
        if (serde == HiveFormat.LazySimple && parameters.ContainsKey("field.delim"))
        {
            return Delimiters
                .Where(words => parameters.ContainsKey(words.Key))
                .Select(words => $"  {words.Words} {Text(parameters[words.Key])} ")
                .Prepend("ROW FORMAT DELIMITED ");
        }

        var own = parameters.Where(pair => pair is not { Key: "serialization.format", Value: "1" }).ToList();
        IEnumerable<string> lines = ["ROW FORMAT SERDE ", $"  {Text(serde)} "];
        return own.Count == 0
            ? lines
            : [.. lines, "WITH SERDEPROPERTIES ( ", .. Pairs(own).Select(line => line.TrimEnd() + " ")];
    }

    private static IEnumerable<string> Columns(IReadOnlyList<Column> columns) =>
        columns.Select(
            (column, index) =>
                $"  `{column.Name}` {column.Type}{(column.Comment is null ? "" : $" COMMENT {Text(column.Comment)}")}{(index < columns.Count - 1 ? ", " : ")")}"
        );

    private static IEnumerable<string> Pairs(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var list = pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return list.Select(
            (pair, index) => $"  {Text(pair.Key)}={Text(pair.Value)}{(index < list.Count - 1 ? ", " : ")")}"
        );
    }

    private static string Text(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
