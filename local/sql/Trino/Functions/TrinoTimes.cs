using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Date and time functions (Trino's documentation, "Date and time functions and operators").</summary>
internal static class TrinoTimes
{
    private static readonly string Local = TrinoTimeCasts.Local("{1}");

    /// <summary>A field of every type that has it: <c>year(x)</c>.</summary>
    private static IEnumerable<Function> Fields(params string[] names) =>
        names.SelectMany(name =>
            new[] { "date", "timestamp", "timestamptz", "time", "timetz", "interval_second", "interval_month" }
                .Where(type =>
                    TrinoTimeFields.Field(name, BoundLiteral.Null(new SqlType(SignatureKinds.Of(type)))) is not null
                )
                .Select(type =>
                    Expands(
                        $"{Alias(name)}({type}) -> bigint",
                        (arguments, _) => TrinoTimeFields.Field(name, arguments[0])!
                    )
                )
        );

    private static string Alias(string name) => name;

    private static IEnumerable<Function> Named(string name, string field) =>
        new[] { "date", "timestamp", "timestamptz" }.Select(type =>
            Expands($"{name}({type}) -> bigint", (arguments, _) => TrinoTimeFields.Field(field, arguments[0])!)
        );

    private static Function Format(string name, string type, string local, string zone) =>
        Scalar($"{name}({type}, varchar) -> varchar", $"lake_{name}({local}, {{1}}, {zone})");

    private static string Zoned(string text) => TrinoTimeCasts.Zoned(text + "_instant({*})", text + "_zone({*})");

    private static SqlType Second(IReadOnlyList<SqlType> types) => types[1];

    private static SqlType Third(IReadOnlyList<SqlType> types) => types[2];

    private static Func<IReadOnlyList<SqlType>, SqlType> IsoLength(int plain) =>
        types => SqlType.VarcharOf(plain + types[0].Precision + (types[0].Precision > 0 ? 1 : 0));

    public static readonly Function[] Functions =
    [
        .. Fields(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "day_of_week",
            "day_of_year",
            "year_of_week",
            "hour",
            "minute",
            "second",
            "millisecond",
            "timezone_hour",
            "timezone_minute"
        ),
        .. Named("day_of_month", "day"),
        .. Named("dow", "day_of_week"),
        .. Named("doy", "day_of_year"),
        .. Named("yow", "year_of_week"),
        .. Named("week_of_year", "week"),
        Scalar("date_trunc(varchar, date) -> date", "lake_date_trunc_date({0}, {1})"),
        Scalar("date_trunc(varchar, timestamp) -> timestamp", "lake_date_trunc({0}, {1})").Returning(Second),
        Scalar(
                "date_trunc(varchar, timestamptz) -> timestamptz",
                TrinoTimeCasts.Zoned($"lake_zone_utc(lake_date_trunc({{0}}, {Local}), ({{1}}).z)", "({1}).z")
            )
            .Returning(Second),
        Scalar("date_trunc(varchar, time) -> time", "CAST(lake_date_trunc({0}, DATE '1970-01-01' + {1}) AS TIME)")
            .Returning(Second),
        Scalar("date_add(varchar, bigint, date) -> date", "lake_date_add_date({0}, {1}, {2})"),
        Scalar("date_add(varchar, bigint, timestamp) -> timestamp", "lake_date_add({0}, {1}, {2})").Returning(Third),
        Scalar(
                "date_add(varchar, bigint, timestamptz) -> timestamptz",
                TrinoTimeCasts.Zoned("lake_date_add_zoned({0}, {1}, ({2}).i, ({2}).z)", "({2}).z")
            )
            .Returning(Third),
        Scalar(
                "date_add(varchar, bigint, time) -> time",
                "CAST(lake_date_add({0}, {1}, DATE '1970-01-01' + {2}) AS TIME)"
            )
            .Returning(Third),
        Scalar("date_diff(varchar, date, date) -> bigint", "lake_date_diff_date({0}, {1}, {2})"),
        Scalar("date_diff(varchar, timestamp(p), timestamp(p)) -> bigint", "lake_date_diff({0}, {1}, {2})"),
        Scalar(
            "date_diff(varchar, timestamptz(p), timestamptz(p)) -> bigint",
            "lake_date_diff_zoned({0}, ({1}).i, ({2}).i, ({1}).z)"
        ),
        Scalar(
            "date_diff(varchar, time(p), time(p)) -> bigint",
            "lake_date_diff({0}, DATE '1970-01-01' + {1}, DATE '1970-01-01' + {2})"
        ),
        Scalar("date(varchar) -> date", "lake_to_date({0})"),
        Scalar("date(timestamp) -> date", "CAST({0} AS DATE)"),
        Scalar("date(timestamptz) -> date", $"CAST({TrinoTimeCasts.Local("{0}")} AS DATE)"),
        Scalar("last_day_of_month(date) -> date", "last_day({0})"),
        Scalar("last_day_of_month(timestamp) -> date", "last_day({0})"),
        Scalar("last_day_of_month(timestamptz) -> date", $"last_day({TrinoTimeCasts.Local("{0}")})"),
        Format("date_format", "timestamp(p)", "{0}", "'UTC'"),
        Format("date_format", "timestamptz(p)", "({0}).i", "({0}).z"),
        Format("format_datetime", "timestamp(p)", "{0}", "'UTC'"),
        Format("format_datetime", "timestamptz(p)", "({0}).i", "({0}).z"),
        Scalar("date_parse(varchar, varchar) -> timestamp(3)", "lake_date_parse({0}, {1})"),
        Scalar("parse_datetime(varchar, varchar) -> timestamptz(3)", Zoned("lake_parse_datetime")),
        Scalar("from_iso8601_timestamp(varchar) -> timestamptz(3)", Zoned("lake_iso")),
        Scalar("from_iso8601_timestamp_nanos(varchar) -> timestamptz(9)", Zoned("lake_iso")),
        Scalar("from_iso8601_date(varchar) -> date", "lake_iso_date({0})"),
        Scalar("to_iso8601(date) -> varchar(16)", "CAST({0} AS VARCHAR)"),
        Scalar(
                "to_iso8601(timestamp) -> varchar",
                call => $"replace(lake_timestamp_text({call.Arguments[0]}, {call.Types[0].Precision}), ' ', 'T')"
            )
            .Returning(IsoLength(22)),
        Scalar(
                "to_iso8601(timestamptz) -> varchar",
                call => $"lake_iso_text(({call.Arguments[0]}).i, ({call.Arguments[0]}).z, {call.Types[0].Precision})"
            )
            .Returning(IsoLength(28)),
        Scalar("from_unixtime(double) -> timestamptz(3)", TrinoTimeCasts.Zoned("lake_from_unixtime({0})", "'UTC'")),
        Scalar(
            "from_unixtime(double, varchar) -> timestamptz(3)",
            TrinoTimeCasts.Zoned("lake_from_unixtime({0})", "lake_zone_name({1})")
        ),
        Scalar(
            "from_unixtime(double, bigint, bigint) -> timestamptz(3)",
            TrinoTimeCasts.Zoned("lake_from_unixtime({0})", "lake_offset_text({1} * 60 + {2})")
        ),
        Scalar("to_unixtime(timestamp) -> double", "(epoch_us({0}) / CAST(1000000 AS DOUBLE))"),
        Scalar("to_unixtime(timestamptz) -> double", "(epoch_us(({0}).i) / CAST(1000000 AS DOUBLE))"),
        Expands(
                "at_timezone(timestamptz, varchar) -> timestamptz",
                (arguments, _) => TrinoTimeFields.InZone(arguments[0], arguments[1])
            )
            .Returning(types => types[0]),
        Scalar(
                "with_timezone(timestamp, varchar) -> timestamptz",
                TrinoTimeCasts.Zoned("lake_zone_utc({0}, {1})", "lake_zone_name({1})")
            )
            .Returning(types => SqlType.TimestampWithTimeZone(types[0].Precision)),
        Scalar("human_readable_seconds(double) -> varchar", "lake_human_seconds({0})"),
        Scalar("parse_duration(varchar) -> interval_second", "lake_parse_duration({0})"),
        Scalar("to_milliseconds(interval_second) -> bigint", "{0}"),
    ];
}
