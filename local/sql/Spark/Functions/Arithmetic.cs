using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>+ − * / % div: Java's wrap-around for integers, Spark's result types for decimals, null for division by zero.</summary>
internal static class Arithmetic
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var name in (ReadOnlySpan<string>)["+", "-", "*", "/", "%"])
        {
            var symbol = name;
            table[symbol] = call => Operate(call.Casts, symbol, call[0], call[1]);
        }

        table["mod"] = call =>
            Operate(call.Casts, "%", call[0], call[1]) with
            {
                Name = $"({call[0].Name} % {call[1].Name})",
            };
        table["div"] = Whole;
        table["pmod"] = Pmod;
        table["negative"] = call => Negative(call, $"(- {call[0].Name})");
        table["positive"] = call => Number(call, 0) with { Name = $"(+ {call[0].Name})" };
        table["abs"] = Abs;
        table["try_add"] = call => Try(call, "+");
        table["try_subtract"] = call => Try(call, "-");
        table["try_multiply"] = call => Try(call, "*");
        table["try_divide"] = call => Operate(call.Casts, "/", call[0], call[1]) with { Name = call.Pretty() };
    }

    private static Bound Number(FunctionCall call, int index)
    {
        var bound = call[index];
        if (bound.Type == SparkType.String || bound.Type == SparkType.Void)
        {
            return call.Casts.Coerce(bound, SparkType.Double);
        }

        return bound.Type.IsNumeric || bound.Type.IsInterval ? bound : throw call.Unexpected(index, "NUMERIC");
    }

    private static Bound Try(FunctionCall call, string symbol)
    {
        var plain = Operate(call.Casts, symbol, call[0], call[1]);
        if (!plain.Type.IsIntegral)
        {
            return plain with { Name = call.Pretty() };
        }

        return plain with
        {
            Name = call.Pretty(),
            Nullable = true,
            Template = (_, printed) =>
                $"TRY_CAST({printed[0]}::HUGEINT {symbol} {printed[1]}::HUGEINT AS {plain.Type.DuckDb})",
        };
    }

    public static Bound Operate(Casts casts, string symbol, Bound left, Bound right)
    {
        var name = $"({left.Name} {symbol} {right.Name})";
        if (Temporal.Operate(casts, symbol, left, right, name) is { } temporal)
        {
            return temporal;
        }

        var (a, b) = (Promote(casts, left, right), Promote(casts, right, left));
        if (!a.Type.IsNumeric || !b.Type.IsNumeric)
        {
            throw Differs(name, left, right);
        }

        if (symbol == "/" && !(a.Type is DecimalType || b.Type is DecimalType))
        {
            (a, b) = (casts.Coerce(a, SparkType.Double), casts.Coerce(b, SparkType.Double));
        }

        if ((a.Type is DecimalType || b.Type is DecimalType) && !a.Type.IsFraction && !b.Type.IsFraction)
        {
            return Decimals.Operate(symbol, Decimals.Exact(casts, a), Decimals.Exact(casts, b), name);
        }

        var type = Coercion.Tightest(a.Type, b.Type)!;
        (a, b) = (casts.Coerce(a, type), casts.Coerce(b, type));
        var divides = symbol is "/" or "%";
        return Bound.Scalar(
            name,
            type,
            divides || a.Nullable || b.Nullable,
            [a, b],
            printed => Print(symbol, type, printed[0], printed[1])
        ) with
        {
            Tag = type == SparkType.Long && symbol is ("+" or "-") ? new LongSum(symbol) : null,
        };
    }

    private static SparkException Differs(string name, Bound left, Bound right) =>
        ExpressionBinder.Mismatch(
            left.Type.Same(right.Type) ? "BINARY_OP_WRONG_TYPE" : "BINARY_OP_DIFF_TYPES",
            name,
            $"the operands have the types \"{left.Type.Sql}\" and \"{right.Type.Sql}\""
        );

    private static Bound Promote(Casts casts, Bound bound, Bound other)
    {
        if (bound.Type == SparkType.String)
        {
            return casts.Coerce(bound, SparkType.Double);
        }

        return bound.Type == SparkType.Void
            ? casts.Coerce(
                bound,
                other.Type == SparkType.Void || other.Type == SparkType.String ? SparkType.Double : other.Type
            )
            : bound;
    }

    private static string Print(string symbol, SparkType type, string a, string b)
    {
        if (symbol is "/" or "%")
        {
            return type.IsFraction ? $"CASE WHEN {b} <> 0 THEN {a} {symbol} {b} END" : $"({a} % NULLIF({b}, 0))";
        }

        if (type.IsFraction)
        {
            return $"({a} {symbol} {b})";
        }

        return type == SparkType.Long
            ? Casts.WrapHuge($"({a}::HUGEINT {symbol} {b}::HUGEINT)")
            : Casts.Wrap($"({a}::BIGINT {symbol} {b}::BIGINT)", type);
    }

    private static Bound Whole(FunctionCall call)
    {
        var name = $"({call[0].Name} div {call[1].Name})";
        var (left, right) = (call[0], call[1]);
        if (
            left.Type == SparkType.String
            || right.Type == SparkType.String
            || Coercion.Tightest(left.Type, right.Type) is not { } type
        )
        {
            throw Differs(name, left, right);
        }

        if (type is DecimalType || left.Type is DecimalType || right.Type is DecimalType)
        {
            var (a, b) = (Decimals.Exact(call.Casts, left), Decimals.Exact(call.Casts, right));
            return Bound.Scalar(
                name,
                SparkType.Long,
                true,
                [a, b],
                printed => $"spark_decimal_div(CAST({printed[0]} AS VARCHAR), CAST({printed[1]} AS VARCHAR))"
            );
        }

        var arguments = new[] { call.Casts.Coerce(left, SparkType.Long), call.Casts.Coerce(right, SparkType.Long) };
        return Bound.Scalar(
            name,
            SparkType.Long,
            true,
            arguments,
            printed => $"({printed[0]} // NULLIF({printed[1]}, 0))"
        );
    }

    private static Bound Pmod(FunctionCall call)
    {
        call.Arity(2, 2);
        var plain = Operate(call.Casts, "%", call[0], call[1]);
        var template = plain.Template;
        return plain with
        {
            Name = call.Pretty(),
            Template = (printer, printed) =>
            {
                var r = template(printer, printed);
                var again = template(printer, [$"(({r}) + {printed[1]})", printed[1]]);
                return plain.Type is DecimalType
                    ? $"CASE WHEN {r} < 0 THEN CAST({again} AS {plain.Type.DuckDb}) ELSE {r} END"
                    : $"CASE WHEN {r} < 0 THEN {again} ELSE {r} END";
            },
        };
    }

    private static Bound Negative(FunctionCall call, string name)
    {
        var child = Number(call, 0);
        var type = child.Type;
        if (type == SparkType.CalendarInterval)
        {
            return FunctionCall.Scalar(type, [child], printed => $"(-{printed[0]})", name);
        }

        return FunctionCall.Scalar(
            type,
            [child],
            printed =>
                type.IsFraction || type is DecimalType ? $"(-{printed[0]})"
                : type is DayTimeType or YearMonthType ? $"(-{printed[0]})"
                : Print("-", type, $"0::{type.DuckDb}", printed[0]),
            name
        );
    }

    private static Bound Abs(FunctionCall call)
    {
        call.Arity(1, 1);
        var child = Number(call, 0);
        var type = child.Type;
        return FunctionCall.Scalar(
            type,
            [child],
            printed =>
                type.IsIntegral
                    ? $"CASE WHEN {printed[0]} < 0 THEN {Print("-", type, $"0::{type.DuckDb}", printed[0])} ELSE {printed[0]} END"
                    : $"abs({printed[0]})",
            call.Pretty()
        );
    }
}

/// <summary>Decimal arithmetic with Spark's precision and scale rules, exact to 38 digits.</summary>
internal static class Decimals
{
    /// <summary>An operand as a decimal: an integer constant needs only its own digits.</summary>
    public static Bound Exact(Casts casts, Bound bound)
    {
        if (bound.Type is DecimalType)
        {
            return bound;
        }

        if (bound is { IsLiteral: true, Tag: long value })
        {
            var digits = Math.Max(1, Math.Abs((decimal)value).ToString(CultureInfo.InvariantCulture).Length);
            return casts.Coerce(bound, new DecimalType(digits, 0));
        }

        return casts.Coerce(bound, DecimalType.For(bound.Type));
    }

    public static DecimalType Result(string symbol, DecimalType a, DecimalType b)
    {
        var (p1, s1, p2, s2) = (a.Precision, a.Scale, b.Precision, b.Scale);
        switch (symbol)
        {
            case "*":
                return DecimalType.Adjusted(p1 + p2 + 1, s1 + s2);
            case "/":
                var scale = Math.Max(6, s1 + p2 + 1);
                return DecimalType.Adjusted(p1 - s1 + s2 + scale, scale);
            case "%":
                return DecimalType.Adjusted(Math.Min(p1 - s1, p2 - s2) + Math.Max(s1, s2), Math.Max(s1, s2));
            default:
                return DecimalType.Adjusted(Math.Max(s1, s2) + Math.Max(p1 - s1, p2 - s2) + 1, Math.Max(s1, s2));
        }
    }

    public static Bound Operate(string symbol, Bound left, Bound right, string name)
    {
        var (a, b) = ((DecimalType)left.Type, (DecimalType)right.Type);
        var type = Result(symbol, a, b);
        var mayBeNull = symbol is "/" or "%" || type.Precision == DecimalType.MaxPrecision;
        return Bound.Scalar(
            name,
            type,
            mayBeNull || left.Nullable || right.Nullable,
            [left, right],
            printed => Print(symbol, printed[0], printed[1], a, b, type)
        );
    }

    private static string Print(string symbol, string x, string y, DecimalType a, DecimalType b, DecimalType type)
    {
        var natural =
            symbol == "*"
                ? a.Precision + b.Precision
                : Math.Max(a.Scale, b.Scale) + Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + 1;
        if (symbol is "+" or "-" && natural <= 38)
        {
            return $"CAST(CAST({x} AS {type.DuckDb}) {symbol} CAST({y} AS {type.DuckDb}) AS {type.DuckDb})";
        }

        if (symbol == "*" && natural <= 38)
        {
            return $"CAST({x} * {y} AS {type.DuckDb})";
        }

        // Precision and scale travel as one number: a scalar function takes four arguments at most.
        var size = (type.Precision * 100) + type.Scale;
        return $"CAST(spark_decimal_op('{symbol}', CAST({x} AS VARCHAR), CAST({y} AS VARCHAR), {size}) AS {type.DuckDb})";
    }
}
