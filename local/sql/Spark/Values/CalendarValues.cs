using System.Globalization;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Calendar functions on days and microseconds.</summary>
internal static class CalendarValues
{
    private static readonly string[] DayNames =
    [
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
    ];

    public static int? NextDay(int days, string name)
    {
        var upper = name.Trim().ToUpperInvariant();
        var wanted = Array.FindIndex(DayNames, full => full == upper || full[..3] == upper || full[..2] == upper);
        if (wanted < 0)
        {
            return null;
        }

        var current = ((days % 7) + 7) % 7;
        var ahead = (wanted - current + 7) % 7;
        return days + (ahead == 0 ? 7 : ahead);
    }

    public static int? MakeDate(int year, int month, int day) =>
        DateValues.IsDate(year, month, day) ? DateValues.DaysFromCivil(year, month, day) : null;

    public static int? TruncDate(int days, string format)
    {
        var (year, month, _) = DateValues.CivilFromDays(days);
        return format.ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => DateValues.DaysFromCivil(year, 1, 1),
            "QUARTER" => DateValues.DaysFromCivil(year, (((month - 1) / 3) * 3) + 1, 1),
            "MONTH" or "MM" or "MON" => DateValues.DaysFromCivil(year, month, 1),
            "WEEK" => days - ((((days + 3) % 7) + 7) % 7),
            _ => null,
        };
    }

    public static long? TruncTime(string format, long micros, string zone)
    {
        var unit = format.ToUpperInvariant();
        long size = unit switch
        {
            "MICROSECOND" => 1,
            "MILLISECOND" => 1000,
            "SECOND" => 1_000_000,
            "MINUTE" => 60_000_000,
            "HOUR" => 3_600_000_000,
            "DAY" or "DD" => DateValues.MicrosPerDay,
            _ => 0,
        };
        var local = Zones.FromUtc(micros, zone);
        if (size > 0)
        {
            return Zones.ToUtc(DateValues.FloorDiv(local, size) * size, zone);
        }

        return TruncDate((int)DateValues.FloorDiv(local, DateValues.MicrosPerDay), unit) is { } days
            ? Zones.ToUtc(days * DateValues.MicrosPerDay, zone)
            : null;
    }

    public static double MonthsBetween(long a, long b, bool round)
    {
        var (dayA, dayB) = (
            DateValues.FloorDiv(a, DateValues.MicrosPerDay),
            DateValues.FloorDiv(b, DateValues.MicrosPerDay)
        );
        var (yearA, monthA, domA) = DateValues.CivilFromDays(dayA);
        var (yearB, monthB, domB) = DateValues.CivilFromDays(dayB);
        var months = ((yearA - yearB) * 12) + monthA - monthB;
        var lastA = domA == DateValues.DaysInMonth(yearA, monthA);
        var lastB = domB == DateValues.DaysInMonth(yearB, monthB);
        if (domA == domB || (lastA && lastB))
        {
            return months;
        }

        var secondsA = (a - (dayA * DateValues.MicrosPerDay)) / 1_000_000;
        var secondsB = (b - (dayB * DateValues.MicrosPerDay)) / 1_000_000;
        var seconds = ((domA - domB) * 86400L) + secondsA - secondsB;
        var difference = months + (seconds / (31 * 86400.0));
        return round ? Math.Round(difference * 1e8) / 1e8 : difference;
    }

    public static long? MakeTime(int date, int hourMinute, long secondMicros, string zone)
    {
        var (year, month, day) = (date / 10000, Math.Abs(date / 100 % 100), Math.Abs(date % 100));
        var (hour, minute) = (hourMinute / 100, hourMinute % 100);
        if (
            !DateValues.IsDate(year, month, day)
            || hour is < 0 or > 23
            || minute is < 0 or > 59
            || secondMicros is < 0 or > 60_000_000
        )
        {
            return null;
        }

        var local =
            (DateValues.DaysFromCivil(year, month, day) * DateValues.MicrosPerDay)
            + (((hour * 60L) + minute) * 60_000_000)
            + secondMicros;
        return Zones.ToUtc(local, zone);
    }

    private static (int Months, long Micros) Unit(string unit) =>
        unit switch
        {
            "YEAR" => (12, 0),
            "QUARTER" => (3, 0),
            "MONTH" => (1, 0),
            "WEEK" => (0, 7 * DateValues.MicrosPerDay),
            "DAY" or "DAYOFYEAR" => (0, DateValues.MicrosPerDay),
            "HOUR" => (0, 3_600_000_000),
            "MINUTE" => (0, 60_000_000),
            "SECOND" => (0, 1_000_000),
            "MILLISECOND" => (0, 1000),
            "MICROSECOND" => (0, 1),
            _ => throw SparkException
                .Analysis("INVALID_PARAMETER_VALUE.DATETIME_UNIT", $"Invalid datetime unit: {unit}.")
                .ForEngine(),
        };

    public static long TimeAdd(string unit, int amount, long micros, string zone)
    {
        var (months, size) = Unit(unit);
        if (months == 0 && size < DateValues.MicrosPerDay)
        {
            return micros + (amount * size);
        }

        var local = Zones.FromUtc(micros, zone);
        var day = DateValues.FloorDiv(local, DateValues.MicrosPerDay);
        var time = local - (day * DateValues.MicrosPerDay);
        var moved =
            months > 0
                ? DateValues.AddMonths((int)day, months * amount)
                : day + (amount * size / DateValues.MicrosPerDay);
        return Zones.ToUtc((moved * DateValues.MicrosPerDay) + time, zone);
    }

    public static long TimeDiff(string unit, long from, long to, string zone)
    {
        var (months, size) = Unit(unit);
        var (a, b) = (Zones.FromUtc(from, zone), Zones.FromUtc(to, zone));
        if (months == 0)
        {
            return (b - a) / size;
        }

        var (dayA, dayB) = (
            DateValues.FloorDiv(a, DateValues.MicrosPerDay),
            DateValues.FloorDiv(b, DateValues.MicrosPerDay)
        );
        var (yearA, monthA, domA) = DateValues.CivilFromDays(dayA);
        var (yearB, monthB, domB) = DateValues.CivilFromDays(dayB);
        var whole = ((yearB - yearA) * 12L) + monthB - monthA;
        var (restA, restB) = (
            (domA * DateValues.MicrosPerDay) + a - (dayA * DateValues.MicrosPerDay),
            (domB * DateValues.MicrosPerDay) + b - (dayB * DateValues.MicrosPerDay)
        );
        whole +=
            whole > 0 && restB < restA ? -1
            : whole < 0 && restB > restA ? 1
            : 0;
        return whole / months;
    }

    public static string CalendarText(int months, int days, long micros)
    {
        var parts = new List<string>();
        void Add(long amount, string unit)
        {
            if (amount != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}"));
            }
        }

        Add(months / 12, "years");
        Add(months % 12, "months");
        Add(days, "days");
        Add(micros / 3_600_000_000, "hours");
        Add(micros / 60_000_000 % 60, "minutes");
        var seconds = micros % 60_000_000;
        if (seconds != 0)
        {
            var text = (seconds / 1e6m).ToString("0.######", CultureInfo.InvariantCulture);
            parts.Add(text + " seconds");
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(" ", parts);
    }
}
