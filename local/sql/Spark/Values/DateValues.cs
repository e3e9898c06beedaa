using System.Globalization;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>
/// Dates as days and instants as microseconds since 1970, read and written as Spark's casts do (proleptic Gregorian,
/// years of any sign).
/// </summary>
internal static class DateValues
{
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerDay = 86_400 * MicrosPerSecond;

    public static int DaysFromCivil(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (int)((era * 146097) + dayOfEra - 719468);
    }

    public static (int Year, int Month, int Day) CivilFromDays(long days)
    {
        days += 719468;
        var era = (days >= 0 ? days : days - 146096) / 146097;
        var dayOfEra = days - (era * 146097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var m = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(m < 10 ? m + 3 : m - 9);
        var year = (int)(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0));
        return (year, month, (int)(dayOfYear - (((153 * m) + 2) / 5) + 1));
    }

    public static int DaysInMonth(int year, int month) =>
        month switch
        {
            2 => IsLeap(year) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };

    public static bool IsLeap(int year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    public static bool IsDate(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    /// <summary>Spark's cast of text to a date; null when it is none.</summary>
    public static int? ParseDate(string text)
    {
        var cursor = new Cursor(text.AsSpan().Trim(" \t\n\r\f\v\0"));
        return Date(ref cursor, out var complete) is { } days && (cursor.End || (complete && cursor.Peek is 'T' or ' '))
            ? days
            : null;
    }

    private static int? Date(ref Cursor cursor, out bool complete)
    {
        complete = false;
        var negative = cursor.Accept('-');
        if (!negative)
        {
            cursor.Accept('+');
        }

        if (!cursor.Number(4, 7, out var year))
        {
            return null;
        }

        var month = 1;
        var day = 1;
        if (cursor.Accept('-'))
        {
            if (!cursor.Number(1, 2, out month))
            {
                return null;
            }

            if (cursor.Accept('-'))
            {
                complete = true;
                if (!cursor.Number(1, 2, out day))
                {
                    return null;
                }
            }
        }

        year = negative ? -year : year;
        return IsDate(year, month, day) ? DaysFromCivil(year, month, day) : null;
    }

    /// <summary>Spark's cast of text to a timestamp; a text without zone is local to <paramref name="zone"/>.</summary>
    public static long? ParseTimestamp(string text, string zone, bool ignoreZone = false)
    {
        var cursor = new Cursor(text.AsSpan().Trim(" \t\n\r\f\v\0"));
        if (Date(ref cursor, out var complete) is not { } days)
        {
            return null;
        }

        var local = days * MicrosPerDay;
        if (cursor.End)
        {
            return ignoreZone ? local : Zones.ToUtc(local, zone);
        }

        if (!complete || !(cursor.Accept(' ') || cursor.Accept('T')) || !Time(ref cursor, out var time))
        {
            return null;
        }

        local += time;
        var rest = cursor.Rest.Trim().ToString();
        if (rest.Length == 0)
        {
            return ignoreZone ? local : Zones.ToUtc(local, zone);
        }

        if (!Zones.IsValid(rest))
        {
            return null;
        }

        return ignoreZone ? local : Zones.ToUtc(local, rest);
    }

    private static bool Time(ref Cursor cursor, out long micros)
    {
        micros = 0;
        if (!cursor.Number(1, 2, out var hour) || hour > 23)
        {
            return false;
        }

        var minute = 0;
        var second = 0;
        var fraction = 0L;
        if (cursor.Accept(':'))
        {
            if (!cursor.Number(1, 2, out minute) || minute > 59)
            {
                return false;
            }

            if (cursor.Accept(':'))
            {
                if (!cursor.Number(1, 2, out second) || second > 59)
                {
                    return false;
                }

                if (cursor.Accept('.'))
                {
                    fraction = cursor.Fraction();
                }
            }
        }

        micros = (((hour * 60L) + minute) * 60 + second) * MicrosPerSecond + fraction;
        return true;
    }

    public static string FormatDate(int days)
    {
        var (year, month, day) = CivilFromDays(days);
        return string.Create(CultureInfo.InvariantCulture, $"{Year(year)}-{month:00}-{day:00}");
    }

    private static string Year(int year)
    {
        var digits = Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);
        return year > 9999 ? "+" + digits
            : year < 0 ? "-" + digits
            : digits;
    }

    /// <summary>A local time of microseconds as Spark's cast to string writes it: no trailing zeros of the fraction.</summary>
    public static string FormatLocal(long micros)
    {
        var days = FloorDiv(micros, MicrosPerDay);
        var rest = micros - (days * MicrosPerDay);
        var seconds = rest / MicrosPerSecond;
        var fraction = rest % MicrosPerSecond;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{FormatDate((int)days)} {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}"
        );
        return fraction == 0
            ? text
            : text + "." + fraction.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    public static long FloorDiv(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor != 0 && (value < 0) != (divisor < 0) ? quotient - 1 : quotient;
    }

    public static int AddMonths(int days, int months)
    {
        var (year, month, day) = CivilFromDays(days);
        var total = (year * 12L) + month - 1 + months;
        var newYear = (int)FloorDiv(total, 12);
        var newMonth = (int)(total - (newYear * 12L)) + 1;
        return DaysFromCivil(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)));
    }

    private ref struct Cursor(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;

        public readonly bool End => _at >= _text.Length;

        public readonly char Peek => End ? '\0' : _text[_at];

        public readonly ReadOnlySpan<char> Rest => _text[_at..];

        public bool Accept(char c)
        {
            if (Peek != c || End)
            {
                return false;
            }

            _at++;
            return true;
        }

        public bool Number(int least, int most, out int value)
        {
            value = 0;
            var start = _at;
            while (!End && char.IsAsciiDigit(_text[_at]) && _at - start < most + 1)
            {
                value = (value * 10) + (_text[_at++] - '0');
            }

            return _at - start >= least && _at - start <= most;
        }

        public long Fraction()
        {
            var value = 0L;
            var digits = 0;
            while (!End && char.IsAsciiDigit(_text[_at]))
            {
                if (digits < 6)
                {
                    value = (value * 10) + (_text[_at] - '0');
                    digits++;
                }

                _at++;
            }

            for (; digits < 6; digits++)
            {
                value *= 10;
            }

            return value;
        }
    }
}
