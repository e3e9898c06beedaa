using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Array functions (Trino's documentation, "Array functions and operators").</summary>
internal static class TrinoArrays
{
    private static string Argument(string message) => Bound.Raise("INVALID_FUNCTION_ARGUMENT", message);

    private const string BothGiven = "{0} IS NOT NULL AND {1} IS NOT NULL";

    /// <summary>Whether a list holds a value, NULL being one.</summary>
    private static string Holds(string list, string value) =>
        $"(CASE WHEN {value} IS NULL THEN coalesce(list_count({list}), 0) < len({list}) ELSE list_contains({list}, {value}) END)";

    /// <summary>Each value once, NULL being one, in the order of their first places.</summary>
    private static string Distinct(string list) =>
        $"list_filter({list}, lambda x, i: NOT {Holds($"list_slice({list}, 1, i - 1)", "x")})";

    private static readonly string SliceStart =
        $"(CASE WHEN {{1}} = 0 THEN {Argument("'SQL array indices start at 1'")} WHEN {{1}} < 0 THEN len({{0}}) + {{1}} + 1 ELSE {{1}} END)";

    private static readonly string SequenceCheck =
        $"WHEN ({{2}} > 0 AND {{1}} < {{0}}) OR ({{2}} < 0 AND {{1}} > {{0}}) OR {{2}} = 0 THEN "
        + Argument(
            "'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start'"
        )
        + " WHEN abs(({1} - {0}) // {2}) >= 10000 THEN "
        + Argument("'result of sequence function must not have more than 10000 entries'");

    private static string Text(SqlType type, string sql) => TrinoCasts.Convert(type, SqlType.Varchar, sql);

    private static readonly Func<PrintedCall, string> Join = call =>
        $"array_to_string(list_transform(list_filter({call.Arguments[0]}, lambda x: x IS NOT NULL), lambda x: {Text(call.Types[0].Element, "x")}), {call.Arguments[1]})";

    private static readonly Func<PrintedCall, string> JoinWithNull = call =>
        $"array_to_string(list_transform({call.Arguments[0]}, lambda x: coalesce({Text(call.Types[0].Element, "x")}, {call.Arguments[2]})), {call.Arguments[1]})";

    private static readonly Func<PrintedCall, string> Repeat = call =>
        $"list_transform(range({call.Arguments[1]}), lambda i: CAST({call.Arguments[0]} AS {DuckTypes.Of(call.Types[0])}))";

    private static readonly Func<PrintedCall, string> Combinations = call =>
        $"list_transform(string_split(lake_combinations(len({call.Arguments[0]}), {call.Arguments[1]}), ';'), lambda c: "
        + $"list_transform(list_filter(string_split(c, ','), lambda t: t <> ''), lambda t: {call.Arguments[0]}[CAST(t AS BIGINT)]))";

    public static readonly Function[] Functions =
    [
        Scalar("cardinality(array(T)) -> bigint", "CAST(len({0}) AS BIGINT)"),
        Scalar(
            "element_at(array(T), bigint) -> T",
            $"(CASE WHEN {{1}} = 0 THEN {Argument("'SQL array indices start at 1'")} ELSE list_extract({{0}}, {{1}}) END)"
        ),
        Scalar(
            "contains(array(T), T) -> boolean",
            $"(CASE WHEN {BothGiven} THEN CASE WHEN list_contains({{0}}, {{1}}) THEN true WHEN coalesce(list_count({{0}}), 0) < len({{0}}) THEN NULL ELSE false END END)"
        ),
        Scalar("array_distinct(array(T)) -> array(T)", call => Distinct(call.Arguments[0])),
        Scalar(
            "array_union(array(T), array(T)) -> array(T)",
            call =>
                $"(CASE WHEN {call.Arguments[0]} IS NOT NULL AND {call.Arguments[1]} IS NOT NULL THEN {Distinct($"list_concat({call.Arguments[0]}, {call.Arguments[1]})")} END)"
        ),
        Scalar(
            "array_intersect(array(T), array(T)) -> array(T)",
            call => $"list_filter({Distinct(call.Arguments[0])}, lambda y: {Holds(call.Arguments[1], "y")})"
        ),
        Scalar(
            "array_except(array(T), array(T)) -> array(T)",
            call => $"list_filter({Distinct(call.Arguments[0])}, lambda y: NOT {Holds(call.Arguments[1], "y")})"
        ),
        Scalar(
            "arrays_overlap(array(T), array(T)) -> boolean",
            $"(CASE WHEN {BothGiven} THEN CASE WHEN list_has_any({{0}}, {{1}}) THEN true WHEN len({{0}}) > 0 AND len({{1}}) > 0 AND (coalesce(list_count({{0}}), 0) < len({{0}}) OR coalesce(list_count({{1}}), 0) < len({{1}})) THEN NULL ELSE false END END)"
        ),
        Scalar(
            "array_remove(array(T), T) -> array(T)",
            "(CASE WHEN {1} IS NOT NULL THEN list_filter({0}, lambda x: coalesce(x <> {1}, true)) END)"
        ),
        Scalar(
            "array_position(array(T), T) -> bigint",
            $"(CASE WHEN {BothGiven} THEN CAST(coalesce(list_position({{0}}, {{1}}), 0) AS BIGINT) END)"
        ),
        Scalar(
            "array_max(array(T)) -> T",
            "(CASE WHEN coalesce(list_count({0}), 0) = len({0}) THEN list_max({0}) END)"
        ),
        Scalar(
            "array_min(array(T)) -> T",
            "(CASE WHEN coalesce(list_count({0}), 0) = len({0}) THEN list_min({0}) END)"
        ),
        Scalar("array_sort(array(T)) -> array(T)", "list_sort({0}, 'ASC', 'NULLS LAST')"),
        Scalar("array_join(array(T), varchar) -> varchar", Join),
        Scalar("array_join(array(T), varchar, varchar) -> varchar", JoinWithNull),
        Scalar(
            "slice(array(T), bigint, bigint) -> array(T)",
            $"(CASE WHEN {{2}} < 0 THEN {Argument("'length must be greater than or equal to 0'")} WHEN {SliceStart} > len({{0}}) OR {SliceStart} < 1 THEN list_slice({{0}}, 2, 1) "
                + $"ELSE list_slice({{0}}, {SliceStart}, {SliceStart} + {{2}} - 1) END)"
        ),
        Scalar("flatten(array(array(T))) -> array(T)", "flatten(list_filter({0}, lambda x: x IS NOT NULL))"),
        Scalar("reverse(array(T)) -> array(T)", "list_reverse({0})"),
        Scalar(
                "shuffle(array(T)) -> array(T)",
                "list_transform(list_sort(list_transform({0}, lambda x: struct_pack(r := random(), v := x))), lambda e: e.v)"
            )
            .NotDeterministic(),
        Scalar("repeat(T, bigint) -> array(T)", Repeat),
        Scalar(
            "sequence(bigint, bigint, bigint) -> array(bigint)",
            $"(CASE {SequenceCheck} ELSE generate_series({{0}}, {{1}}, {{2}}) END)"
        ),
        Scalar(
            "sequence(bigint, bigint) -> array(bigint)",
            new TemplateMakerForm(_ =>
                Stepped("(CASE WHEN {1} >= {0} THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END)")
            )
        ),
        Scalar(
            "sequence(date, date) -> array(date)",
            "list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), CASE WHEN {1} >= {0} THEN INTERVAL 1 DAY ELSE INTERVAL (-1) DAY END), lambda d: CAST(d AS DATE))"
        ),
        Scalar(
            "sequence(date, date, interval_second) -> array(date)",
            "list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), to_milliseconds({2})), lambda d: CAST(d AS DATE))"
        ),
        Scalar(
            "sequence(date, date, interval_month) -> array(date)",
            "list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), to_months(CAST({2} AS INTEGER))), lambda d: CAST(d AS DATE))"
        ),
        Scalar(
            "sequence(timestamp(p), timestamp(p), interval_second) -> array(timestamp(p))",
            "generate_series({0}, {1}, to_milliseconds({2}))"
        ),
        Scalar(
            "sequence(timestamp(p), timestamp(p), interval_month) -> array(timestamp(p))",
            "generate_series({0}, {1}, to_months(CAST({2} AS INTEGER)))"
        ),
        Scalar(
            "ngrams(array(T), bigint) -> array(array(T))",
            "list_transform(range(1, greatest(len({0}) - {1} + 2, 2)), lambda i: list_slice({0}, i, i + {1} - 1))"
        ),
        Scalar("combinations(array(T), bigint) -> array(array(T))", Combinations),
        Scalar(
            "trim_array(array(T), bigint) -> array(T)",
            $"(CASE WHEN {{1}} > len({{0}}) THEN {Argument("'size must not exceed array cardinality ' || len({0}) || ': ' || {1}")} WHEN {{1}} < 0 THEN {Argument("'size must not be negative: ' || {1}")} ELSE list_slice({{0}}, 1, len({{0}}) - {{1}}) END)"
        ),
        Scalar(
            "contains_sequence(array(T), array(T)) -> boolean",
            "(len({1}) = 0 OR coalesce(list_bool_or(list_transform(range(1, len({0}) - len({1}) + 2), lambda i: list_slice({0}, i, i + len({1}) - 1) = {1})), false))"
        ),
    ];

    /// <summary>The template of a sequence with a computed step.</summary>
    private static string Stepped(string step) =>
        $"(CASE {SequenceCheck} ELSE generate_series({{0}}, {{1}}, {{2}}) END)".Replace(
            "{2}",
            step,
            StringComparison.Ordinal
        );
}
