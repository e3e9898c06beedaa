using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Date and time functions.</summary>
internal static partial class TimeFunctions
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_date_trunc", (string unit, DateTime value) => Truncate(unit, value)),
        RuntimeFunction.Of(
            "lake_date_trunc_date",
            (string unit, DateOnly value) =>
                DateOnly.FromDateTime(Truncate(DateUnit(unit), value.ToDateTime(TimeOnly.MinValue)))
        ),
        RuntimeFunction.Of("lake_date_add", (string unit, long amount, DateTime value) => Add(unit, amount, value)),
        RuntimeFunction.Of(
            "lake_date_add_date",
            (string unit, long amount, DateOnly value) =>
                DateOnly.FromDateTime(Add(DateUnit(unit), amount, value.ToDateTime(TimeOnly.MinValue)))
        ),
        RuntimeFunction.Of(
            "lake_date_add_zoned",
            (string unit, long amount, DateTime value, string zone) => AddZoned(unit, amount, value, zone)
        ),
        RuntimeFunction.Of("lake_date_diff", (string unit, DateTime from, DateTime to) => Difference(unit, from, to)),
        RuntimeFunction.Of(
            "lake_date_diff_date",
            (string unit, DateOnly from, DateOnly to) =>
                Difference(DateUnit(unit), from.ToDateTime(TimeOnly.MinValue), to.ToDateTime(TimeOnly.MinValue))
        ),
        RuntimeFunction.Of(
            "lake_date_diff_zoned",
            (string unit, DateTime from, DateTime to, string zone) => DifferenceZoned(unit, from, to, zone)
        ),
        RuntimeFunction.Of(
            "lake_date_format",
            (DateTime value, string format, string zone) => MySqlFormat.Format(Zones.ToLocal(value, zone), format)
        ),
        RuntimeFunction.Of("lake_date_parse", (string text, string format) => MySqlFormat.Parse(text, format)),
        RuntimeFunction.Of(
            "lake_format_datetime",
            (DateTime value, string format, string zone) => JodaFormat.Format(value, zone, format)
        ),
        RuntimeFunction.Of(
            "lake_parse_datetime_instant",
            (string text, string format) => JodaFormat.Parse(text, format).Instant
        ),
        RuntimeFunction.Of(
            "lake_parse_datetime_zone",
            (string text, string format) => JodaFormat.Parse(text, format).Zone
        ),
        RuntimeFunction.Of("lake_iso_instant", (string text) => IsoText.Parse(text).Instant),
        RuntimeFunction.Of("lake_iso_zone", (string text) => IsoText.Parse(text).Zone),
        RuntimeFunction.Of("lake_iso_date", (string text) => DateOnly.FromDateTime(IsoText.Parse(text).Local)),
        RuntimeFunction.Of(
            "lake_iso_text",
            (DateTime value, string zone, long digits) => IsoText.Format(value, zone, (int)digits)
        ),
        RuntimeFunction.Of(
            "lake_from_unixtime",
            (double seconds) =>
                DateTime.SpecifyKind(
                    DateTime.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000, MidpointRounding.AwayFromZero)),
                    DateTimeKind.Unspecified
                )
        ),
        RuntimeFunction.Of("lake_offset_text", (long minutes) => Zones.OffsetText((int)minutes)),
        RuntimeFunction.Of("lake_time_offset", (string text) => (long)(TrinoTime.Time(text)?.Offset ?? 0)),
        RuntimeFunction.Of("lake_human_seconds", (double seconds) => HumanSeconds(seconds)),
        RuntimeFunction.Of("lake_parse_duration", (string text) => ParseDuration(text)),
    ];

    private static string DateUnit(string unit) =>
        unit.ToLowerInvariant() is "day" or "week" or "month" or "quarter" or "year"
            ? unit
            : throw RuntimeFailure.Argument($"'{unit.ToLowerInvariant()}' is not a valid DATE field");

    private static RuntimeFailure BadUnit(string unit) =>
        RuntimeFailure.Argument($"'{unit}' is not a valid Timestamp field");

    private static DateTime Truncate(string unit, DateTime value) =>
        unit.ToLowerInvariant() switch
        {
            "millisecond" => new DateTime(value.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond),
            "second" => new DateTime(value.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond),
            "minute" => new DateTime(value.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute),
            "hour" => new DateTime(value.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour),
            "day" => value.Date,
            "week" => value.Date.AddDays(-(((int)value.DayOfWeek + 6) % 7)),
            "month" => new DateTime(value.Year, value.Month, 1),
            "quarter" => new DateTime(value.Year, ((value.Month - 1) / 3 * 3) + 1, 1),
            "year" => new DateTime(value.Year, 1, 1),
            _ => throw BadUnit(unit),
        };

    private static DateTime Add(string unit, long amount, DateTime value) =>
        unit.ToLowerInvariant() switch
        {
            "millisecond" => value.AddMilliseconds(amount),
            "second" => value.AddSeconds(amount),
            "minute" => value.AddMinutes(amount),
            "hour" => value.AddHours(amount),
            "day" => value.AddDays(amount),
            "week" => value.AddDays(7 * amount),
            "month" => value.AddMonths((int)amount),
            "quarter" => value.AddMonths(3 * (int)amount),
            "year" => value.AddYears((int)amount),
            _ => throw BadUnit(unit),
        };

    private static bool IsClockUnit(string unit) =>
        unit.ToLowerInvariant() is "millisecond" or "second" or "minute" or "hour";

    private static DateTime AddZoned(string unit, long amount, DateTime value, string zone) =>
        IsClockUnit(unit) ? Add(unit, amount, value) : Zones.ToUtc(Add(unit, amount, Zones.ToLocal(value, zone)), zone);

    private static long DifferenceZoned(string unit, DateTime from, DateTime to, string zone) =>
        IsClockUnit(unit)
            ? Difference(unit, from, to)
            : Difference(unit, Zones.ToLocal(from, zone), Zones.ToLocal(to, zone));

    /// <summary>Whole units between, rounded toward zero; a month's last day counts for the same day of a longer one.</summary>
    private static long Difference(string unit, DateTime from, DateTime to)
    {
        var ticks = to.Ticks - from.Ticks;
        return unit.ToLowerInvariant() switch
        {
            "millisecond" => ticks / TimeSpan.TicksPerMillisecond,
            "second" => ticks / TimeSpan.TicksPerSecond,
            "minute" => ticks / TimeSpan.TicksPerMinute,
            "hour" => ticks / TimeSpan.TicksPerHour,
            "day" => ticks / TimeSpan.TicksPerDay,
            "week" => ticks / (7 * TimeSpan.TicksPerDay),
            "month" => Months(from, to),
            "quarter" => Months(from, to) / 3,
            "year" => Months(from, to) / 12,
            _ => throw BadUnit(unit),
        };
    }

    private static long Months(DateTime from, DateTime to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        var reached = from.AddMonths(months);
        return months > 0 && reached > to ? months - 1
            : months < 0 && reached < to ? months + 1
            : months;
    }

    private static string HumanSeconds(double seconds)
    {
        var rest = (long)Math.Round(Math.Abs(seconds));
        var parts = new List<string>();
        foreach (
            var (unit, size) in new[]
            {
                ("week", 604_800L),
                ("day", 86_400L),
                ("hour", 3_600L),
                ("minute", 60L),
                ("second", 1L),
            }
        )
        {
            var count = rest / size;
            rest %= size;
            if (count > 0)
            {
                parts.Add($"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}");
            }
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(", ", parts);
    }

    [GeneratedRegex(@"^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$")]
    private static partial Regex DurationPattern();

    private static long ParseDuration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success)
        {
            throw RuntimeFailure.Argument($"duration is not a valid data duration string: {text}");
        }

        var milliseconds = match.Groups[2].Value switch
        {
            "ns" => 1e-6,
            "us" => 1e-3,
            "ms" => 1.0,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000.0,
            var unit => throw RuntimeFailure.Argument($"Unknown time unit: {unit}"),
        };
        return (long)Math.Round(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * milliseconds);
    }
}
