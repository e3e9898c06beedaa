using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Mathematical and bitwise functions (Trino's documentation, "Mathematical functions", "Bitwise functions").</summary>
internal static class TrinoMath
{
    private static string Argument(string message) => Bound.Raise("INVALID_FUNCTION_ARGUMENT", $"'{message}'");

    /// <summary>A function that keeps each numeric type.</summary>
    private static IEnumerable<Function> Same(string name, string template) =>
        new[] { "tinyint", "smallint", "integer", "bigint", "double", "real" }.Select(type =>
            Scalar(
                $"{name}({type}) -> {type}",
                $"CAST({template} AS {(type == "real" ? "FLOAT" : type.ToUpperInvariant())})"
            )
        );

    /// <summary>A function of one double.</summary>
    private static Function Double(string name, string template) => Scalar($"{name}(double) -> double", template);

    private static SqlType Whole(IReadOnlyList<SqlType> types) =>
        SqlType.Decimal(
            Math.Min(38, types[0].Precision - types[0].Scale + Math.Min(types[0].Scale, 1)) is var p and > 0 ? p : 1,
            0
        );

    private static readonly Func<PrintedCall, string> Rounding = call =>
        $"CAST(round({call.Arguments[0]}, 0) AS DECIMAL({call.Result.Precision},0))";

    public static readonly Function[] Functions =
    [
        .. Same("abs", "abs({0})"),
        Scalar("abs(decimal(p,s)) -> decimal(p,s)", "abs({0})"),
        .. Same("ceil", "ceil({0})"),
        .. Same("ceiling", "ceil({0})"),
        .. Same("floor", "floor({0})"),
        Scalar(
                "ceil(decimal) -> decimal",
                call => $"CAST(ceil({call.Arguments[0]}) AS DECIMAL({call.Result.Precision},0))"
            )
            .Returning(Whole),
        Scalar(
                "ceiling(decimal) -> decimal",
                call => $"CAST(ceil({call.Arguments[0]}) AS DECIMAL({call.Result.Precision},0))"
            )
            .Returning(Whole),
        Scalar(
                "floor(decimal) -> decimal",
                call => $"CAST(floor({call.Arguments[0]}) AS DECIMAL({call.Result.Precision},0))"
            )
            .Returning(Whole),
        .. Same("round", "round({0})"),
        .. new[] { "tinyint", "smallint", "integer", "bigint" }.Select(type =>
            Scalar(
                $"round({type}, integer) -> {type}",
                $"CAST(round(CAST({{0}} AS DECIMAL(38,0)), {{1}}) AS {type.ToUpperInvariant()})"
            )
        ),
        Scalar("round(double, integer) -> double", "lake_round({0}, {1})"),
        Scalar("round(real, integer) -> real", "CAST(lake_round(CAST({0} AS DOUBLE), {1}) AS FLOAT)"),
        Scalar("round(decimal) -> decimal", Rounding).Returning(Whole),
        Scalar(
                "round(decimal, integer) -> decimal",
                call =>
                    $"CAST(lake_round_decimal(CAST({call.Arguments[0]} AS VARCHAR), {call.Arguments[1]}) AS DECIMAL({call.Result.Precision},{call.Result.Scale}))"
            )
            .Returning(types => SqlType.Decimal(Math.Min(38, types[0].Precision + 1), types[0].Scale)),
        Double("truncate", "trunc({0})"),
        Scalar("truncate(real) -> real", "trunc({0})"),
        Scalar(
                "truncate(decimal) -> decimal",
                call => $"CAST(trunc({call.Arguments[0]}) AS DECIMAL({call.Result.Precision},0))"
            )
            .Returning(types => SqlType.Decimal(Math.Max(1, types[0].Precision - types[0].Scale), 0)),
        Scalar("truncate(decimal(p,s), bigint) -> decimal(p,s)", "lake_truncate_decimal({0}, {1})"),
        .. Same("sign", "sign({0})"),
        Scalar("sign(decimal) -> decimal", "CAST(sign({0}) AS DECIMAL(1,0))").Returning(_ => SqlType.Decimal(1, 0)),
        Double("sqrt", "(CASE WHEN {0} < 0 THEN CAST('nan' AS DOUBLE) ELSE sqrt({0}) END)"),
        Double("cbrt", "cbrt({0})"),
        Double("exp", "exp({0})"),
        Double("ln", "lake_ln({0})"),
        Double("log2", "lake_log2({0})"),
        Double("log10", "lake_log10({0})"),
        Scalar("log(double, double) -> double", "(lake_ln({1}) / lake_ln({0}))"),
        Scalar("power(double, double) -> double", "lake_power({0}, {1})"),
        Scalar("pow(double, double) -> double", "lake_power({0}, {1})"),
        Double("sin", "sin({0})"),
        Double("cos", "cos({0})"),
        Double("tan", "tan({0})"),
        Double("asin", "(CASE WHEN abs({0}) > 1 THEN CAST('nan' AS DOUBLE) ELSE asin({0}) END)"),
        Double("acos", "(CASE WHEN abs({0}) > 1 THEN CAST('nan' AS DOUBLE) ELSE acos({0}) END)"),
        Double("atan", "atan({0})"),
        Scalar("atan2(double, double) -> double", "atan2({0}, {1})"),
        Double("sinh", "sinh({0})"),
        Double("cosh", "cosh({0})"),
        Double("tanh", "tanh({0})"),
        Double("degrees", "degrees({0})"),
        Double("radians", "radians({0})"),
        Scalar("pi() -> double", "pi()"),
        Scalar("e() -> double", "CAST(2.718281828459045 AS DOUBLE)"),
        Scalar("infinity() -> double", "CAST('inf' AS DOUBLE)"),
        Scalar("nan() -> double", "CAST('nan' AS DOUBLE)"),
        Scalar("is_nan(double) -> boolean", "isnan({0})"),
        Scalar("is_nan(real) -> boolean", "isnan({0})"),
        Scalar("is_finite(double) -> boolean", "isfinite({0})"),
        Scalar("is_infinite(double) -> boolean", "isinf({0})"),
        .. new[] { "tinyint", "smallint", "integer", "bigint" }.Select(type =>
            Scalar(
                $"mod({type}, {type}) -> {type}",
                $"(CASE WHEN {{1}} = 0 THEN {Bind.TrinoOperators.DivisionByZero} ELSE CAST({{0}} % {{1}} AS {type.ToUpperInvariant()}) END)"
            )
        ),
        Scalar("mod(double, double) -> double", "fmod({0}, {1})"),
        Scalar("mod(real, real) -> real", "CAST(fmod({0}, {1}) AS FLOAT)"),
        Expands(
                "mod(decimal, decimal) -> decimal",
                (arguments, _) => Bind.TrinoDecimals.Bind(Tree.BinaryOperator.Modulo, arguments[0], arguments[1])
            )
            .Returning(types => types[0]),
        Scalar("random() -> double", "random()").NotDeterministic(),
        Scalar("rand() -> double", "random()").NotDeterministic(),
        .. new[] { "integer", "bigint" }.Select(type =>
            Scalar(
                    $"random({type}) -> {type}",
                    $"(CASE WHEN {{0}} <= 0 THEN {Argument("bound must be positive")} ELSE CAST(floor(random() * {{0}}) AS {type.ToUpperInvariant()}) END)"
                )
                .NotDeterministic()
        ),
        .. new[] { "integer", "bigint" }.Select(type =>
            Scalar(
                    $"random({type}, {type}) -> {type}",
                    $"CAST({{0}} + floor(random() * ({{1}} - {{0}})) AS {type.ToUpperInvariant()})"
                )
                .NotDeterministic()
        ),
        Scalar("width_bucket(double, double, double, bigint) -> bigint", "lake_width_bucket({0}, {1}, {2}, {3})"),
        Scalar("width_bucket(double, array(double)) -> bigint", "lake_width_bucket_array({0}, {1})"),
        Scalar("from_base(varchar, bigint) -> bigint", "lake_from_base({0}, {1})"),
        Scalar("to_base(bigint, bigint) -> varchar", "lake_to_base({0}, {1})"),
        Scalar(
            "cosine_similarity(map(varchar,double), map(varchar,double)) -> double",
            "lake_cosine(map_keys({0}), map_values({0}), map_keys({1}), map_values({1}))"
        ),
        Scalar(
            "wilson_interval_lower(bigint, bigint, double) -> double",
            "lake_wilson({0}, {1}, {2}, CAST(-1 AS DOUBLE))"
        ),
        Scalar(
            "wilson_interval_upper(bigint, bigint, double) -> double",
            "lake_wilson({0}, {1}, {2}, CAST(1 AS DOUBLE))"
        ),
        Scalar("bitwise_and(bigint, bigint) -> bigint", "({0} & {1})"),
        Scalar("bitwise_or(bigint, bigint) -> bigint", "({0} | {1})"),
        Scalar("bitwise_xor(bigint, bigint) -> bigint", "xor({0}, {1})"),
        Scalar("bitwise_not(bigint) -> bigint", "(~ {0})"),
        .. new[] { ("tinyint", 8), ("smallint", 16), ("integer", 32), ("bigint", 64) }.SelectMany(type =>
            new[]
            {
                Scalar(
                    $"bitwise_left_shift({type.Item1}, bigint) -> {type.Item1}",
                    $"CAST(lake_shift(CAST({{0}} AS BIGINT), {{1}}, {type.Item2}) AS {type.Item1.ToUpperInvariant()})"
                ),
                Scalar(
                    $"bitwise_right_shift({type.Item1}, bigint) -> {type.Item1}",
                    $"CAST(lake_shift(CAST({{0}} AS BIGINT), - {{1}}, {type.Item2}) AS {type.Item1.ToUpperInvariant()})"
                ),
                Scalar(
                    $"bitwise_right_shift_arithmetic({type.Item1}, bigint) -> {type.Item1}",
                    $"CAST({{0}} >> CAST(least({{1}}, {type.Item2 - 1}) AS {type.Item1.ToUpperInvariant()}) AS {type.Item1.ToUpperInvariant()})"
                ),
            }
        ),
        Scalar("bit_count(bigint, bigint) -> bigint", "lake_bit_count({0}, {1})"),
    ];
}
