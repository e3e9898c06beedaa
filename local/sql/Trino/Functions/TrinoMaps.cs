using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Map functions (Trino's documentation, "Map functions and operators").</summary>
internal static class TrinoMaps
{
    private static string Argument(string message) => Bound.Raise("INVALID_FUNCTION_ARGUMENT", message);

    /// <summary>A map of two lists, with Trino's complaints about keys.</summary>
    public static string Checked(string keys, string values, SqlType key)
    {
        var shown = TrinoCasts.CanCast(key, SqlType.Varchar)
            ? TrinoCasts.Convert(key, SqlType.Varchar, "lake_d")
            : "CAST(lake_d AS VARCHAR)";
        var first =
            $"list_transform(list_filter({keys}, lambda lake_d, lake_i: list_contains(list_slice({keys}, 1, lake_i - 1), lake_d)), lambda lake_d: {shown})[1]";
        return $"(CASE WHEN coalesce(list_count({keys}), 0) < len({keys}) THEN {Argument("'map key cannot be null'")} "
            + $"WHEN len(list_distinct({keys})) < len({keys}) THEN {Argument($"'Duplicate map keys (' || {first} || ') are not allowed'")} "
            + $"ELSE map({keys}, {values}) END)";
    }

    private static readonly Func<PrintedCall, string> FromLists = call =>
        $"(CASE WHEN {call.Arguments[0]} IS NULL OR {call.Arguments[1]} IS NULL THEN NULL WHEN len({call.Arguments[0]}) <> len({call.Arguments[1]}) THEN "
        + $"{Argument("'Key and value arrays must be the same length'")} ELSE {Checked(call.Arguments[0], call.Arguments[1], call.Types[0].Element)} END)";

    private static string Field(string list, int index) => $"list_transform({list}, lambda lake_e: lake_e.f{index})";

    /// <summary>The type of a map from an array of rows of two fields.</summary>
    private static SqlType MapOf(IReadOnlyList<SqlType> types) =>
        types[0].Element.Fields is [var key, var value]
            ? SqlType.Map(key.Type, value.Type)
            : throw new SqlException("FUNCTION_NOT_FOUND", "Entries of a map are rows of two fields");

    private static readonly Func<PrintedCall, string> Multimap = call =>
    {
        var keys = $"list_distinct({Field(call.Arguments[0], 0)})";
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN map({keys}, list_transform({keys}, lambda lake_k: "
            + $"{Field($"list_filter({call.Arguments[0]}, lambda lake_f: lake_f.f0 = lake_k)", 1)})) END)";
    };

    private static readonly Func<PrintedCall, string> Empty = call => $"CAST(MAP {{}} AS {DuckTypes.Of(call.Result)})";

    public static readonly Function[] Functions =
    [
        Scalar("map() -> map(unknown,unknown)", Empty).Returning(_ => SqlType.Map(SqlType.Unknown, SqlType.Unknown)),
        Scalar("map(array(K), array(V)) -> map(K,V)", FromLists),
        Scalar("cardinality(map(K,V)) -> bigint", "CAST(cardinality({0}) AS BIGINT)"),
        Scalar("element_at(map(K,V), K) -> V", "{0}[{1}]"),
        Scalar("map_keys(map(K,V)) -> array(K)", "map_keys({0})"),
        Scalar("map_values(map(K,V)) -> array(V)", "map_values({0})"),
        Scalar(
                "map_entries(map(K,V)) -> array(K)",
                "list_transform(map_entries({0}), lambda lake_e: struct_pack(f0 := lake_e.key, f1 := lake_e.value))"
            )
            .Returning(types =>
                SqlType.Array(SqlType.Row([new SqlField(null, types[0].Key), new SqlField(null, types[0].Value)]))
            ),
        Scalar(
                "map_from_entries(array(T)) -> T",
                call =>
                    $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN {Checked(Field(call.Arguments[0], 0), Field(call.Arguments[0], 1), call.Result.Key)} END)"
            )
            .Returning(MapOf),
        Scalar("multimap_from_entries(array(T)) -> T", Multimap)
            .Returning(types => SqlType.Map(MapOf(types).Key, SqlType.Array(MapOf(types).Value))),
        Scalar("map_concat(map(K,V), map(K,V)...) -> map(K,V)", "map_concat({*})"),
    ];
}
