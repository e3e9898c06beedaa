using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Parquet;

/// <summary>
/// Parquet files with one schema: columns by name without case, missing ones NULL, file types converted only where Athena
/// does (user guide, "Parquet SerDe"; error reference, HIVE_BAD_DATA).
/// </summary>
internal sealed class ParquetReading(IReadOnlyList<ScanFile> files, ParquetNode schema) : IFileReading
{
    public bool IsColumnar => true;

    public string From
    {
        get
        {
            var paths = string.Join(", ", files.Select(file => DuckSql.Literal(file.Object.Path)));
            return $"read_parquet([{paths}], filename='lake_file', hive_partitioning=false) AS r";
        }
    }

    public string? Column(ScanColumn column) =>
        schema.Find(column.Name) is { } node
            ? Convert($"r.{DuckSql.Identifier(node.Name)}", node, column.Output.Type, column.Name)
            : null;

    private string Convert(string sql, ParquetNode node, SqlType type, string name)
    {
        switch (type.Kind)
        {
            case SqlKind.Array when node.IsList:
                var item = TrinoCasts.Variable(sql);
                return $"list_transform({sql}, lambda {item}: {Convert(item, node.Element, type.Element, name)})";
            case SqlKind.Map when node.IsMap:
                var entry = TrinoCasts.Variable(sql);
                var keys =
                    $"list_transform(map_keys({sql}), lambda {entry}: {Convert(entry, node.Key, type.Key, name)})";
                var values =
                    $"list_transform(map_values({sql}), lambda {entry}: {Convert(entry, node.Value, type.Value, name)})";
                return $"(CASE WHEN {sql} IS NOT NULL THEN map({keys}, {values}) END)";
            case SqlKind.Row when !node.IsLeaf && !node.IsList && !node.IsMap:
                var fields = type.Fields.Select((field, i) => $"f{i} := {Field(sql, node, field)}");
                return $"(CASE WHEN {sql} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END)";
        }

        return node.IsLeaf && Leaf(sql, node, type) is { } leaf ? leaf : Incompatible(node, type, name);
    }

    private string Field(string sql, ParquetNode node, SqlField field) =>
        node.Find(field.Name ?? "") is { } child
            ? Convert($"({sql}).{DuckSql.Identifier(child.Name)}", child, field.Type, field.Name ?? "")
            : $"CAST(NULL AS {DuckTypes.Of(field.Type)})";

    /// <summary>Fails for each row that has a value, so that a column nobody reads does no harm.</summary>
    private string Incompatible(ParquetNode node, SqlType type, string name)
    {
        var message =
            $"Malformed Parquet file. Field {name}'s type {node.TypeName} in parquet file {files[0].Object.Uri} is incompatible "
            + $"with type {TrinoTypes.Spell(type)} defined in table schema";
        return $"CAST({Bound.Raise("HIVE_BAD_DATA", DuckSql.Literal(message))} AS {DuckTypes.Of(type)})";
    }

    private static string? Leaf(string sql, ParquetNode node, SqlType type)
    {
        var isInteger =
            node.Physical is "INT32" or "INT64"
            && !node.DuckType.StartsWith("DECIMAL", StringComparison.Ordinal)
            && node.DuckType is not "DATE"
            && !node.DuckType.StartsWith("TIME", StringComparison.Ordinal);
        var cast = $"CAST({sql} AS {DuckTypes.Of(type)})";
        switch (type.Kind)
        {
            case SqlKind.Boolean:
                return node.DuckType == "BOOLEAN" ? sql : null;
            case SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer:
                return isInteger && node.Physical == "INT32" ? cast : null;
            case SqlKind.BigInt:
                return isInteger ? cast : null;
            case SqlKind.Real:
                return node.DuckType == "FLOAT" ? sql : null;
            case SqlKind.Double:
                return node.DuckType is "FLOAT" or "DOUBLE" ? cast : null;
            case SqlKind.Decimal:
                return isInteger || node.DuckType.StartsWith("DECIMAL", StringComparison.Ordinal) ? cast : null;
            case SqlKind.Varchar or SqlKind.Char:
                return Text(sql, node, type);
            case SqlKind.Varbinary:
                return node.DuckType switch
                {
                    "BLOB" => sql,
                    "VARCHAR" => $"encode({sql})",
                    _ => null,
                };
            case SqlKind.Date:
                return node.DuckType == "DATE" ? sql : null;
            case SqlKind.Timestamp:
                return node.DuckType.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? Timestamp(sql, type) : null;
            default:
                return null;
        }
    }

    private static string? Text(string sql, ParquetNode node, SqlType type)
    {
        var text = node.DuckType switch
        {
            "VARCHAR" or "ENUM" or "JSON" => sql,
            "BLOB" => $"decode({sql})",
            "UUID" => $"CAST({sql} AS VARCHAR)",
            _ => null,
        };
        return text is null ? null
            : type.Kind == SqlKind.Char ? $"rpad({text}, {type.Length}, ' ')"
            : type.Length is { } length ? $"left({text}, {length})"
            : text;
    }

    private static string Timestamp(string sql, SqlType type) =>
        type.Precision >= 6
            ? $"CAST({sql} AS TIMESTAMP)"
            : $"make_timestamp(CAST(floor((epoch_us(CAST({sql} AS TIMESTAMP)) + 500) / 1000.0) AS BIGINT) * 1000)";
}
