using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>EXTRACT and its functions (<c>year(x)</c>), AT TIME ZONE, and the values of the session's clock.</summary>
internal static class TrinoTimeFields
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["YEAR"] = "year",
        ["QUARTER"] = "quarter",
        ["MONTH"] = "month",
        ["WEEK"] = "week",
        ["DAY"] = "day",
        ["DAY_OF_MONTH"] = "day",
        ["DAY_OF_WEEK"] = "day_of_week",
        ["DOW"] = "day_of_week",
        ["DAY_OF_YEAR"] = "day_of_year",
        ["DOY"] = "day_of_year",
        ["YEAR_OF_WEEK"] = "year_of_week",
        ["YOW"] = "year_of_week",
        ["HOUR"] = "hour",
        ["MINUTE"] = "minute",
        ["SECOND"] = "second",
        ["TIMEZONE_MINUTE"] = "timezone_minute",
        ["TIMEZONE_HOUR"] = "timezone_hour",
    };

    public static BoundExpression Extract(ExtractExpression tree, BoundExpression operand)
    {
        if (!Functions.TryGetValue(tree.Field, out var name))
        {
            throw new SqlException(
                "SYNTAX_ERROR",
                $"Invalid EXTRACT field {tree.Field}, valid fields are: YEAR, QUARTER, MONTH, WEEK, DAY, DAY_OF_MONTH, DAY_OF_WEEK, "
                    + "DOW, DAY_OF_YEAR, DOY, YEAR_OF_WEEK, YOW, HOUR, MINUTE, SECOND, TIMEZONE_MINUTE, TIMEZONE_HOUR",
                tree.At
            );
        }

        return Field(name, operand)
            ?? throw new SqlException(
                "TYPE_MISMATCH",
                $"Cannot extract {tree.Field} from {TrinoTypes.Spell(operand.Type)}",
                tree.Operand.At
            );
    }

    private static readonly HashSet<string> DateFields =
    [
        "year",
        "quarter",
        "month",
        "week",
        "day",
        "day_of_week",
        "day_of_year",
        "year_of_week",
    ];

    /// <summary>A field of a date, time, timestamp or interval; null if that type has no such field.</summary>
    public static BoundExpression? Field(string name, BoundExpression value)
    {
        switch (value.Type.Kind)
        {
            case SqlKind.Unknown:
                return BoundLiteral.Null(SqlType.BigInt);
            case SqlKind.Date when DateFields.Contains(name):
                return DateField(name, value);
            case SqlKind.Timestamp when !name.StartsWith("timezone", StringComparison.Ordinal):
                return DateFields.Contains(name) ? DateField(name, value) : ClockField(name, value);
            case SqlKind.Time when name is "hour" or "minute" or "second" or "millisecond":
                return ClockField(name, Bound.Call(SqlType.Timestamp(6), "(DATE '1970-01-01' + {0})", value));
            case SqlKind.TimeWithTimeZone when name is "hour" or "minute" or "second" or "millisecond":
                return ClockField(name, Bound.Call(SqlType.Timestamp(6), "(DATE '1970-01-01' + ({0}).t)", value));
            case SqlKind.TimestampWithTimeZone when name is "timezone_hour" or "timezone_minute":
                var symbol = name == "timezone_hour" ? "//" : "%";
                return Bound.Call(SqlType.BigInt, $"(lake_zone_minutes(({{0}}).i, ({{0}}).z) {symbol} 60)", value);
            case SqlKind.TimestampWithTimeZone:
                return Field(
                    name,
                    Bound.Call(SqlType.Timestamp(value.Type.Precision), TrinoTimeCasts.Local("{0}"), value)
                );
            case SqlKind.IntervalDayToSecond:
                return IntervalField(name, value);
            case SqlKind.IntervalYearToMonth when name is "year" or "month":
                return Bound.Call(SqlType.BigInt, name == "year" ? "({0} // 12)" : "({0} % 12)", value);
            default:
                return null;
        }
    }

    private static BoundExpression DateField(string name, BoundExpression value)
    {
        var function = name switch
        {
            "day_of_week" => "isodow",
            "day_of_year" => "dayofyear",
            "year_of_week" => "isoyear",
            _ => name,
        };
        return Bound.Call(SqlType.BigInt, $"{function}({{0}})", value);
    }

    private static BoundExpression ClockField(string name, BoundExpression value) =>
        Bound.Call(SqlType.BigInt, name == "millisecond" ? "(millisecond({0}) % 1000)" : $"{name}({{0}})", value);

    private static BoundExpression? IntervalField(string name, BoundExpression value)
    {
        var template = name switch
        {
            "day" => "({0} // 86400000)",
            "hour" => "({0} // 3600000 % 24)",
            "minute" => "({0} // 60000 % 60)",
            "second" => "({0} // 1000 % 60)",
            "millisecond" => "({0} % 1000)",
            _ => null,
        };
        return template is null ? null : Bound.Call(SqlType.BigInt, template, value);
    }

    public static BoundExpression AtTimeZone(AtTimeZoneExpression tree, BoundExpression operand, BoundExpression zone)
    {
        if (operand.Type.Kind is not (SqlKind.Timestamp or SqlKind.TimestampWithTimeZone) || !zone.Type.IsText)
        {
            throw new SqlException(
                "TYPE_MISMATCH",
                operand.Type.Kind is SqlKind.Timestamp or SqlKind.TimestampWithTimeZone
                    ? "Type of time zone must be varchar or interval day to second"
                    : "Type of value must be a time or timestamp with or without time zone "
                        + $"(actual {TrinoTypes.Spell(operand.Type)})",
                tree.At
            );
        }

        return InZone(operand, zone);
    }

    /// <summary>The same instant in another zone; a local timestamp is one of the session's zone.</summary>
    public static BoundExpression InZone(BoundExpression value, BoundExpression zone)
    {
        var type = SqlType.TimestampWithTimeZone(value.Type.Precision);
        var zoned = Bound.Coerce(value, type);
        var instant = Bound.Call(SqlType.Timestamp(6), "({0}).i", zoned);
        return Bound.Call(type, TrinoTimeCasts.Zoned("{0}", "lake_zone_name({1})"), instant, zone);
    }

    public static BoundExpression Current(CurrentExpression tree, TrinoSessionOptions options)
    {
        var now = options.StartedAt.UtcDateTime;
        var precision = tree.Precision ?? 3;
        var local = Runtime.TrinoTime.Round(DateTime.SpecifyKind(now, DateTimeKind.Unspecified), precision);
        switch (tree.Name)
        {
            case "current_date":
                return new BoundLiteral(SqlType.Date, $"DATE '{now:yyyy-MM-dd}'");
            case "current_timestamp":
                return TrinoLiterals.BindTimestamp(local, precision, "UTC") with
                {
                    Type = SqlType.TimestampWithTimeZone(precision),
                };
            case "localtimestamp":
                return TrinoLiterals.BindTimestamp(local, precision, null);
            case "localtime":
                return new BoundLiteral(SqlType.Time(precision), $"TIME '{local:HH:mm:ss.ffffff}'");
            case "current_time":
                return new BoundLiteral(
                    SqlType.TimeWithTimeZone(precision),
                    $"struct_pack(t := TIME '{local:HH:mm:ss.ffffff}', o := CAST(0 AS BIGINT))"
                );
            case "current_user":
                return Bound.Text(options.User);
            case "current_catalog":
                return Bound.Text(options.CatalogName);
            case "current_schema":
                return Bound.Text(options.Database);
            case "current_timezone":
                return Bound.Text(options.TimeZone);
            default:
                throw new SqlException("NOT_SUPPORTED", $"{tree.Name} is not supported", tree.At);
        }
    }
}
