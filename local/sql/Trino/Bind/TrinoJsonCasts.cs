using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Casts to and from json. A json value is its text, compact and with sorted keys.</summary>
internal static class TrinoJsonCasts
{
    public static bool CanWrite(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Array => CanWrite(type.Element),
            SqlKind.Map => (IsKey(type.Key) || type.Key.Kind == SqlKind.Unknown) && CanWrite(type.Value),
            SqlKind.Row => type.Fields.All(field => CanWrite(field.Type)),
            SqlKind.Unknown or SqlKind.Json or SqlKind.Date => true,
            SqlKind.Timestamp or SqlKind.TimestampWithTimeZone => true,
            _ => IsKey(type),
        };

    public static bool CanRead(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Array => CanRead(type.Element),
            SqlKind.Map => IsKey(type.Key) && CanRead(type.Value),
            SqlKind.Row => type.Fields.All(field => CanRead(field.Type)),
            SqlKind.Json => true,
            _ => IsKey(type),
        };

    private static bool IsKey(SqlType type) =>
        type.Kind is SqlKind.Boolean or SqlKind.Varchar || type.Kind is >= SqlKind.TinyInt and <= SqlKind.Decimal;

    public static string Write(SqlType from, string sql)
    {
        switch (from.Kind)
        {
            case SqlKind.Json:
                return sql;
            case SqlKind.Boolean:
                return $"CAST({sql} AS VARCHAR)";
            case SqlKind.Double:
                return Number($"lake_double_java({sql})", sql);
            case SqlKind.Real:
                return Number($"lake_real_java({sql})", sql);
            case SqlKind.Varchar or SqlKind.Char:
                return $"lake_json_string({sql})";
            case SqlKind.Array:
                var item = TrinoCasts.Variable(sql);
                return $"('[' || array_to_string(list_transform({sql}, lambda {item}: coalesce({Write(from.Element, item)}, 'null')), ',') || ']')";
            case SqlKind.Map:
                return WriteMap(from, sql);
            case SqlKind.Row:
                return WriteRow(from, sql);
            case SqlKind.Unknown:
                return "CAST(NULL AS VARCHAR)";
        }

        return from.IsNumeric
            ? from.Kind == SqlKind.Decimal
                ? TrinoCasts.DecimalText(from, sql)
                : $"CAST({sql} AS VARCHAR)"
            : $"lake_json_string({TrinoCasts.Convert(from, SqlType.Varchar, sql)})";
    }

    private static string Number(string text, string sql) =>
        $"(CASE WHEN isfinite({sql}) THEN {text} ELSE '\"' || {text} || '\"' END)";

    private static string WriteMap(SqlType from, string sql)
    {
        var entry = TrinoCasts.Variable(sql);
        var key = $"lake_json_string({TrinoCasts.Convert(from.Key, SqlType.Varchar, $"{entry}.key")})";
        var value = $"coalesce({Write(from.Value, $"{entry}.value")}, 'null')";
        return $"('{{' || array_to_string(list_sort(list_transform(map_entries({sql}), lambda {entry}: {key} || ':' || {value})), ',') || '}}')";
    }

    private static string WriteRow(SqlType from, string sql)
    {
        var fields = from.Fields.Select(
            (field, i) =>
            {
                var name = JsonText.Quote(field.Name ?? "");
                return $"{DuckSql.Literal($"{name}:")} || coalesce({Write(field.Type, $"({sql}).f{i}")}, 'null')";
            }
        );
        return $"(CASE WHEN {sql} IS NOT NULL THEN '{{' || {string.Join(" || ',' || ", fields)} || '}}' END)";
    }

    public static string Read(SqlType to, string sql)
    {
        switch (to.Kind)
        {
            case SqlKind.Json:
                return sql;
            case SqlKind.Array:
                var item = TrinoCasts.Variable(sql);
                return $"list_transform(lake_json_items({sql}, {DuckSql.Literal(Types.TrinoTypes.Spell(to))}), lambda {item}: {Read(to.Element, item)})";
            case SqlKind.Map:
                var name = TrinoCasts.Variable(sql);
                var type = DuckSql.Literal(Types.TrinoTypes.Spell(to));
                var keys =
                    $"list_transform(lake_json_keys({sql}, {type}), lambda {name}: {TrinoCasts.Convert(SqlType.Varchar, to.Key, name)})";
                var values = $"list_transform(lake_json_values({sql}, {type}), lambda {name}: {Read(to.Value, name)})";
                return $"(CASE WHEN {sql} IS NOT NULL AND {sql} <> 'null' THEN map({keys}, {values}) END)";
            case SqlKind.Row:
                var fields = to.Fields.Select(
                    (field, i) =>
                        $"f{i} := {Read(field.Type, $"lake_json_field({sql}, {DuckSql.Literal(field.Name ?? "")}, {i})")}"
                );
                return $"(CASE WHEN {sql} IS NOT NULL AND {sql} <> 'null' THEN struct_pack({string.Join(", ", fields)}) END)";
        }

        var scalar = $"lake_json_scalar({sql}, {DuckSql.Literal(Types.TrinoTypes.Spell(to))})";
        return to.Kind switch
        {
            SqlKind.Boolean => $"CAST({scalar} AS BOOLEAN)",
            SqlKind.Varchar => TrinoCasts.Convert(SqlType.Varchar, to, scalar),
            _ => TrinoCasts.Convert(SqlType.Varchar, to, scalar),
        };
    }
}
