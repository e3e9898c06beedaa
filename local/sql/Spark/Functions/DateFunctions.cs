using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Functions on dates.</summary>
internal static class DateFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["current_date"] = call =>
            FunctionCall.Scalar(
                Date,
                [],
                _ => $"CAST({call.Casts.Local(call.Binder.Session.NowSql)} AS DATE)",
                "current_date()"
            );
        table["curdate"] = table["current_date"];
        table["date_add"] = call => AddDays(call, "+", "date_add");
        table["dateadd"] = table["date_add"];
        table["date_sub"] = call => AddDays(call, "-", "date_sub");
        table["datediff"] = DateDiff;
        table["date_diff"] = DateDiff;
        table.Fixed(
            "add_months",
            [Date, Int],
            Date,
            p => $"(DATE '1970-01-01' + spark_add_months({Casts.Days(p[0])}, {p[1]}))"
        );
        table.Fixed("last_day", [Date], Date, p => $"last_day({p[0]})");
        table.Fixed(
            "next_day",
            [Date, SparkType.String],
            Date,
            p => $"(DATE '1970-01-01' + spark_next_day({Casts.Days(p[0])}, {p[1]}))",
            nullable: true
        );
        table.Fixed(
            "make_date",
            [Int, Int, Int],
            Date,
            p => $"(DATE '1970-01-01' + spark_make_date({p[0]}, {p[1]}, {p[2]}))",
            nullable: true
        );
        table["trunc"] = call =>
        {
            call.Arity(2, 2);
            return call.Scalar(
                Date,
                [call.Take(0, Date), call.Take(1, SparkType.String)],
                p => $"(DATE '1970-01-01' + spark_trunc_date({Casts.Days(p[0])}, {p[1]}))"
            ) with
            {
                Nullable = true,
            };
        };
        table["months_between"] = MonthsBetween;
        table["to_date"] = ToDate;
        table["try_to_date"] = ToDate;
        table.Fixed("date_from_unix_date", [Int], Date, p => $"(DATE '1970-01-01' + {p[0]})");
        table.Fixed("unix_date", [Date], Int, p => Casts.Days(p[0]));
        table["date_format"] = call =>
        {
            call.Arity(2, 2);
            var zone = DuckSql.Literal(call.Casts.Zone);
            return call.Scalar(
                SparkType.String,
                [call.Take(0, Timestamp), call.Take(1, SparkType.String)],
                p => $"spark_date_format(epoch_us({p[0]}), {p[1]}, {zone})"
            );
        };
        table["timestampadd"] = TimestampAdd;
        table["timestampdiff"] = TimestampDiff;
    }

    private static Bound AddDays(FunctionCall call, string sign, string name)
    {
        call.Arity(2, 2);
        var days = call[1];
        if (days.Type == SparkType.String && days.IsLiteral)
        {
            days = call.Casts.Coerce(days, Int);
        }

        if (days.Type != Int && days.Type != Short && days.Type != SparkType.Byte && days.Type != SparkType.Void)
        {
            if (days.Type != SparkType.String)
            {
                throw call.Unexpected(1, "INT\" or \"SMALLINT\" or \"TINYINT");
            }

            days = call.Casts.Coerce(days, Int);
        }

        return FunctionCall.Scalar(
            Date,
            [call.Take(0, Date), call.Casts.Coerce(days, Int)],
            p => $"({p[0]} {sign} {p[1]}::INTEGER)",
            call.PrettyAs(name)
        );
    }

    private static Bound DateDiff(FunctionCall call)
    {
        call.Arity(2, 2);
        return FunctionCall.Scalar(
            Int,
            [call.Take(0, Date), call.Take(1, Date)],
            p => $"({p[0]} - {p[1]})::INTEGER",
            call.Pretty()
        );
    }

    private static Bound MonthsBetween(FunctionCall call)
    {
        call.Arity(2, 3);
        var round = call.Count > 2 ? call.Take(2, SparkType.Boolean) : Make.Bool(true);
        return FunctionCall.Scalar(
            SparkType.Double,
            [call.Take(0, Timestamp), call.Take(1, Timestamp), round],
            p => $"spark_months_between({Local(call, p[0])}, {Local(call, p[1])}, {p[2]})",
            call.Count > 2 ? call.Pretty() : call.Pretty("true")
        );
    }

    private static string Local(FunctionCall call, string x) => $"epoch_us({call.Casts.Local(x)})";

    private static Bound ToDate(FunctionCall call)
    {
        call.Arity(1, 2);
        if (call.Count == 1)
        {
            return call.Casts.Coerce(
                call[0].Type == Date ? call[0] with { Kind = BoundKind.Scalar } : call.Take(0, Date),
                Date
            ) with
            {
                Name = call.Pretty(),
            };
        }

        if (call[0].Type != SparkType.String)
        {
            return call.Take(0, Date) with { Name = call.Pretty() };
        }

        return call.Scalar(
            Date,
            [call[0], call.Take(1, SparkType.String)],
            p => $"CAST(make_timestamp(spark_parse_time({p[0]}, {p[1]}, 'UTC', {call.ParsesQuietly})) AS DATE)"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound TimestampAdd(FunctionCall call)
    {
        var unit = ((string)call.Constant(0)!).ToUpperInvariant();
        var name = $"timestampadd({unit}, {call[1].Name}, {call[2].Name})";
        var time = call.Take(2, call[2].Type == TimestampNtz ? TimestampNtz : Timestamp);
        return FunctionCall.Scalar(
            time.Type,
            [call.Take(1, Int), time],
            p =>
                $"make_timestamp(spark_time_add('{unit}', {p[0]}, epoch_us({p[1]}), {DuckSql.Literal(call.Casts.Zone)}))",
            name
        );
    }

    private static Bound TimestampDiff(FunctionCall call)
    {
        var unit = ((string)call.Constant(0)!).ToUpperInvariant();
        var name = $"timestampdiff({unit}, {call[1].Name}, {call[2].Name})";
        return FunctionCall.Scalar(
            Long,
            [call.Take(1, Timestamp), call.Take(2, Timestamp)],
            p => $"spark_time_diff('{unit}', epoch_us({p[0]}), epoch_us({p[1]}), {DuckSql.Literal(call.Casts.Zone)})",
            name
        );
    }
}
