using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Functions on timestamps, epochs, zones, and time windows.</summary>
internal static class TimestampFunctions
{
    private const string DefaultFormat = "yyyy-MM-dd HH:mm:ss";

    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["current_timestamp"] = call =>
            FunctionCall.Scalar(Timestamp, [], _ => call.Binder.Session.NowSql, "current_timestamp()");
        table["now"] = call => FunctionCall.Scalar(Timestamp, [], _ => call.Binder.Session.NowSql, "now()");
        table["localtimestamp"] = call =>
            FunctionCall.Scalar(TimestampNtz, [], _ => call.Binder.Session.NowSql, "localtimestamp()");
        foreach (
            var name in (ReadOnlySpan<string>)
                ["to_timestamp", "try_to_timestamp", "to_timestamp_ltz", "to_timestamp_ntz"]
        )
        {
            table[name] = ToTimestamp;
        }

        table["unix_timestamp"] = Unix;
        table["to_unix_timestamp"] = Unix;
        table["from_unixtime"] = call =>
        {
            call.Arity(1, 2);
            var format = call.Count > 1 ? call.Take(1, SparkType.String) : Make.Text(DefaultFormat);
            return FunctionCall.Scalar(
                SparkType.String,
                [call.Take(0, Long), format],
                p => $"spark_date_format({p[0]} * 1000000, {p[1]}, {DuckSql.Literal(call.Casts.Zone)})",
                call.Count > 1 ? call.Pretty() : call.Pretty(DefaultFormat)
            );
        };
        table["timestamp_seconds"] = call =>
        {
            call.Arity(1, 1);
            return call.Scalar(Timestamp, [call[0]], p => call.Casts.Print(p[0], call[0].Type, Timestamp));
        };
        table.Fixed("timestamp_millis", [Long], Timestamp, p => $"make_timestamp({p[0]} * 1000)");
        table.Fixed("timestamp_micros", [Long], Timestamp, p => $"make_timestamp({p[0]})");
        table.Fixed("unix_seconds", [Timestamp], Long, p => $"spark_floor_div(epoch_us({p[0]}), 1000000)");
        table.Fixed("unix_millis", [Timestamp], Long, p => $"spark_floor_div(epoch_us({p[0]}), 1000)");
        table.Fixed("unix_micros", [Timestamp], Long, p => $"epoch_us({p[0]})");
        table["date_trunc"] = call =>
        {
            call.Arity(2, 2);
            return call.Scalar(
                Timestamp,
                [call.Take(0, SparkType.String), call.Take(1, Timestamp)],
                p => $"make_timestamp(spark_trunc_time({p[0]}, epoch_us({p[1]}), {DuckSql.Literal(call.Casts.Zone)}))"
            ) with
            {
                Nullable = true,
            };
        };
        table.Fixed(
            "from_utc_timestamp",
            [Timestamp, SparkType.String],
            Timestamp,
            p => $"make_timestamp(spark_from_utc(epoch_us({p[0]}), {p[1]}))"
        );
        table.Fixed(
            "to_utc_timestamp",
            [Timestamp, SparkType.String],
            Timestamp,
            p => $"make_timestamp(spark_to_utc(epoch_us({p[0]}), {p[1]}))"
        );
        table["convert_timezone"] = call =>
        {
            call.Arity(2, 3);
            var from = call.Count > 2 ? call.Take(0, SparkType.String) : Make.Text(call.Casts.Zone);
            return FunctionCall.Scalar(
                TimestampNtz,
                [from, call.Take(call.Count - 2, SparkType.String), call.Take(call.Count - 1, TimestampNtz)],
                p => $"make_timestamp(spark_from_utc(spark_to_utc(epoch_us({p[2]}), {p[0]}), {p[1]}))",
                call.Pretty()
            );
        };
        table["make_timestamp"] = call => MakeTimestamp(call, Timestamp);
        table["make_timestamp_ltz"] = call => MakeTimestamp(call, Timestamp);
        table["make_timestamp_ntz"] = call => MakeTimestamp(call, TimestampNtz);
        table["make_interval"] = MakeInterval;
        table["make_dt_interval"] = call => MakeDayTime(call);
        table["make_ym_interval"] = call =>
            call.Scalar(
                new YearMonthType(0, 1),
                Enumerable.Range(0, call.Count).Select(i => call.Take(i, Int)).ToList(),
                p => $"({p.Or(0, "0")} * 12 + {p.Or(1, "0")})"
            );
    }

    private static Bound ToTimestamp(FunctionCall call)
    {
        call.Arity(1, 2);
        var type = call.Name.EndsWith("ntz", StringComparison.Ordinal) ? TimestampNtz : Timestamp;
        if (call.Count == 1 || call[0].Type != SparkType.String)
        {
            var wide =
                call[0].Type.IsNumeric || call[0].Type == SparkType.Boolean
                    ? call.Casts.Coerce(call[0], type)
                    : call.Take(0, type);
            return wide with { Name = call.Pretty(), Kind = BoundKind.Scalar };
        }

        var zone = type == TimestampNtz ? "'UTC'" : DuckSql.Literal(call.Casts.Zone);
        return call.Scalar(
            type,
            [call[0], call.Take(1, SparkType.String)],
            p => $"make_timestamp(spark_parse_time({p[0]}, {p[1]}, {zone}, {call.ParsesQuietly}))"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound Unix(FunctionCall call)
    {
        call.Arity(0, 2);
        var format = call.Count > 1 ? call.Take(1, SparkType.String) : Make.Text(DefaultFormat);
        if (call.Count == 0)
        {
            return FunctionCall.Scalar(
                Long,
                [],
                _ => $"(epoch_us({call.Binder.Session.NowSql}) // 1000000)",
                $"unix_timestamp(current_timestamp(), {DefaultFormat})"
            );
        }

        var name = call.Count > 1 ? call.Pretty() : call.Pretty(DefaultFormat);
        if (call[0].Type == SparkType.String || call[0].Type == SparkType.Void)
        {
            var zone = DuckSql.Literal(call.Casts.Zone);
            return FunctionCall.Scalar(
                Long,
                [call.Take(0, SparkType.String), format],
                p => $"spark_floor_div(spark_parse_time({p[0]}, {p[1]}, {zone}, {call.ParsesQuietly}), 1000000)",
                name
            ) with
            {
                Nullable = true,
            };
        }

        // Spark cuts the fraction off towards zero here, unlike its cast to bigint.
        return FunctionCall.Scalar(Long, [call.Take(0, Timestamp)], p => $"(epoch_us({p[0]}) // 1000000)", name);
    }

    private static Bound MakeTimestamp(FunctionCall call, SparkType type)
    {
        call.Arity(6, 7);
        var parts = Enumerable.Range(0, 5).Select(i => call.Take(i, Int)).ToList();
        parts.Add(call.Take(5, new DecimalType(16, 6)));
        if (call.Count > 6)
        {
            parts.Add(call.Take(6, SparkType.String));
        }

        var zone = type == TimestampNtz ? "'UTC'" : DuckSql.Literal(call.Casts.Zone);
        return call.Scalar(
            type,
            parts,
            p =>
                $"make_timestamp(spark_make_time({p[0]} * 10000 + {p[1]} * 100 + {p[2]}, {p[3]} * 100 + {p[4]}, CAST({p[5]} * 1000000 AS BIGINT), {p.Or(6, zone)}))"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound MakeInterval(FunctionCall call)
    {
        var arguments = Enumerable
            .Range(0, call.Count)
            .Select(i => i == 6 ? call.Take(i, SparkType.Double) : call.Take(i, Int))
            .ToList();
        return call.Scalar(
            CalendarInterval,
            arguments,
            p =>
                $"(to_months({p.Or(0, "0")} * 12 + {p.Or(1, "0")}) + to_days({p.Or(2, "0")} * 7 + {p.Or(3, "0")}) + to_microseconds(({p.Or(4, "0")}::BIGINT * 3600000000 + {p.Or(5, "0")}::BIGINT * 60000000 + ({p.Or(6, "0")} * 1000000)::BIGINT)))"
        );
    }

    private static Bound MakeDayTime(FunctionCall call)
    {
        var arguments = Enumerable
            .Range(0, call.Count)
            .Select(i => i == 3 ? call.Take(i, SparkType.Double) : call.Take(i, Int))
            .ToList();
        return call.Scalar(
            new DayTimeType(0, 3),
            arguments,
            p =>
                $"({p.Or(0, "0")}::BIGINT * 86400000000 + {p.Or(1, "0")}::BIGINT * 3600000000 + {p.Or(2, "0")}::BIGINT * 60000000 + ({p.Or(3, "0")} * 1000000)::BIGINT)"
        );
    }
}
