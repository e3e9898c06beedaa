using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Mathematics, bits and bases.</summary>
internal static class MathFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (
            var name in (ReadOnlySpan<string>)
                [
                    "sin",
                    "cos",
                    "tan",
                    "asin",
                    "acos",
                    "atan",
                    "sinh",
                    "cosh",
                    "tanh",
                    "asinh",
                    "acosh",
                    "atanh",
                    "exp",
                    "expm1",
                    "cbrt",
                    "sqrt",
                    "log1p",
                    "cot",
                    "sec",
                    "csc",
                    "degrees",
                    "radians",
                    "rint",
                    "signum",
                ]
        )
        {
            Real(table, name, name);
        }

        table.Alias("sign", "signum");
        foreach (var name in (ReadOnlySpan<string>)["ln", "log10", "log2"])
        {
            var function = name;
            Upper(
                table,
                name,
                call =>
                    call.Scalar(
                        SparkType.Double,
                        [call.Take(0, SparkType.Double)],
                        p => $"CASE WHEN {p[0]} > 0 THEN spark_math('{function}', {p[0]}) END"
                    ) with
                    {
                        Nullable = true,
                    }
            );
        }

        table["log"] = call =>
        {
            call.Arity(1, 2);
            return call.Count == 1
                ? FunctionCall.Scalar(
                    SparkType.Double,
                    [call.Take(0, SparkType.Double)],
                    p => $"CASE WHEN {p[0]} > 0 THEN ln({p[0]}) END",
                    $"ln({call[0].Name})"
                ) with
                {
                    Nullable = true,
                }
                : FunctionCall.Scalar(
                    SparkType.Double,
                    [call.Take(0, SparkType.Double), call.Take(1, SparkType.Double)],
                    p => $"CASE WHEN {p[0]} > 0 AND {p[1]} > 0 THEN spark_math2('log', {p[0]}, {p[1]}) END",
                    $"LOG({call[0].Name}, {call[1].Name})"
                ) with
                {
                    Nullable = true,
                };
        };
        foreach (var name in (ReadOnlySpan<string>)["pow", "power"])
        {
            table[name] = call =>
                FunctionCall.Scalar(
                    SparkType.Double,
                    [call.Take(0, SparkType.Double), call.Take(1, SparkType.Double)],
                    p => $"spark_math2('pow', {p[0]}, {p[1]})",
                    call.Name == "pow" ? call.PrettyAs("pow") : call.Pretty()
                );
        }

        table["atan2"] = call =>
            FunctionCall.Scalar(
                SparkType.Double,
                [call.Take(0, SparkType.Double), call.Take(1, SparkType.Double)],
                p => $"spark_math2('atan2', {p[0]}, {p[1]})",
                call.PrettyAs("ATAN2")
            );
        table["hypot"] = call =>
            FunctionCall.Scalar(
                SparkType.Double,
                [call.Take(0, SparkType.Double), call.Take(1, SparkType.Double)],
                p => $"spark_math2('hypot', {p[0]}, {p[1]})",
                call.PrettyAs("HYPOT")
            );
        table["pi"] = call => FunctionCall.Scalar(SparkType.Double, [], _ => "pi()", "PI()");
        table["e"] = call => FunctionCall.Scalar(SparkType.Double, [], _ => "exp(1)", "E()");
        table.Fixed(
            "factorial",
            [Int],
            Long,
            p => $"CASE WHEN {p[0]} BETWEEN 0 AND 20 THEN factorial({p[0]})::BIGINT END",
            nullable: true
        );
        table.Fixed("bin", [Long], SparkType.String, p => $"spark_bin({p[0]})");
        table.Fixed(
            "conv",
            [SparkType.String, Int, Int],
            SparkType.String,
            p => $"spark_conv({p[0]}, {p[1]}, {p[2]})",
            nullable: true
        );
        table["hex"] = Hex;
        table.Fixed("unhex", [SparkType.String], Binary, p => $"unhex(spark_hex_digits({p[0]}))", nullable: true);
        table["shiftleft"] = call => Shift(call, "shiftleft");
        table["shiftright"] = call => Shift(call, "shiftright");
        table["shiftrightunsigned"] = call => Shift(call, "shiftrightunsigned");
        table["bit_count"] = call => call.Scalar(Int, [call.Take(0, Long)], p => $"bit_count({p[0]})::INTEGER");
        table["bit_get"] = call =>
            call.Scalar(
                SparkType.Byte,
                [call.Take(0, Long), call.Take(1, Int)],
                p => $"(({p[0]} >> {p[1]}) & 1)::TINYINT"
            );
        table["getbit"] = table["bit_get"];
        table.Fixed(
            "width_bucket",
            [SparkType.Double, SparkType.Double, SparkType.Double, Long],
            Long,
            p => $"spark_width_bucket({p[0]}, {p[1]}, {p[2]}, {p[3]})",
            nullable: true
        );
    }

    private static void Real(Dictionary<string, FunctionBinder> table, string name, string function)
    {
        var upper =
            name is not ("rint" or "cot" or "sec" or "csc" or "signum" or "cbrt")
            || name is "cot" or "cbrt" or "expm1" or "rint" or "signum";
        table[name] = call =>
        {
            call.Arity(1, 1);
            return FunctionCall.Scalar(
                SparkType.Double,
                [call.Take(0, SparkType.Double)],
                p => $"spark_math('{function}', {p[0]})",
                call.PrettyAs(upper && name is not "rint" and not "signum" ? name.ToUpperInvariant() : name)
            );
        };
        if (name is "rint" or "expm1" or "log1p" or "signum")
        {
            table[name] = call =>
                FunctionCall.Scalar(
                    SparkType.Double,
                    [call.Take(0, SparkType.Double)],
                    p =>
                        name == "log1p"
                            ? $"CASE WHEN {p[0]} > -1 THEN spark_math('log1p', {p[0]}) END"
                            : $"spark_math('{function}', {p[0]})",
                    call.PrettyAs(name == "rint" ? name : name.ToUpperInvariant())
                );
        }
    }

    private static void Upper(Dictionary<string, FunctionBinder> table, string name, FunctionBinder binder) =>
        table[name] = call => binder(call) with { Name = call.PrettyAs(name == "ln" ? name : name.ToUpperInvariant()) };

    private static Bound Hex(FunctionCall call)
    {
        call.Arity(1, 1);
        var type = call[0].Type;
        if (type == Binary)
        {
            return call.Scalar(SparkType.String, [call[0]], p => $"hex({p[0]})");
        }

        return type == SparkType.String
            ? call.Scalar(SparkType.String, [call[0]], p => $"hex(encode({p[0]}))")
            : call.Scalar(SparkType.String, [call.Take(0, Long)], p => $"spark_hex({p[0]})");
    }

    private static Bound Shift(FunctionCall call, string function)
    {
        call.Arity(2, 2);
        var type = call[0].Type == Long ? Long : Int;
        var wide = type == Long;
        return call.Scalar(
            type,
            [call.Take(0, type), call.Take(1, Int)],
            p => $"spark_shift('{function}', {p[0]}::BIGINT, {p[1]}, {(wide ? "true" : "false")})::{type.DuckDb}"
        );
    }
}
