using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Maps.</summary>
internal static class MapFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["map"] = Build;
        table["create_map"] = Build;
        table["map_from_arrays"] = FromArrays;
        table["map_from_entries"] = FromEntries;
        table["map_keys"] = call => Of(call, map => new ArrayType(map.Key, false), p => $"map_keys({p})");
        table["map_values"] = call => Of(call, map => new ArrayType(map.Value), p => $"map_values({p})");
        table["map_entries"] = call => Of(call, map => new ArrayType(Entry(map), false), p => $"map_entries({p})");
        table["map_contains_key"] = call =>
            call[0].Type is MapType map
                ? call.Scalar(
                    SparkType.Boolean,
                    [call[0], call.Casts.Coerce(call[1], map.Key)],
                    p => $"map_contains({p[0]}, {p[1]})"
                )
                : throw call.Unexpected(0, "MAP");
        table["map_concat"] = Concat;
        table["str_to_map"] = call =>
        {
            call.Arity(1, 3);
            var pair = call.Count > 1 ? call.Take(1, SparkType.String) : Make.Text(",");
            var value = call.Count > 2 ? call.Take(2, SparkType.String) : Make.Text(":");
            return call.Scalar(
                new MapType(SparkType.String, SparkType.String),
                [call.Take(0, SparkType.String), pair, value],
                p => $"CAST(spark_str_to_map({p[0]}, {p[1]}, {p[2]})::JSON AS MAP(VARCHAR, VARCHAR))"
            );
        };
    }

    private static StructType Entry(MapType map) =>
        new([new StructField("key", map.Key, false), new StructField("value", map.Value)]);

    private static Bound Of(FunctionCall call, Func<MapType, SparkType> type, Func<string, string> print)
    {
        call.Arity(1, 1);
        return call[0].Type is MapType map
            ? call.Scalar(type(map), [call[0]], p => print(p[0]))
            : throw call.Unexpected(0, "MAP");
    }

    private static Bound Build(FunctionCall call)
    {
        var keys = call.Arguments.Where((_, i) => i % 2 == 0).ToList();
        var values = call.Arguments.Where((_, i) => i % 2 == 1).ToList();
        if (keys.Count == 0)
        {
            return Bound.Scalar(
                "map()",
                new MapType(SparkType.Void, SparkType.Void),
                false,
                [],
                _ => "map_from_entries(CAST([] AS STRUCT(\"key\" INTEGER, \"value\" INTEGER)[]))"
            );
        }

        var key = Coercion.Common(keys.Select(k => k.Type)) ?? throw Differ(call, "CREATE_MAP_KEY_DIFF_TYPES");
        var value = Coercion.Common(values.Select(v => v.Type)) ?? throw Differ(call, "CREATE_MAP_VALUE_DIFF_TYPES");
        var entries = keys.Select(k => call.Casts.Coerce(k, key))
            .Concat(values.Select(v => call.Casts.Coerce(v, value)))
            .ToList();
        var type = new MapType(key, value, values.Any(v => v.Nullable));
        return Bound.Scalar(
            call.PrettyAs("map"),
            type,
            false,
            entries,
            p =>
                FromLists(
                    call,
                    $"[{string.Join(", ", p.Take(keys.Count))}]",
                    $"[{string.Join(", ", p.Skip(keys.Count))}]",
                    type
                )
        );
    }

    private static SparkException Differ(FunctionCall call, string condition) =>
        ExpressionBinder.Mismatch(
            condition,
            call.PrettyAs("map"),
            "the given keys or values should all be the same type"
        );

    /// <summary>A map of two lists; null and duplicate keys are refused, or the last wins, as the session is set.</summary>
    private static string FromLists(FunctionCall call, string keys, string values, MapType type)
    {
        var lastWins = call.Binder.Session.IsLastWin;
        var v = call.Casts.Variable();
        if (lastWins)
        {
            var i = call.Casts.Variable();
            return $"map_from_entries(list_transform(list_filter(range(1, len({keys}) + 1), lambda {i}: NOT list_contains(list_slice({keys}, {i} + 1, len({keys})), list_extract({keys}, {i}))), lambda {v}: {{'key': list_extract({keys}, {v}), 'value': list_extract({values}, {v})}}))";
        }

        var map =
            $"map_from_entries(list_transform(range(1, len({keys}) + 1), lambda {v}: {{'key': list_extract({keys}, {v}), 'value': list_extract({values}, {v})}}))";
        return $"CASE WHEN spark_map_check(len({keys})::BIGINT, list_count({keys})::BIGINT, list_unique({keys})::BIGINT, len({values})::BIGINT) THEN CAST({map} AS {type.DuckDb}) END";
    }

    private static Bound FromArrays(FunctionCall call)
    {
        call.Arity(2, 2);
        var (keys, values) = (ArrayFunctions.Array(call, 0), ArrayFunctions.Array(call, 1));
        var type = new MapType(((ArrayType)keys.Type).Element, ((ArrayType)values.Type).Element);
        return call.Scalar(type, [keys, values], p => FromLists(call, p[0], p[1], type));
    }

    private static Bound FromEntries(FunctionCall call)
    {
        call.Arity(1, 1);
        if (call[0].Type is not ArrayType { Element: StructType { Fields: [var key, var value] } })
        {
            throw call.Unexpected(0, "ARRAY\" of pair \"STRUCT");
        }

        var type = new MapType(key.Type, value.Type);
        var v = call.Casts.Variable();
        return call.Scalar(
            type,
            [call[0]],
            p =>
                FromLists(
                    call,
                    $"list_transform({p[0]}, lambda {v}: {Casts.Field(v, key.Name)})",
                    $"list_transform({p[0]}, lambda {v}: {Casts.Field(v, value.Name)})",
                    type
                )
        );
    }

    private static Bound Concat(FunctionCall call)
    {
        if (call.Count == 0)
        {
            return Bound.Scalar(
                "map_concat()",
                new MapType(SparkType.String, SparkType.String),
                false,
                [],
                _ => "map_from_entries(CAST([] AS STRUCT(\"key\" VARCHAR, \"value\" VARCHAR)[]))"
            );
        }

        var (maps, type) = call.Common();
        return call.Scalar(
            type,
            maps,
            p =>
                TextFunctions.AllPresent(
                    p,
                    FromLists(
                        call,
                        string.Join(" || ", p.Select(x => $"map_keys({x})")),
                        string.Join(" || ", p.Select(x => $"map_values({x})")),
                        (MapType)type
                    )
                )
        );
    }
}
