using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>
/// How values of any type cross between DuckDB and this process: as JSON text. Doubles and decimals are strings, dates
/// days, timestamps microseconds, binary hex, maps lists of [key, value], structs lists.
/// </summary>
internal static class NestedJson
{
    /// <summary>A printed expression as JSON text (VARCHAR).</summary>
    public static string Encode(string x, SparkType type, Casts casts) => $"to_json({Plain(x, type, casts)})::VARCHAR";

    /// <summary>A printed expression in a form whose <c>to_json</c> is the wire form.</summary>
    public static string Plain(string x, SparkType type, Casts casts)
    {
        switch (type)
        {
            case ArrayType array:
                if (IsPlain(array.Element))
                {
                    return x;
                }

                var v = casts.Variable();
                return $"list_transform({x}, lambda {v}: {Plain(v, array.Element, casts)})";
            case MapType map:
                var e = casts.Variable();
                return $"list_transform(map_entries({x}), lambda {e}: json_array({Plain($"{e}.key", map.Key, casts)}, {Plain($"{e}.value", map.Value, casts)}))";
            case StructType row:
                var fields = row.Fields.Select(field => Plain(Casts.Field(x, field.Name), field.Type, casts));
                return $"CASE WHEN {x} IS NOT NULL THEN json_array({string.Join(", ", fields)}) END";
            case DecimalType:
                return $"CAST({x} AS VARCHAR)";
        }

        return type switch
        {
            _ when type == SparkType.Double => $"CAST({x} AS VARCHAR)",
            _ when type == SparkType.Float => $"CAST(CAST({x} AS DOUBLE) AS VARCHAR)",
            _ when type == SparkType.Date => Casts.Days(x),
            _ when type.IsInstant => $"epoch_us({x})",
            _ when type == SparkType.Binary => $"hex({x})",
            _ when type == SparkType.CalendarInterval => $"CAST({x} AS VARCHAR)",
            _ => x,
        };
    }

    private static bool IsPlain(SparkType type) =>
        type == SparkType.String
        || type.IsIntegral
        || type == SparkType.Boolean
        || type == SparkType.Void
        || type is DayTimeType or YearMonthType;

    /// <summary>
    /// JSON text as a value. The text has objects for structs (all fields present) and maps with text keys; leaves are in
    /// the form DuckDB's cast from JSON reads.
    /// </summary>
    public static string Decode(string json, SparkType type, Casts casts) =>
        FromReadable($"CAST({json}::JSON AS {Readable(type)})", type, casts);

    /// <summary>The type that JSON is cast to: what JSON cannot say (binary, keys other than text) stays text.</summary>
    public static string Readable(SparkType type) =>
        type switch
        {
            ArrayType array => Readable(array.Element) + "[]",
            MapType map => $"STRUCT(\"key\" {Readable(map.Key)}, \"value\" {Readable(map.Value)})[]",
            StructType { Fields.Count: > 0 } row =>
                $"STRUCT({string.Join(", ", row.Fields.Select(field => $"{DuckSql.Identifier(field.Name)} {Readable(field.Type)}"))})",
            _ when type == SparkType.Binary => "VARCHAR",
            _ when type == SparkType.Date => "INTEGER",
            _ when type.IsInstant => "BIGINT",
            _ when type == SparkType.Void => "INTEGER",
            _ => type.DuckDb,
        };

    public static string FromReadable(string x, SparkType type, Casts casts)
    {
        if (!NeedsWork(type))
        {
            return x;
        }

        switch (type)
        {
            case ArrayType array:
                var v = casts.Variable();
                return $"list_transform({x}, lambda {v}: {FromReadable(v, array.Element, casts)})";
            case MapType map:
                var e = casts.Variable();
                return $"map_from_entries(list_transform({x}, lambda {e}: {{'key': {FromReadable($"{e}.key", map.Key, casts)}, 'value': {FromReadable($"{e}.value", map.Value, casts)}}}))";
            case StructType row:
                // Through a one-element list, so that the expression is evaluated once and not once per field.
                var s = casts.Variable();
                var fields = row.Fields.Select(field =>
                    $"{DuckSql.Identifier(field.Name)} := {FromReadable(Casts.Field(s, field.Name), field.Type, casts)}"
                );
                return $"list_extract(list_transform([{x}], lambda {s}: CASE WHEN {s} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END), 1)";
        }

        return type == SparkType.Binary ? $"unhex({x})"
            : type == SparkType.Date ? $"(DATE '1970-01-01' + {x})"
            : $"make_timestamp({x})";
    }

    private static bool NeedsWork(SparkType type) =>
        type switch
        {
            ArrayType array => NeedsWork(array.Element),
            MapType => true,
            StructType row => row.Fields.Any(field => NeedsWork(field.Type)),
            _ => type == SparkType.Binary || type == SparkType.Date || type.IsInstant,
        };
}
