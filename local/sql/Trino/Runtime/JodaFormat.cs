using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Joda's date patterns (<c>yyyy-MM-dd</c>), for <c>format_datetime</c> and <c>parse_datetime</c>.</summary>
internal static class JodaFormat
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    /// <summary>The pattern as runs of one letter, and literal text.</summary>
    private static IEnumerable<(char Letter, int Count, string Literal)> Parts(string format)
    {
        for (var i = 0; i < format.Length; )
        {
            if (format[i] == '\'')
            {
                var literal = new StringBuilder();
                for (i++; i < format.Length; i++)
                {
                    if (format[i] != '\'')
                    {
                        literal.Append(format[i]);
                    }
                    else if (i + 1 < format.Length && format[i + 1] == '\'')
                    {
                        literal.Append('\'');
                        i++;
                    }
                    else
                    {
                        break;
                    }
                }

                i++;
                yield return ('\0', 0, literal.Length == 0 ? "'" : literal.ToString());
                continue;
            }

            var count = 1;
            while (i + count < format.Length && format[i + count] == format[i])
            {
                count++;
            }

            yield return char.IsAsciiLetter(format[i])
                ? (format[i], count, "")
                : ('\0', 0, new string(format[i], count));
            i += count;
        }
    }

    private static RuntimeFailure Illegal(char letter) =>
        RuntimeFailure.Argument($"Illegal pattern component: {letter}");

    public static string Format(DateTime instant, string zone, string format)
    {
        var local = Zones.ToLocal(instant, zone);
        var text = new StringBuilder();
        foreach (var (letter, count, literal) in Parts(format))
        {
            text.Append(letter == '\0' ? literal : Field(local, instant, zone, letter, count));
        }

        return text.ToString();
    }

    private static string Field(DateTime local, DateTime instant, string zone, char letter, int count)
    {
        string Padded(int number) => number.ToString($"D{count}", CultureInfo.InvariantCulture);
        var half = local.Hour % 12;
        return letter switch
        {
            'y' or 'Y' or 'u' when count == 2 => (local.Year % 100).ToString("D2", CultureInfo.InvariantCulture),
            'y' or 'Y' or 'u' => Padded(local.Year),
            'x' => Padded(ISOWeek.GetYear(local)),
            'w' => Padded(ISOWeek.GetWeekOfYear(local)),
            'M' or 'L' => count >= 4 ? Names.MonthNames[local.Month - 1]
            : count == 3 ? Names.AbbreviatedMonthNames[local.Month - 1]
            : Padded(local.Month),
            'd' => Padded(local.Day),
            'D' => Padded(local.DayOfYear),
            'e' => Padded(local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek),
            'E' => count >= 4 ? Names.DayNames[(int)local.DayOfWeek] : Names.AbbreviatedDayNames[(int)local.DayOfWeek],
            'a' => local.Hour < 12 ? "AM" : "PM",
            'H' => Padded(local.Hour),
            'k' => Padded(local.Hour == 0 ? 24 : local.Hour),
            'K' => Padded(half),
            'h' => Padded(half == 0 ? 12 : half),
            'm' => Padded(local.Minute),
            's' => Padded(local.Second),
            'S' => TrinoTime.Fraction(local.Ticks % TimeSpan.TicksPerSecond, count)[1..],
            'G' => "AD",
            'z' => Zones.ShortName(instant, zone),
            'Z' when count >= 3 => zone,
            'Z' => Offset(instant, zone, count == 2),
            _ => throw Illegal(letter),
        };
    }

    private static string Offset(DateTime instant, string zone, bool colon)
    {
        var text = Zones.OffsetText((int)Zones.OffsetAt(instant, zone).TotalMinutes);
        return colon ? text : text.Replace(":", "", StringComparison.Ordinal);
    }

    public static (DateTime Instant, string Zone) Parse(string text, string format)
    {
        var fields = new DateFields(text);
        foreach (var (letter, count, literal) in Parts(format))
        {
            if (letter != '\0')
            {
                Read(fields, letter, count);
                continue;
            }

            foreach (var c in literal)
            {
                fields.Literal(c);
            }
        }

        if (!fields.IsAtEnd)
        {
            throw fields.Malformed();
        }

        var zone = fields.Zone ?? "UTC";
        return (Zones.ToUtc(fields.ToLocal(), zone), zone);
    }

    private static void Read(DateFields fields, char letter, int count)
    {
        switch (letter)
        {
            case 'y' or 'Y' or 'u' when count == 2:
                var year = fields.Number(2, "YearOfCentury", 0, 99);
                fields.Year = year < 70 ? 2000 + year : 1900 + year;
                break;
            case 'y' or 'Y' or 'u':
                fields.Year = fields.Number(Math.Max(4, count), "YearOfEra", 1, 9999);
                break;
            case 'x':
                fields.WeekYear = fields.Number(4, "Weekyear", 1, 9999);
                break;
            case 'w':
                fields.Week = fields.Number(2, "WeekOfWeekyear", 1, 53);
                break;
            case 'M' when count >= 3:
                fields.Month =
                    (fields.Name([.. Names.MonthNames.Take(12), .. Names.AbbreviatedMonthNames.Take(12)]) % 12) + 1;
                break;
            case 'M':
                fields.Month = fields.Number(2, "monthOfYear", 1, 12);
                break;
            case 'd':
                fields.Day = fields.Number(2, "dayOfMonth", 1, 31);
                break;
            case 'D':
                fields.DayOfYear = fields.Number(3, "dayOfYear", 1, 366);
                break;
            case 'E':
                fields.Name([.. Names.DayNames, .. Names.AbbreviatedDayNames]);
                break;
            case 'a':
                fields.IsAfternoon = fields.Name(["AM", "PM"]) == 1;
                break;
            case 'H':
                fields.Hour = fields.Number(2, "hourOfDay", 0, 23);
                break;
            case 'k':
                fields.Hour = fields.Number(2, "clockhourOfDay", 1, 24) % 24;
                break;
            case 'h':
                fields.HalfDayHour = fields.Number(2, "clockhourOfHalfday", 1, 12);
                break;
            case 'K':
                fields.HalfDayHour = fields.Number(2, "hourOfHalfday", 0, 11);
                break;
            case 'm':
                fields.Minute = fields.Number(2, "minuteOfHour", 0, 59);
                break;
            case 's':
                fields.Second = fields.Number(2, "secondOfMinute", 0, 59);
                break;
            case 'S':
                fields.ReadFraction(Math.Max(count, 3));
                break;
            case 'Z':
                fields.ReadZone(count >= 3);
                break;
            default:
                throw Illegal(letter);
        }
    }
}
