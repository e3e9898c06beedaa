using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>How rows become files: DuckDB's COPY format and options, the extension, and what is done to each column first.</summary>
internal sealed record WriteFormat(string CopyFormat, string Extension, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The text of a column before it is written.</summary>
    public Func<string, SqlType, string> Column { get; init; } = NamedRows.Print;

    /// <summary>The format by its name and a writer's options.</summary>
    /// <exception cref="SqlException"><c>NOT_SUPPORTED</c>: no such format is written.</exception>
    public static WriteFormat Of(SqlWrite write)
    {
        string? Option(string name) =>
            write.Options.FirstOrDefault(option => option.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        var compression = Option("compression")?.ToLowerInvariant();
        switch (write.Format.ToLowerInvariant())
        {
            case "parquet":
                var codec = compression switch
                {
                    null => "snappy",
                    "none" => "uncompressed",
                    _ => compression,
                };
                return new WriteFormat(
                    "parquet",
                    codec == "uncompressed" ? ".parquet" : $".{codec}.parquet",
                    Quoted(("COMPRESSION", codec))
                );
            case "json":
                var isGzip = compression is "gzip";
                return new WriteFormat(
                    "json",
                    isGzip ? ".json.gz" : ".json",
                    Quoted(("COMPRESSION", isGzip ? "gzip" : "none"))
                );
            case "csv":
                return Csv(Option, compression);
            case "textfile" or "text":
                return HiveText(Option("field_delimiter") ?? "\u0001", compression);
            default:
                throw new SqlException(
                    "NOT_SUPPORTED",
                    $"Writing the format {write.Format.ToUpperInvariant()} is not supported; PARQUET, JSON, CSV and TEXTFILE are"
                );
        }
    }

    private static Dictionary<string, string> Quoted(params ReadOnlySpan<(string Name, string Value)> options)
    {
        var printed = new Dictionary<string, string>();
        foreach (var (name, value) in options)
        {
            printed[name] = DuckSql.Literal(value);
        }

        return printed;
    }

    private static WriteFormat Csv(Func<string, string?> option, string? compression)
    {
        var isGzip = compression is "gzip";
        var options = Quoted(
            ("DELIMITER", option("sep") ?? option("delimiter") ?? ","),
            ("QUOTE", option("quote") ?? "\""),
            ("ESCAPE", option("escape") ?? "\\"),
            ("NULLSTR", option("nullValue") ?? ""),
            ("COMPRESSION", isGzip ? "gzip" : "none")
        );
        options["HEADER"] =
            option("header") is { } header && header.Equals("true", StringComparison.OrdinalIgnoreCase)
                ? "true"
                : "false";
        return new WriteFormat("csv", isGzip ? ".csv.gz" : ".csv", options);
    }

    private static WriteFormat HiveText(string delimiter, string? compression)
    {
        var isGzip = compression is "gzip";
        var options = Quoted(
            ("DELIMITER", delimiter),
            ("QUOTE", ""),
            ("ESCAPE", ""),
            ("NULLSTR", "\\N"),
            ("COMPRESSION", isGzip ? "gzip" : "none")
        );
        options["HEADER"] = "false";
        return new WriteFormat("csv", isGzip ? ".txt.gz" : ".txt", options) { Column = HiveCellText };
    }

    private static string HiveCellText(string sql, SqlType type) =>
        type.Kind switch
        {
            SqlKind.Varchar => sql,
            SqlKind.Double => $"lake_double_java({sql})",
            SqlKind.Real => $"lake_real_java({sql})",
            SqlKind.Timestamp => $"lake_timestamp_text({sql}, {Math.Max(3, type.Precision)})",
            SqlKind.Varbinary => $"to_base64({sql})",
            SqlKind.Array or SqlKind.Map or SqlKind.Row => throw new SqlException(
                "NOT_SUPPORTED",
                "Writing nested values as TEXTFILE is not supported"
            ),
            _ => $"CAST({sql} AS VARCHAR)",
        };
}

/// <summary>Rows with their fields' names, as files have them.</summary>
internal static class NamedRows
{
    public static string Print(string sql, SqlType type)
    {
        switch (type.Kind)
        {
            case SqlKind.Row:
                var fields = type.Fields.Select(
                    (field, i) =>
                        $"{DuckSql.Identifier(field.Name ?? $"field{i}")} := {Print($"({sql}).f{i}", field.Type)}"
                );
                return $"(CASE WHEN {sql} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END)";
            case SqlKind.Array when HasRow(type):
                var item = TrinoCasts.Variable(sql);
                return $"list_transform({sql}, lambda {item}: {Print(item, type.Element)})";
            case SqlKind.Map when HasRow(type):
                var entry = TrinoCasts.Variable(sql);
                return $"(CASE WHEN {sql} IS NOT NULL THEN map(map_keys({sql}), list_transform(map_values({sql}), lambda {entry}: {Print(entry, type.Value)})) END)";
            default:
                return sql;
        }
    }

    private static bool HasRow(SqlType type) => type.Kind == SqlKind.Row || type.Elements.Any(HasRow);
}
