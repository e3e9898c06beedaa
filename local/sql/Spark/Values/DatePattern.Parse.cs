using System.Globalization;

namespace CustomerLake.Local.Sql.Spark.Values;

internal sealed partial class DatePattern
{
    private sealed class Fields
    {
        public int Year = 1970;
        public int Month = 1;
        public int Day = 1;
        public int DayOfYear;
        public int Hour;
        public int Minute;
        public int Second;
        public long Micros;
        public bool? IsAfternoon;
        public bool IsHalfDay;
        public string? Zone;

        public long? Local()
        {
            var hour = IsHalfDay ? (Hour % 12) + (IsAfternoon == true ? 12 : 0) : Hour;
            if (hour > 23 || Minute > 59 || Second > 59)
            {
                return null;
            }

            long days;
            if (DayOfYear > 0)
            {
                if (DayOfYear > (DateValues.IsLeap(Year) ? 366 : 365))
                {
                    return null;
                }

                days = DateValues.DaysFromCivil(Year, 1, 1) + DayOfYear - 1;
            }
            else if (DateValues.IsDate(Year, Month, Day))
            {
                days = DateValues.DaysFromCivil(Year, Month, Day);
            }
            else
            {
                return null;
            }

            return (days * DateValues.MicrosPerDay) + ((((hour * 60L) + Minute) * 60 + Second) * 1_000_000) + Micros;
        }
    }

    /// <summary>
    /// Parses text to microseconds UTC; null when it does not match. Text that only Spark 2 could read is an error, as
    /// with <c>timeParserPolicy=EXCEPTION</c>, unless <paramref name="quiet"/>.
    /// </summary>
    /// <exception cref="SparkException">PARSE_DATETIME_BY_NEW_PARSER, in engine form.</exception>
    public long? Parse(string text, string zone, bool quiet = false)
    {
        if (TryParse(text, zone, lenient: false, out var micros))
        {
            return micros;
        }

        if (!quiet && TryParse(text, zone, lenient: true, out _))
        {
            throw NewParser(text);
        }

        return null;
    }

    /// <summary>Whether Spark 2's parser would read the text.</summary>
    public bool IsReadLeniently(string text) => TryParse(text, "UTC", lenient: true, out _);

    public static Exception NewParser(string text) =>
        new SparkException(
            "SparkUpgradeException",
            "INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER",
            "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER] You may get a different result due to the"
                + $" upgrading to Spark >= 3.0: Fail to parse '{text}' in the new parser."
        ).ForEngine();

    private bool TryParse(string text, string zone, bool lenient, out long micros)
    {
        micros = 0;
        var fields = new Fields();
        var at = 0;
        if (!Parse(_items, text, ref at, fields, lenient) || (!lenient && at != text.Length))
        {
            return false;
        }

        if (fields.Local() is not { } local)
        {
            return false;
        }

        micros = Zones.ToUtc(local, fields.Zone ?? zone);
        return true;
    }

    private static bool Parse(IReadOnlyList<Item> items, string text, ref int at, Fields fields, bool lenient)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Optional is { } inner)
            {
                var mark = at;
                if (!Parse(inner, text, ref at, fields, lenient))
                {
                    at = mark;
                }

                continue;
            }

            if (item.Letter == '\0')
            {
                if (string.CompareOrdinal(text, at, item.Literal, 0, item.Literal.Length) != 0)
                {
                    return false;
                }

                at += item.Literal.Length;
                continue;
            }

            var adjacent = i + 1 < items.Count && items[i + 1].IsNumber;
            var parsed = item.IsNumber
                ? ParseNumber(item, text, ref at, fields, adjacent, lenient)
                : ParseText(item, text, ref at, fields);
            if (!parsed)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ParseNumber(Item item, string text, ref int at, Fields fields, bool adjacent, bool lenient)
    {
        var count = item.Count;
        var (least, most) = item.Letter switch
        {
            'S' => (count, count),
            'y' when count == 2 => (2, 2),
            'y' => (count, adjacent ? count : 9),
            _ when count == 1 => (
                1,
                adjacent ? 1
                : item.Letter == 'D' ? 3
                : 2
            ),
            _ => (count, count),
        };
        if (lenient && !adjacent)
        {
            (least, most) = (1, 9);
        }

        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        var length = at - start;
        if (
            length < least
            || !int.TryParse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
        {
            return false;
        }

        switch (item.Letter)
        {
            case 'y':
                fields.Year = count == 2 && length <= 2 ? 2000 + value : value;
                return true;
            case 'M' or 'L':
                fields.Month = value;
                return value is >= 1 and <= 12;
            case 'd':
                fields.Day = value;
                return value is >= 1 and <= 31;
            case 'D':
                fields.DayOfYear = value;
                return value >= 1;
            case 'H':
                fields.Hour = value;
                return value <= 23;
            case 'k':
                fields.Hour = value % 24;
                return value is >= 1 and <= 24;
            case 'h' or 'K':
                fields.Hour = value;
                fields.IsHalfDay = true;
                return value <= 12;
            case 'm':
                fields.Minute = value;
                return value <= 59;
            case 's':
                fields.Second = value;
                return value <= 59;
            case 'S':
                var digits = text.Substring(start, length).PadRight(6, '0');
                fields.Micros = long.Parse(digits[..6], CultureInfo.InvariantCulture);
                return true;
            default:
                return true;
        }
    }

    private static bool ParseText(Item item, string text, ref int at, Fields fields)
    {
        switch (item.Letter)
        {
            case 'M' or 'L':
                fields.Month = ParseName(Months, item.Count, text, ref at) + 1;
                return fields.Month > 0;
            case 'E':
                return ParseName(Weekdays, item.Count, text, ref at) >= 0;
            case 'a':
                var half = text.AsSpan(at, Math.Min(2, text.Length - at)).ToString().ToUpperInvariant();
                fields.IsAfternoon = half == "PM";
                at += 2;
                return half is "AM" or "PM";
            case 'X' or 'x' or 'Z' or 'z' or 'V' or 'O':
                return ParseZone(item, text, ref at, fields);
            default:
                return false;
        }
    }

    private static int ParseName(string[] names, int count, string text, ref int at)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = Name(names[i], count);
            if (string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                at += name.Length;
                return i;
            }
        }

        return -1;
    }

    private static bool ParseZone(Item item, string text, ref int at, Fields fields)
    {
        var start = at;
        if (item.Letter is 'X' or 'x' or 'Z' && at < text.Length && text[at] == 'Z' && item.Letter == 'X')
        {
            at++;
            fields.Zone = "Z";
            return true;
        }

        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '+' or '-' or ':' or '/' or '_'))
        {
            at++;
        }

        fields.Zone = text[start..at];
        return at > start && Zones.IsValid(fields.Zone);
    }
}
