using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>round, bround, ceil, floor with Spark's result types.</summary>
internal static class RoundingFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["round"] = call => Round(call, halfEven: false);
        table["bround"] = call => Round(call, halfEven: true);
        foreach (var name in (ReadOnlySpan<string>)["ceil", "ceiling"])
        {
            table[name] = call => Edge(call, "ceil");
        }

        table["floor"] = call => Edge(call, "floor");
    }

    private static Bound Numeric(FunctionCall call) =>
        call[0].Type.IsNumeric ? call[0]
        : call[0].Type == SparkType.String || call[0].Type == SparkType.Void
            ? call.Casts.Coerce(call[0], SparkType.Double)
        : throw call.Unexpected(0, "NUMERIC");

    private static int Scale(FunctionCall call) =>
        call.Count > 1 ? Convert.ToInt32(Constant(call), CultureInfo.InvariantCulture) : 0;

    private static object? Constant(FunctionCall call) =>
        call[1] is { IsLiteral: false } bound
        && bound.Arguments is [{ IsLiteral: true, Tag: long value }]
        && bound.Name.StartsWith("(- ", StringComparison.Ordinal)
            ? -value
            : call.Constant(1);

    private static Bound Round(FunctionCall call, bool halfEven)
    {
        call.Arity(1, 2);
        var value = Numeric(call);
        var scale = Scale(call);
        var name = call.Count == 1 ? call.Pretty("0") : call.Pretty();
        var digits = scale.ToString(CultureInfo.InvariantCulture);
        var even = halfEven ? "true" : "false";
        if (value.Type is DecimalType wide)
        {
            var kept = Math.Max(0, Math.Min(scale, wide.Scale));
            var type =
                scale < 0
                    ? DecimalType.Bounded(Math.Max(wide.Precision - wide.Scale + 1, -scale + 1), 0)
                    : DecimalType.Bounded(wide.Precision - wide.Scale + kept + (scale < wide.Scale ? 1 : 1), kept);
            return FunctionCall.Scalar(
                type,
                [value],
                p =>
                    $"CAST(spark_decimal_round(CAST({p[0]} AS VARCHAR), {digits}, {even}, {(type.Precision * 100) + type.Scale}) AS {type.DuckDb})",
                name
            );
        }

        if (value.Type.IsIntegral)
        {
            var text = value.Type;
            return scale >= 0
                ? value with
                {
                    Name = name,
                    Kind = BoundKind.Scalar,
                }
                : FunctionCall.Scalar(
                    text,
                    [value],
                    p => Narrow($"spark_long_round({p[0]}::BIGINT, {digits}, {even})", text),
                    name
                );
        }

        return value.Type == Float
            ? FunctionCall.Scalar(
                Float,
                [value],
                p => $"CAST(spark_float_round({p[0]}, {digits}, {even}) AS FLOAT)",
                name
            )
            : FunctionCall.Scalar(
                SparkType.Double,
                [value],
                p => $"spark_double_round({p[0]}, {digits}, {even})",
                name
            );
    }

    private static string Narrow(string x, SparkType type) => type == Long ? x : Casts.Wrap(x, type);

    private static Bound Edge(FunctionCall call, string function)
    {
        call.Arity(1, 2);
        var value = Numeric(call);
        var name = call.PrettyAs(
            call.Name is "ceiling" ? "ceiling"
            : call.Name == "ceil" ? "CEIL"
            : "FLOOR"
        );
        if (call.Count > 1)
        {
            return Scaled(call, value, function, Scale(call), call.Pretty());
        }

        if (value.Type is DecimalType wide)
        {
            var type = wide.Scale == 0 ? wide : DecimalType.Bounded(wide.Precision - wide.Scale + 1, 0);
            return FunctionCall.Scalar(type, [value], p => $"CAST({function}({p[0]}) AS {type.DuckDb})", name);
        }

        return value.Type.IsIntegral
            ? FunctionCall.Scalar(Long, [value], p => $"CAST({p[0]} AS BIGINT)", name)
            : FunctionCall.Scalar(Long, [value], p => $"spark_double_long({function}({p[0]}::DOUBLE))", name);
    }

    private static Bound Scaled(FunctionCall call, Bound value, string function, int scale, string name)
    {
        var exact = value.Type is DecimalType ? value : call.Casts.Coerce(value, DecimalType.For(value.Type));
        var wide = (DecimalType)exact.Type;
        var kept = Math.Max(0, Math.Min(scale, wide.Scale));
        var type = DecimalType.Bounded(Math.Max(wide.Precision - wide.Scale + kept + 1, -scale + 1), kept);
        return FunctionCall.Scalar(
            type,
            [exact],
            p =>
                $"CAST(spark_decimal_edge('{function}', CAST({p[0]} AS VARCHAR), {scale.ToString(CultureInfo.InvariantCulture)}, {(type.Precision * 100) + type.Scale}) AS {type.DuckDb})",
            name
        );
    }
}
