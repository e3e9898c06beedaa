using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Arithmetic of dates, timestamps and intervals.</summary>
internal static class Temporal
{
    /// <summary>The operation if a date, timestamp or interval takes part; null otherwise.</summary>
    public static Bound? Operate(Casts casts, string symbol, Bound left, Bound right, string name)
    {
        var (a, b) = (left.Type, right.Type);
        if (!(IsTemporal(a) || IsTemporal(b)))
        {
            return null;
        }

        if (b.IsInterval && symbol is "+" or "-" && (a == SparkType.Date || a.IsInstant || a == SparkType.String))
        {
            return Shift(casts, left, right, symbol == "-", name);
        }

        if (a.IsInterval && symbol == "+" && (b == SparkType.Date || b.IsInstant))
        {
            return Shift(casts, right, left, false, name);
        }

        if (
            symbol == "-"
            && (a == SparkType.Date || a.IsInstant)
            && (b == SparkType.Date || b.IsInstant || b == SparkType.String)
        )
        {
            return Between(casts, left, right, name);
        }

        if (
            a == SparkType.Date
            && symbol is "+" or "-"
            && (b == SparkType.Int || b == SparkType.Short || b == SparkType.Byte)
        )
        {
            return FunctionCall.Scalar(
                SparkType.Date,
                [left, right],
                printed => $"({printed[0]} {symbol} {printed[1]}::INTEGER)",
                symbol == "+" ? $"date_add({left.Name}, {right.Name})" : $"date_sub({left.Name}, {right.Name})"
            );
        }

        return Intervals(casts, symbol, left, right, name);
    }

    private static bool IsTemporal(SparkType type) => type == SparkType.Date || type.IsInstant || type.IsInterval;

    private static Bound? Intervals(Casts casts, string symbol, Bound left, Bound right, string name)
    {
        if (symbol is "+" or "-" && Coercion.Tightest(left.Type, right.Type) is { IsInterval: true } type)
        {
            return FunctionCall.Scalar(type, [left, right], printed => $"({printed[0]} {symbol} {printed[1]})", name);
        }

        if (symbol is "*" or "/" && left.Type.IsInterval && (right.Type.IsNumeric || right.Type == SparkType.String))
        {
            return Scale(casts, symbol, left, right, name);
        }

        return symbol == "*" && right.Type.IsInterval && left.Type.IsNumeric
            ? Scale(casts, "*", right, left, name)
            : null;
    }

    private static Bound Scale(Casts casts, string symbol, Bound interval, Bound number, string name)
    {
        SparkType type = interval.Type is DayTimeType ? new DayTimeType(0, 3) : new YearMonthType(0, 1);
        var factor = casts.Coerce(number, SparkType.Double);
        return Bound.Scalar(
            name,
            type,
            true,
            [interval, factor],
            printed =>
                symbol == "*"
                    ? $"CAST(round({printed[0]} * {printed[1]}) AS {type.DuckDb})"
                    : $"CAST(round({printed[0]} / NULLIF({printed[1]}, 0)) AS {type.DuckDb})"
        );
    }

    private static Bound Shift(Casts casts, Bound moment, Bound interval, bool back, string name)
    {
        name = back ? name : $"{moment.Name} + {interval.Name}";
        var from = moment.Type == SparkType.String ? SparkType.Timestamp : moment.Type;
        var sign = back ? "-" : "+";
        switch (interval.Type)
        {
            case YearMonthType:
                var start = casts.Coerce(moment, from);
                return FunctionCall.Scalar(
                    from,
                    [start, interval],
                    printed => Months(casts, printed, from, sign),
                    name
                );
            case DayTimeType { Start: 0, End: 0 } when from == SparkType.Date:
                var days = $"extractansiintervaldays({interval.Name})";
                return FunctionCall.Scalar(
                    SparkType.Date,
                    [moment, interval],
                    printed => $"({printed[0]} {sign} ({printed[1]} // 86400000000)::INTEGER)",
                    $"date_add({moment.Name}, {(back ? $"(- {days})" : days)})"
                );
            case DayTimeType:
                var type = from == SparkType.Date ? SparkType.Timestamp : from;
                return FunctionCall.Scalar(
                    type,
                    [casts.Coerce(moment, type), interval],
                    printed => $"make_timestamp(epoch_us({printed[0]}) {sign} {printed[1]})",
                    name
                );
            default:
                var calendar = casts.Coerce(moment, from);
                return FunctionCall.Scalar(
                    from,
                    [calendar, interval],
                    printed =>
                        from == SparkType.Date
                            ? $"CAST({printed[0]} {sign} {printed[1]} AS DATE)"
                            : casts.FromLocal($"({casts.Local(printed[0])} {sign} {printed[1]})"),
                    name
                );
        }
    }

    private static string Months(Casts casts, string[] printed, SparkType from, string sign)
    {
        if (from == SparkType.Date)
        {
            return $"CAST({printed[0]} {sign} to_months({printed[1]}) AS DATE)";
        }

        return from == SparkType.Timestamp
            ? casts.FromLocal($"({casts.Local(printed[0])} {sign} to_months({printed[1]}))")
            : $"({printed[0]} {sign} to_months({printed[1]}))";
    }

    private static Bound Between(Casts casts, Bound left, Bound right, string name)
    {
        if (left.Type == SparkType.Date && right.Type == SparkType.Date)
        {
            return FunctionCall.Scalar(
                new DayTimeType(0, 0),
                [left, right],
                printed => $"(({printed[0]} - {printed[1]})::BIGINT * 86400000000)",
                name
            );
        }

        if (left.Type == SparkType.Date && right.Type == SparkType.String)
        {
            return Between(casts, left, casts.Coerce(right, SparkType.Date), name);
        }

        var type = left.Type == SparkType.Date ? right.Type : left.Type;
        return FunctionCall.Scalar(
            new DayTimeType(0, 3),
            [casts.Coerce(left, type), casts.Coerce(right, type)],
            printed => $"(epoch_us({printed[0]}) - epoch_us({printed[1]}))",
            name
        );
    }
}
