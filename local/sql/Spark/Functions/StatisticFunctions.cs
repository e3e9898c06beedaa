using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Functions.AggregateTable;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Variances, correlations, percentiles.</summary>
internal static class StatisticFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var (name, function) in Moments)
        {
            table[name] = call => Plain(call, function, SparkType.Double, SparkType.Double);
        }

        table["skewness"] = call => Central(call, "skewness");
        table["kurtosis"] = call => Central(call, "kurtosis");
        foreach (
            var name in (ReadOnlySpan<string>)
                ["corr", "covar_pop", "covar_samp", "regr_slope", "regr_intercept", "regr_r2"]
        )
        {
            table[name] = Pair;
        }

        table["regr_count"] = call =>
            Aggregate(
                call,
                SparkType.Long,
                [call.Take(0, SparkType.Double), call.Take(1, SparkType.Double)],
                p => $"regr_count({p[0]}, {p[1]}){Mark}::BIGINT",
                false
            );
        table["percentile"] = call => Percentile(call, "quantile_cont", SparkType.Double);
        table["median"] = call =>
            Aggregate(
                call,
                SparkType.Double,
                [call.Take(0, SparkType.Double)],
                p => $"quantile_cont({p[0]}, 0.5){Mark}"
            );
        table["percentile_approx"] = call => Percentile(call, "quantile_disc", call[0].Type);
        table["approx_percentile"] = table["percentile_approx"];
        table["percentile_cont"] = call => Within(call, "quantile_cont");
        table["percentile_disc"] = call => Within(call, "quantile_disc");
    }

    private static readonly (string, string)[] Moments =
    [
        ("stddev", "stddev_samp"),
        ("stddev_samp", "stddev_samp"),
        ("std", "stddev_samp"),
        ("stddev_pop", "stddev_pop"),
        ("variance", "var_samp"),
        ("var_samp", "var_samp"),
        ("var_pop", "var_pop"),
    ];

    private static Bound Pair(FunctionCall call)
    {
        call.Arity(2, 2);
        var arguments = new[] { call.Take(0, SparkType.Double), call.Take(1, SparkType.Double) };
        var isNaN = call.Name == "corr" ? "NULLIF({0}, 'NaN'::DOUBLE)" : "{0}";
        return Aggregate(
            call,
            SparkType.Double,
            arguments,
            p => string.Format(CultureInfo.InvariantCulture, isNaN, $"{call.Name}({p[0]}, {p[1]}){Mark}")
        );
    }

    /// <summary>Population moments about the mean, from power sums.</summary>
    private static Bound Central(FunctionCall call, string name) =>
        Aggregate(
            call,
            SparkType.Double,
            [call.Take(0, SparkType.Double)],
            p => $"spark_moment('{name}', CAST(list({p[0]}){Mark} AS VARCHAR))"
        );

    private static Bound Percentile(FunctionCall call, string function, SparkType type)
    {
        call.Arity(2, 3);
        var value = type == SparkType.Double ? call.Take(0, SparkType.Double) : call[0];
        if (call[1].Type is ArrayType)
        {
            var fractions = call.Casts.Coerce(call[1], new ArrayType(SparkType.Double));
            var items = fractions
                .SelfAndDescendants()
                .Where(bound => bound.IsLiteral)
                .Select(bound => Fraction(bound.Tag));
            var list = string.Join(", ", items);
            return Aggregate(call, new ArrayType(type, false), [value], p => $"{function}({p[0]}, [{list}]){Mark}");
        }

        return Aggregate(call, type, [value], p => $"{function}({p[0]}, {Fraction(call.Constant(1))}){Mark}");
    }

    private static string Fraction(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "0";

    private static Bound Within(FunctionCall call, string function)
    {
        var sort = call.Node.WithinGroup?[0] ?? throw SparkException.Unsupported($"{call.Name} without WITHIN GROUP");
        var value = call.Casts.Coerce(call.Binder.Bind(sort.Child), SparkType.Double);
        var fraction = Fraction(call.Constant(0));
        var order = sort.Ascending ? "" : " DESC";
        var cased = function == "quantile_cont" ? "percentile_cont" : "percentile_disc";
        return Aggregate(
            call,
            SparkType.Double,
            [value],
            p => $"{cased}({fraction}) WITHIN GROUP (ORDER BY {p[0]}{order}){Mark}"
        );
    }
}
