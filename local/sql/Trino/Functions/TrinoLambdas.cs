using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Functions that take lambdas (Trino's documentation, "Lambda expressions").</summary>
internal static class TrinoLambdas
{
    /// <summary>The lambda over a struct's two fields.</summary>
    private static string Over(PrintedCall call, int index, string first, string second) =>
        LambdaText.Of(call.Arguments[index]).With($"({first})", $"({second})");

    private static string Matches(PrintedCall call, string when, string then, string otherwise)
    {
        var results = $"list_transform({call.Arguments[0]}, {call.Arguments[1]})";
        return $"(CASE WHEN {call.Arguments[0]} IS NULL THEN NULL WHEN list_contains({results}, {when}) THEN {then} "
            + $"WHEN coalesce(list_count({results}), 0) < len({results}) THEN NULL ELSE {otherwise} END)";
    }

    /// <summary>DuckDB's list_reduce has one type for all: state and element travel in one struct.</summary>
    private static readonly Func<PrintedCall, string> Reduce = call =>
    {
        var (state, element) = (DuckTypes.Of(call.Types[1]), DuckTypes.Of(call.Types[0].Element));
        var step = Over(call, 2, "lake_a.s", "lake_e.x");
        var list =
            $"list_transform({call.Arguments[0]}, lambda lake_e: struct_pack(s := CAST(NULL AS {state}), x := CAST(lake_e AS {element})))";
        var first = $"struct_pack(s := CAST({call.Arguments[1]} AS {state}), x := CAST(NULL AS {element}))";
        var reduced =
            $"list_reduce({list}, lambda lake_a, lake_e: struct_pack(s := CAST({step} AS {state}), x := CAST(NULL AS {element})), {first})";
        var output = LambdaText.Of(call.Arguments[3]).With($"({reduced}).s");
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN {output} END)";
    };

    /// <summary>Each element's place is the number of elements before it by the comparator, equal ones in their order.</summary>
    private static readonly Func<PrintedCall, string> SortBy = call =>
    {
        var before = Over(call, 1, "lake_y", "lake_x");
        var rank =
            $"len(list_filter({call.Arguments[0]}, lambda lake_y, lake_j: {before} < 0 OR ({before} = 0 AND lake_j < lake_i)))";
        var ranked =
            $"list_transform({call.Arguments[0]}, lambda lake_x, lake_i: struct_pack(r := {rank}, i := lake_i, v := lake_x))";
        return $"list_transform(list_sort({ranked}), lambda lake_e: lake_e.v)";
    };

    private static string Entries(PrintedCall call, string key, string value)
    {
        var entries = $"map_entries({call.Arguments[0]})";
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN {TrinoMaps.Checked($"list_transform({entries}, lambda lake_e: {key})", $"list_transform({entries}, lambda lake_e: {value})", call.Result.Key)} END)";
    }

    private static readonly Func<PrintedCall, string> MapFilter = call =>
    {
        var kept =
            $"list_filter(map_entries({call.Arguments[0]}), lambda lake_e: {Over(call, 1, "lake_e.key", "lake_e.value")})";
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN map(list_transform({kept}, lambda lake_e: lake_e.key), list_transform({kept}, lambda lake_e: lake_e.value)) END)";
    };

    private static readonly Func<PrintedCall, string> MapZip = call =>
    {
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        var keys = $"list_distinct(list_concat(map_keys({left}), map_keys({right})))";
        var value = LambdaText.Of(call.Arguments[2]).With("lake_k", $"{left}[lake_k]", $"{right}[lake_k]");
        return $"(CASE WHEN {left} IS NOT NULL AND {right} IS NOT NULL THEN map({keys}, list_transform({keys}, lambda lake_k: {value})) END)";
    };

    public static readonly Function[] Functions =
    [
        Scalar("transform(array(T), function(T,R)) -> array(R)", "list_transform({0}, {1})"),
        Scalar("filter(array(T), function(T,boolean)) -> array(T)", "list_filter({0}, {1})"),
        Scalar("any_match(array(T), function(T,boolean)) -> boolean", call => Matches(call, "true", "true", "false")),
        Scalar("all_match(array(T), function(T,boolean)) -> boolean", call => Matches(call, "false", "false", "true")),
        Scalar("none_match(array(T), function(T,boolean)) -> boolean", call => Matches(call, "true", "false", "true")),
        Scalar("reduce(array(T), S, function(S,T,S), function(S,R)) -> R", Reduce),
        Scalar("array_sort(array(T), function(T,T,bigint)) -> array(T)", SortBy),
        Scalar(
            "zip_with(array(T), array(U), function(T,U,R)) -> array(R)",
            call =>
                $"list_transform(list_zip({call.Arguments[0]}, {call.Arguments[1]}), lambda lake_e: {Over(call, 2, "lake_e[1]", "lake_e[2]")})"
        ),
        Scalar("map_filter(map(K,V), function(K,V,boolean)) -> map(K,V)", MapFilter),
        Scalar(
            "transform_keys(map(K,V), function(K,V,R)) -> map(R,V)",
            call => Entries(call, Over(call, 1, "lake_e.key", "lake_e.value"), "lake_e.value")
        ),
        Scalar(
            "transform_values(map(K,V), function(K,V,R)) -> map(K,R)",
            call => Entries(call, "lake_e.key", Over(call, 1, "lake_e.key", "lake_e.value"))
        ),
        Scalar("map_zip_with(map(K,V), map(K,U), function(K,V,U,R)) -> map(K,R)", MapZip),
        Scalar(
            "regexp_replace(varchar, varchar, function(array(varchar),varchar)) -> varchar",
            call =>
                $"list_reduce(list_prepend('', list_transform(lake_regex_pieces({call.Arguments[0]}, {call.Arguments[1]}), lambda lake_p: "
                + $"CASE WHEN lake_p[1:1] = 't' THEN lake_p[2:] ELSE coalesce({LambdaText.Of(call.Arguments[2]).With("lake_regex_groups(lake_p)")}, '') END)), lambda lake_a, lake_b: lake_a || lake_b)"
        ),
    ];
}
