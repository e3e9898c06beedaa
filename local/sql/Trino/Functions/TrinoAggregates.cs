using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Aggregate functions (Trino's documentation, "Aggregate functions").</summary>
internal static class TrinoAggregates
{
    /// <summary>DuckDB text over a list that is computed once, as <c>l</c>.</summary>
    private static string Let(string list, string body) => $"(list_transform([{list}], lambda l: {body})[1])";

    private const string Kept =
        "list_filter(l, lambda x, i: x.k IS NOT NULL AND list_position(list_transform(l, lambda y: y.k), x.k) = i)";

    /// <summary>A map of entries: NULL keys left out, the first of equal keys kept.</summary>
    private static string EntriesMap(string entries) =>
        Let(
            entries,
            $"CASE WHEN l IS NOT NULL THEN map(list_transform({Kept}, lambda e: e.k), list_transform({Kept}, lambda e: e.v)) END"
        );

    private static string GroupedMap(string entries) =>
        Let(
            entries,
            $"CASE WHEN l IS NOT NULL THEN map(list_transform({Kept}, lambda e: e.k), list_transform({Kept}, lambda e: "
                + "list_transform(list_filter(l, lambda q: q.k = e.k), lambda p: p.v))) END"
        );

    private static readonly string GroupedCounts = Let(
        "list(«struct_pack(k := {0})»",
        $"CASE WHEN l IS NOT NULL THEN map(list_transform({Kept}, lambda e: e.k), list_transform({Kept}, lambda e: CAST(len(list_filter(l, lambda q: q.k = e.k)) AS BIGINT))) END"
    );

    /// <summary>The keys that come most often with their exact counts: where Trino's summary has room for all, they agree.</summary>
    private static readonly string MostFrequent = Let(
        Let(
            "list(«struct_pack(k := {1})»",
            $"list_slice(list_sort(list_transform({Kept}, lambda e: "
                + "struct_pack(c := -len(list_filter(l, lambda q: q.k = e.k)), k := e.k))), 1, {0})"
        ),
        "CASE WHEN l IS NOT NULL THEN map(list_transform(l, lambda e: e.k), list_transform(l, lambda e: CAST(-e.c AS BIGINT))) END"
    );

    private const string Sorted = "list_sort(list_filter(list(«{0}», lambda e: e IS NOT NULL))";

    private static string Pick(string share) =>
        $"CASE WHEN {share} < 0 OR {share} > 1 THEN {Bound.Raise("INVALID_FUNCTION_ARGUMENT", "'Percentile must be between 0 and 1'")} "
        + $"ELSE l[least(CAST(floor({share} * len(l)) AS BIGINT) + 1, len(l))] END";

    /// <summary>The exact percentile: where Trino's digest keeps all values, they agree.</summary>
    private static string Percentile(string share) => Let(Sorted, Pick(share));

    /// <summary>The first value at which the weights so far pass the share of all weights.</summary>
    private static readonly string WeightedPercentile = Let(
        "list_sort(list_filter(list(«struct_pack(v := {0}, w := {1})», lambda e: e.v IS NOT NULL))",
        "list_filter(l, lambda e, i: list_sum(list_transform(list_slice(l, 1, i), lambda t: t.w)) > {2} * list_sum(list_transform(l, lambda t: t.w)) "
            + "OR i = len(l))[1].v"
    );

    private static readonly string Percentiles = Let(Sorted, $"list_transform({{1}}, lambda p: {Pick("p")})");

    public static readonly Function[] Functions =
    [
        Aggregate("count() -> bigint", "count(*)"),
        Aggregate("count(T) -> bigint", "count({0})"),
        Aggregate("count_if(boolean) -> bigint", "CAST(count_if(«{0}» AS BIGINT)"),
        Aggregate("sum(bigint) -> bigint", "CAST(sum(«{0}» AS BIGINT)"),
        Aggregate("sum(double) -> double", "sum({0})"),
        Aggregate("sum(real) -> real", "CAST(sum(«CAST({0} AS DOUBLE)» AS FLOAT)"),
        Aggregate(
            "sum(decimal(p,s)) -> decimal(38,s)",
            call => $"CAST(sum(«{call.Arguments[0]}» AS DECIMAL(38,{call.Result.Scale}))"
        ),
        Aggregate("sum(interval_second) -> interval_second", "CAST(sum(«{0}» AS BIGINT)"),
        Aggregate("sum(interval_month) -> interval_month", "CAST(sum(«{0}» AS BIGINT)"),
        Aggregate("avg(bigint) -> double", "avg(CAST({0} AS DOUBLE))"),
        Aggregate("avg(double) -> double", "avg({0})"),
        Aggregate("avg(real) -> real", "CAST(avg(«CAST({0} AS DOUBLE)» AS FLOAT)"),
        Aggregate(
            "avg(decimal(p,s)) -> decimal(p,s)",
            call =>
                $"CAST(lake_decimal_divide(CAST(sum(«{call.Arguments[0]}» AS VARCHAR), CAST(count(«{call.Arguments[0]}» AS VARCHAR), "
                + $"{call.Result.Scale}) AS DECIMAL({call.Result.Precision},{call.Result.Scale}))"
        ),
        Aggregate("avg(interval_second) -> interval_second", "CAST(avg(«{0}» AS BIGINT)"),
        .. new[] { "double", "real" }.SelectMany(type =>
            new[] { "min", "max" }.Select(name =>
                Aggregate(
                    $"{name}({type}) -> {type}",
                    $"coalesce({name}(«(CASE WHEN isnan({{0}}) THEN NULL ELSE {{0}} END)», {name}(«{{0}}»)"
                )
            )
        ),
        Aggregate("min(T) -> T", "min({0})"),
        Aggregate("max(T) -> T", "max({0})"),
        Aggregate("min(T, bigint) -> array(T)", "min({0}, {1})"),
        Aggregate("max(T, bigint) -> array(T)", "max({0}, {1})"),
        Aggregate("min_by(T, K) -> T", "(min_by(«struct_pack(v := {0}), {1}»).v"),
        Aggregate("max_by(T, K) -> T", "(max_by(«struct_pack(v := {0}), {1}»).v"),
        Aggregate(
            "min_by(T, K, bigint) -> array(T)",
            "list_transform(min_by(«struct_pack(v := {0}), {1}, {2}», lambda e: e.v)"
        ),
        Aggregate(
            "max_by(T, K, bigint) -> array(T)",
            "list_transform(max_by(«struct_pack(v := {0}), {1}, {2}», lambda e: e.v)"
        ),
        Aggregate("arbitrary(T) -> T", "any_value({0})"),
        Aggregate("any_value(T) -> T", "any_value({0})"),
        Aggregate("array_agg(T) -> array(T)", "list({0})"),
        Aggregate("bool_and(boolean) -> boolean", "bool_and({0})"),
        Aggregate("every(boolean) -> boolean", "bool_and({0})"),
        Aggregate("bool_or(boolean) -> boolean", "bool_or({0})"),
        Aggregate("bitwise_and_agg(bigint) -> bigint", "bit_and({0})"),
        Aggregate("bitwise_or_agg(bigint) -> bigint", "bit_or({0})"),
        Aggregate("bitwise_xor_agg(bigint) -> bigint", "bit_xor({0})"),
        Aggregate("geometric_mean(double) -> double", "exp(avg(«ln({0})»)"),
        Aggregate("stddev(double) -> double", "stddev_samp({0})"),
        Aggregate("stddev_samp(double) -> double", "stddev_samp({0})"),
        Aggregate("stddev_pop(double) -> double", "stddev_pop({0})"),
        Aggregate("variance(double) -> double", "var_samp({0})"),
        Aggregate("var_samp(double) -> double", "var_samp({0})"),
        Aggregate("var_pop(double) -> double", "var_pop({0})"),
        Aggregate("corr(double, double) -> double", "corr({0}, {1})"),
        Aggregate("covar_samp(double, double) -> double", "covar_samp({0}, {1})"),
        Aggregate("covar_pop(double, double) -> double", "covar_pop({0}, {1})"),
        Aggregate("regr_slope(double, double) -> double", "regr_slope({0}, {1})"),
        Aggregate("regr_intercept(double, double) -> double", "regr_intercept({0}, {1})"),
        Aggregate("skewness(double) -> double", "lake_skewness(list(«{0}»)"),
        Aggregate("kurtosis(double) -> double", "lake_kurtosis(list(«{0}»)"),
        Aggregate("map_agg(K, V) -> map(K, V)", EntriesMap("list(«struct_pack(k := {0}, v := {1})»")),
        Aggregate(
            "map_union(map(K, V)) -> map(K, V)",
            EntriesMap(
                "list_transform(flatten(list(«map_entries({0})»), lambda e: struct_pack(k := e.key, v := e.value))"
            )
        ),
        Aggregate("multimap_agg(K, V) -> map(K, array(V))", GroupedMap("list(«struct_pack(k := {0}, v := {1})»")),
        Aggregate("histogram(K) -> map(K, bigint)", GroupedCounts),
        Aggregate("approx_percentile(bigint, double) -> bigint", Percentile("{1}")),
        Aggregate("approx_percentile(real, double) -> real", Percentile("{1}")),
        Aggregate("approx_percentile(double, double) -> double", Percentile("{1}")),
        .. new[] { "bigint", "double", "real" }.Select(type =>
            Aggregate($"approx_percentile({type}, double, double) -> {type}", WeightedPercentile)
        ),
        Aggregate("approx_percentile(bigint, array(double)) -> array(bigint)", Percentiles),
        Aggregate("approx_percentile(real, array(double)) -> array(real)", Percentiles),
        Aggregate("approx_percentile(double, array(double)) -> array(double)", Percentiles),
        Aggregate("approx_most_frequent(bigint, varchar, bigint) -> map(varchar, bigint)", MostFrequent),
        Aggregate("approx_most_frequent(bigint, bigint, bigint) -> map(bigint, bigint)", MostFrequent),
        Aggregate("approx_distinct(T) -> bigint", "CAST(count(DISTINCT «{0}» AS BIGINT)"),
        Aggregate("approx_distinct(T, double) -> bigint", "CAST(count(DISTINCT «{0}» AS BIGINT)"),
        Aggregate("checksum(T) -> varbinary", "lake_checksum(list(«CAST(hash({0}) AS VARCHAR)»)"),
        Aggregate("listagg(varchar, varchar) -> varchar", "lake_listagg_checked(string_agg(«{0}, {1}»)"),
    ];
}
