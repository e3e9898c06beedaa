using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Dates and times as text, after Trino's rules for literals and casts.</summary>
internal static partial class TrinoTime
{
    [GeneratedRegex(@"^\s*([+-]?\d{1,6})-(\d{1,2})-(\d{1,2})\s*$")]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"^\s*([+-]?\d{4,6})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?)?(?:\s*(.*?))?\s*$"
    )]
    private static partial Regex TimestampPattern();

    [GeneratedRegex(@"^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?\s*([+-]\d{2}:\d{2})?$")]
    private static partial Regex TimePattern();

    /// <summary>A date, or null.</summary>
    public static DateOnly? Date(string text)
    {
        var match = DatePattern().Match(text);
        return match.Success ? Date(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : null;
    }

    private static DateOnly? Date(string year, string month, string day)
    {
        var (y, m, d) = (Number(year), Number(month), Number(day));
        return y is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;
    }

    private static int Number(string text) =>
        int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>A timestamp with the digits of its fraction and its zone (null for none), or null.</summary>
    public static (DateTime Local, int Digits, string? Zone)? Timestamp(string text)
    {
        var match = TimestampPattern().Match(text);
        if (!match.Success || Date(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) is not { } date)
        {
            return null;
        }

        var fraction = match.Groups[7].Value;
        var time = TimeSpan.Zero;
        if (match.Groups[4].Success)
        {
            if (TimeOf(match.Groups[4].Value, match.Groups[5].Value, match.Groups[6].Value, fraction) is not { } found)
            {
                return null;
            }

            time = found;
        }

        var zone = match.Groups[8].Value;
        if (zone.Length > 0 && Zones.Normalize(zone) is not { } known)
        {
            return null;
        }
        else
        {
            return (
                date.ToDateTime(TimeOnly.MinValue) + time,
                fraction.Length,
                zone.Length == 0 ? null : Zones.Normalize(zone)
            );
        }
    }

    /// <summary>A time of day with the digits of its fraction and its offset in minutes (null for none), or null.</summary>
    public static (TimeSpan Time, int Digits, int? Offset)? Time(string text)
    {
        var match = TimePattern().Match(text.Trim());
        if (
            !match.Success
            || TimeOf(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)
                is not { } time
        )
        {
            return null;
        }

        int? offset = match.Groups[5].Success ? Zones.FixedMinutes(match.Groups[5].Value) : null;
        return (time, match.Groups[4].Value.Length, offset);
    }

    private static TimeSpan? TimeOf(string hour, string minute, string second, string fraction)
    {
        var (h, m, s) = (Number(hour), Number(minute), second.Length == 0 ? 0 : Number(second));
        if (h > 23 || m > 59 || s > 59)
        {
            return null;
        }

        // Microseconds are what the engine keeps; a digit beyond rounds.
        var micros =
            fraction.Length == 0
                ? 0
                : decimal.Round(
                    decimal.Parse("0." + fraction, CultureInfo.InvariantCulture) * 1_000_000m,
                    MidpointRounding.AwayFromZero
                );
        return new TimeSpan(0, h, m, s) + TimeSpan.FromTicks((long)micros * 10);
    }

    /// <summary>Rounds to a number of digits of a second, half up.</summary>
    public static DateTime Round(DateTime value, int digits)
    {
        if (digits >= 6)
        {
            return value;
        }

        var unit = (long)Math.Pow(10, 7 - digits);
        return new DateTime((value.Ticks + (unit / 2)) / unit * unit, value.Kind);
    }

    /// <summary><c>2020-01-02 03:04:05.678</c> with exactly these digits.</summary>
    public static string Text(DateTime value, int digits) =>
        value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        + Fraction(value.Ticks % TimeSpan.TicksPerSecond, digits);

    public static string Text(TimeSpan value, int digits) =>
        value.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)
        + Fraction(value.Ticks % TimeSpan.TicksPerSecond, digits);

    public static string Fraction(long ticks, int digits)
    {
        if (digits == 0)
        {
            return "";
        }

        var text = ticks.ToString("D7", CultureInfo.InvariantCulture).PadRight(12, '0');
        return "." + text[..digits];
    }

    /// <summary><c>1 02:03:04.567</c> from milliseconds.</summary>
    public static string Interval(long milliseconds)
    {
        var sign = milliseconds < 0 ? "-" : "";
        var value = TimeSpan.FromMilliseconds(Math.Abs((double)milliseconds));
        var days = Math.Abs(milliseconds) / 86_400_000;
        return $"{sign}{days} {value:hh\\:mm\\:ss\\.fff}";
    }

    /// <summary><c>1-2</c> from months.</summary>
    public static string Months(long months) =>
        $"{(months < 0 ? "-" : "")}{Math.Abs(months) / 12}-{Math.Abs(months) % 12}";
}
