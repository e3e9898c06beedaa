using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>The statement that is run: the query, with decimals and nested values as text, or COPY of it.</summary>
internal static class OutputSql
{
    public static string Print(EngineQuery query)
    {
        if (query.Output is { } output)
        {
            return PrintCopy(query.Sql, output);
        }

        if (!query.ColumnTypes.Any(NeedsText))
        {
            return query.Sql;
        }

        var items = query.ColumnTypes.Select((type, i) => $"{Item(type, $"r{i}")} AS r{i}");
        return $"SELECT {string.Join(", ", items)} FROM ({query.Sql})";
    }

    /// <summary>Nested values travel as JSON, their scalars as text where .NET or JSON would change them.</summary>
    public static bool IsNested(SqlType type) => type.Kind is SqlKind.Array or SqlKind.Map or SqlKind.Row;

    private static bool NeedsText(SqlType type) => type.Kind == SqlKind.Decimal || IsNested(type);

    private static string Item(SqlType type, string sql) =>
        IsNested(type) ? $"CAST(to_json(CAST({sql} AS {TextType(type)})) AS VARCHAR)"
        : type.Kind == SqlKind.Decimal ? TrinoCasts.DecimalText(type, sql)
        : sql;

    private static string TextType(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Boolean => "BOOLEAN",
            SqlKind.Array => $"{TextType(type.Element)}[]",
            SqlKind.Map => $"MAP({TextType(type.Key)}, {TextType(type.Value)})",
            SqlKind.Row =>
                $"STRUCT({string.Join(", ", type.Fields.Select((field, i) => $"f{i} {TextType(field.Type)}"))})",
            SqlKind.TimestampWithTimeZone => "STRUCT(i VARCHAR, z VARCHAR)",
            SqlKind.TimeWithTimeZone => "STRUCT(t VARCHAR, o VARCHAR)",
            _ => "VARCHAR",
        };

    /// <summary>Partitioned files lie a level deeper: DuckDB must be let into the folder above to make it.</summary>
    public static string TargetFolder(EngineOutput output) =>
        output.PartitionColumns.Count > 0 ? Path.Combine(output.Folder, "parts") : output.Folder;

    private static string PrintCopy(string sql, EngineOutput output)
    {
        var options = output
            .CopyOptions.Select(option => $"{option.Key} {option.Value}")
            .Prepend($"FORMAT {output.Format}");
        var isFolder = output.PartitionColumns.Count > 0;
        if (isFolder)
        {
            var columns = string.Join(", ", output.PartitionColumns.Select(DuckSql.Identifier));
            options = options.Append($"PARTITION_BY ({columns})").Append("OVERWRITE_OR_IGNORE true");
            if (output.FileExtension.Length > 1)
            {
                options = options.Append($"FILE_EXTENSION {DuckSql.Literal(output.FileExtension[1..])}");
            }
        }

        var target = isFolder ? TargetFolder(output) : Path.Combine(output.Folder, output.FileName);
        return $"COPY ({sql}) TO {DuckSql.Literal(target)} ({string.Join(", ", options)})";
    }
}
