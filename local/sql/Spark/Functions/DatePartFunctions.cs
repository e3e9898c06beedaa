using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Parts of dates, timestamps and intervals.</summary>
internal static class DatePartFunctions
{
    private static readonly (string Name, string Print)[] OfDate =
    [
        ("year", "year({0})"),
        ("quarter", "quarter({0})"),
        ("month", "month({0})"),
        ("day", "day({0})"),
        ("dayofmonth", "day({0})"),
        ("dayofyear", "dayofyear({0})"),
        ("dayofweek", "(dayofweek({0}) + 1)"),
        ("weekday", "(isodow({0}) - 1)"),
        ("weekofyear", "weekofyear({0})"),
    ];

    private static readonly Dictionary<string, string> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year"] = "year({0})",
        ["y"] = "year({0})",
        ["years"] = "year({0})",
        ["yr"] = "year({0})",
        ["yearofweek"] = "isoyear({0})",
        ["quarter"] = "quarter({0})",
        ["qtr"] = "quarter({0})",
        ["month"] = "month({0})",
        ["mon"] = "month({0})",
        ["months"] = "month({0})",
        ["week"] = "weekofyear({0})",
        ["w"] = "weekofyear({0})",
        ["weeks"] = "weekofyear({0})",
        ["day"] = "day({0})",
        ["d"] = "day({0})",
        ["days"] = "day({0})",
        ["dayofweek"] = "(dayofweek({0}) + 1)",
        ["dow"] = "(dayofweek({0}) + 1)",
        ["dayofweek_iso"] = "isodow({0})",
        ["dow_iso"] = "isodow({0})",
        ["doy"] = "dayofyear({0})",
        ["hour"] = "hour({0})",
        ["h"] = "hour({0})",
        ["hours"] = "hour({0})",
        ["minute"] = "minute({0})",
        ["m"] = "minute({0})",
        ["min"] = "minute({0})",
        ["minutes"] = "minute({0})",
    };

    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var (name, print) in OfDate)
        {
            table[name] = call =>
            {
                call.Arity(1, 1);
                return call.Scalar(Int, [call.Take(0, Date)], p => $"{Fill(print, p[0])}::INTEGER");
            };
        }

        foreach (var name in (ReadOnlySpan<string>)["hour", "minute", "second"])
        {
            table[name] = call =>
            {
                call.Arity(1, 1);
                return call.Scalar(Int, [Instant(call, 0)], p => $"{call.Name}({Local(call, p[0])})::INTEGER");
            };
        }

        table["date_part"] = Part;
        table["datepart"] = Part;
        table["extract"] = Part;
    }

    private static string Fill(string print, string x) => print.Replace("{0}", x, StringComparison.Ordinal);

    private static Bound Instant(FunctionCall call, int index) =>
        call[index].Type == TimestampNtz ? call[index] : call.Take(index, Timestamp);

    private static string Local(FunctionCall call, string x) =>
        call.Arguments[^1].Type == TimestampNtz ? x : call.Casts.Local(x);

    private static Bound Part(FunctionCall call)
    {
        call.Arity(2, 2);
        var unit = (call.Constant(0) as string ?? "").ToLowerInvariant();
        var name =
            call.Name == "date_part" && call.Node.Position >= 0
                ? $"extract({call[0].Name} FROM {call[1].Name})"
                : call.Pretty();
        if (call[1].Type.IsInterval)
        {
            return Interval(call, unit, name);
        }

        var source = call[1].Type == Date ? call[1] : Instant(call, 1);
        if (unit is "second" or "s" or "sec" or "seconds" or "secs")
        {
            return FunctionCall.Scalar(
                new DecimalType(8, 6),
                [source],
                p =>
                    $"CAST((epoch_us({Local(call, p[0])}) % 60000000 + 60000000) % 60000000 * 0.000001::DECIMAL(7,6) AS DECIMAL(8,6))",
                name
            );
        }

        return Parts.TryGetValue(unit, out var print)
            ? FunctionCall.Scalar(
                Int,
                [source],
                p => $"{Fill(print, source.Type == Date ? p[0] : Local(call, p[0]))}::INTEGER",
                name
            )
            : throw SparkException.Analysis(
                "INVALID_EXTRACT_FIELD",
                $"Cannot extract `{unit}` from \"{call[1].Name}\"."
            );
    }

    private static Bound Interval(FunctionCall call, string unit, string name)
    {
        var (type, print) = unit switch
        {
            "year" => (Int, "({0} // 12)"),
            "month" => (SparkType.Byte, "({0} % 12)"),
            "day" => (Int, "({0} // 86400000000)"),
            "hour" => (SparkType.Byte, "({0} // 3600000000 % 24)"),
            "minute" => (SparkType.Byte, "({0} // 60000000 % 60)"),
            _ => throw SparkException.Analysis(
                "INVALID_EXTRACT_FIELD",
                $"Cannot extract `{unit}` from \"{call[1].Name}\"."
            ),
        };
        return FunctionCall.Scalar(type, [call[1]], p => $"CAST({Fill(print, p[0])} AS {type.DuckDb})", name);
    }
}
