using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>MySQL's date formats (<c>%Y-%m-%d</c>), for <c>date_format</c> and <c>date_parse</c>.</summary>
internal static class MySqlFormat
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    private static RuntimeFailure NotSupported(char c) =>
        RuntimeFailure.Argument($"%{c} not supported in date format string");

    public static string Format(DateTime value, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            text.Append(Field(value, format[++i]));
        }

        return text.ToString();
    }

    private static string Field(DateTime value, char field)
    {
        string Two(int number) => number.ToString("D2", CultureInfo.InvariantCulture);
        string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
        var half = value.Hour % 12 == 0 ? 12 : value.Hour % 12;
        return field switch
        {
            'a' => Names.AbbreviatedDayNames[(int)value.DayOfWeek],
            'b' => Names.AbbreviatedMonthNames[value.Month - 1],
            'c' => Plain(value.Month),
            'd' => Two(value.Day),
            'e' => Plain(value.Day),
            'f' => (value.Ticks % TimeSpan.TicksPerSecond / 10).ToString("D6", CultureInfo.InvariantCulture),
            'H' => Two(value.Hour),
            'h' or 'I' => Two(half),
            'i' => Two(value.Minute),
            'j' => value.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
            'k' => Plain(value.Hour),
            'l' => Plain(half),
            'M' => Names.MonthNames[value.Month - 1],
            'm' => Two(value.Month),
            'p' => value.Hour < 12 ? "AM" : "PM",
            'r' => $"{Two(half)}:{Two(value.Minute)}:{Two(value.Second)} {(value.Hour < 12 ? "AM" : "PM")}",
            'S' or 's' => Two(value.Second),
            'T' => $"{Two(value.Hour)}:{Two(value.Minute)}:{Two(value.Second)}",
            'v' => Two(ISOWeek.GetWeekOfYear(value)),
            'W' => Names.DayNames[(int)value.DayOfWeek],
            'x' => ISOWeek.GetYear(value).ToString("D4", CultureInfo.InvariantCulture),
            'Y' => value.Year.ToString("D4", CultureInfo.InvariantCulture),
            'y' => Two(value.Year % 100),
            'D' or 'U' or 'u' or 'V' or 'w' or 'X' => throw NotSupported(field),
            _ => field.ToString(),
        };
    }

    public static DateTime Parse(string text, string format)
    {
        var fields = new DateFields(text);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                fields.Literal(format[i]);
                continue;
            }

            Read(fields, format[++i]);
        }

        if (!fields.IsAtEnd)
        {
            throw fields.Malformed();
        }

        // The result has milliseconds; further digits are cut.
        var local = fields.ToLocal();
        return new DateTime(local.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
    }

    private static void Read(DateFields fields, char field)
    {
        switch (field)
        {
            case 'a':
                fields.Name(Names.AbbreviatedDayNames);
                break;
            case 'W':
                fields.Name(Names.DayNames);
                break;
            case 'b':
                fields.Month = fields.Name(Names.AbbreviatedMonthNames) + 1;
                break;
            case 'M':
                fields.Month = fields.Name(Names.MonthNames) + 1;
                break;
            case 'c' or 'm':
                fields.Month = fields.Number(2, "MonthOfYear", 1, 12);
                break;
            case 'd' or 'e':
                fields.Day = fields.Number(2, "DayOfMonth", 1, 31);
                break;
            case 'f':
                fields.ReadFraction(9);
                break;
            case 'H' or 'k':
                fields.Hour = fields.Number(2, "HourOfDay", 0, 23);
                break;
            case 'h' or 'I' or 'l':
                fields.HalfDayHour = fields.Number(2, "ClockHourOfHalfDay", 1, 12);
                break;
            case 'i':
                fields.Minute = fields.Number(2, "MinuteOfHour", 0, 59);
                break;
            case 'j':
                fields.DayOfYear = fields.Number(3, "DayOfYear", 1, 366);
                break;
            case 'p':
                fields.IsAfternoon = fields.Name(["AM", "PM"]) == 1;
                break;
            case 'S' or 's':
                fields.Second = fields.Number(2, "SecondOfMinute", 0, 59);
                break;
            case 'T' or 'r':
                ReadClock(fields, field);
                break;
            case 'v':
                fields.Week = fields.Number(2, "WeekOfWeekyear", 1, 53);
                break;
            case 'x':
                fields.WeekYear = fields.Number(4, "Weekyear", 0, 9999);
                break;
            case 'Y':
                fields.Year = fields.Number(4, "YearOfEra", 0, 9999);
                break;
            case 'y':
                var year = fields.Number(2, "YearOfCentury", 0, 99);
                fields.Year = year < 70 ? 2000 + year : 1900 + year;
                break;
            case 'D' or 'U' or 'u' or 'V' or 'w' or 'X':
                throw NotSupported(field);
            default:
                fields.Literal(field);
                break;
        }
    }

    private static void ReadClock(DateFields fields, char field)
    {
        foreach (var part in field == 'T' ? "H:i:s" : "h:i:s p")
        {
            if (char.IsLetter(part))
            {
                Read(fields, part);
            }
            else
            {
                fields.Literal(part);
            }
        }
    }
}
