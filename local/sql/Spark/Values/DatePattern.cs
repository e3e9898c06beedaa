using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>A date-time pattern of Spark 3 (a subset of java.time's), compiled; formats and parses.</summary>
internal sealed partial class DatePattern
{
    private static readonly ConcurrentDictionary<string, DatePattern> Compiled = new();

    private readonly List<Item> _items = [];

    /// <summary>A field of so many letters, a literal, or a section that may be absent.</summary>
    private sealed record Item(char Letter, int Count, string Literal, IReadOnlyList<Item>? Optional)
    {
        public bool IsNumber =>
            Letter switch
            {
                'y' or 'u' or 'd' or 'D' or 'H' or 'h' or 'k' or 'K' or 'm' or 's' or 'S' => true,
                'M' or 'L' or 'Q' or 'q' => Count <= 2,
                _ => false,
            };
    }

    public static DatePattern Of(string pattern) => Compiled.GetOrAdd(pattern, text => new DatePattern(text));

    private DatePattern(string pattern)
    {
        var at = 0;
        _items = Compile(pattern, ref at, nested: false);
    }

    private static List<Item> Compile(string pattern, ref int at, bool nested)
    {
        var items = new List<Item>();
        while (at < pattern.Length)
        {
            var c = pattern[at];
            if (c == '\'')
            {
                items.Add(new Item('\0', 0, Quoted(pattern, ref at), null));
            }
            else if (c == '[')
            {
                at++;
                items.Add(new Item('\0', 0, "", Compile(pattern, ref at, nested: true)));
            }
            else if (c == ']')
            {
                at++;
                if (nested)
                {
                    return items;
                }

                throw Illegal(pattern, "unbalanced ]");
            }
            else if (char.IsAsciiLetter(c))
            {
                var start = at;
                while (at < pattern.Length && pattern[at] == c)
                {
                    at++;
                }

                items.Add(Checked(pattern, c, at - start));
            }
            else
            {
                items.Add(new Item('\0', 0, c.ToString(), null));
                at++;
            }
        }

        return items;
    }

    private static string Quoted(string pattern, ref int at)
    {
        var literal = new StringBuilder();
        for (at++; at < pattern.Length; at++)
        {
            if (pattern[at] != '\'')
            {
                literal.Append(pattern[at]);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
            {
                literal.Append('\'');
                at++;
            }
            else
            {
                at++;
                break;
            }
        }

        return literal.Length == 0 ? "'" : literal.ToString();
    }

    private static Item Checked(string pattern, char letter, int count)
    {
        if (
            "YwWuec".Contains(letter, StringComparison.Ordinal)
            || ("EaGM".Contains(letter, StringComparison.Ordinal) && count > 4)
        )
        {
            throw Recognition(pattern);
        }

        if (
            !"GyMLdDQqEahHkKmsSVzOXxZF".Contains(letter, StringComparison.Ordinal)
            || (letter is 'y' && count > 6)
            || (letter is 'd' or 'H' or 'h' or 'm' or 's' or 'k' or 'K' && count > 2)
        )
        {
            throw "GyMLdDQqEahHkKmsSVzOXxZFYwWuec".Contains(letter, StringComparison.Ordinal)
                ? Recognition(pattern)
                : Illegal(pattern, $"Illegal pattern character: {letter}");
        }

        return new Item(letter, count, "", null);
    }

    private static Exception Recognition(string pattern) =>
        new SparkException(
            "SparkUpgradeException",
            "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
            "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION] You may get a different result due to the"
                + $" upgrading to Spark >= 3.0: Fail to recognize '{pattern}' pattern in the DateTimeFormatter."
        ).ForEngine();

    private static Exception Illegal(string pattern, string why) =>
        new SparkException("IllegalArgumentException", null, $"{why} in the pattern '{pattern}'.").ForEngine();

    /// <summary>Formats a local time; offset and zone name serve the zone letters.</summary>
    public string Format(long local, long offsetMicros, string zone)
    {
        var text = new StringBuilder();
        Format(_items, local, offsetMicros, zone, text);
        return text.ToString();
    }

    private static void Format(IReadOnlyList<Item> items, long local, long offset, string zone, StringBuilder text)
    {
        var days = DateValues.FloorDiv(local, DateValues.MicrosPerDay);
        var micros = local - (days * DateValues.MicrosPerDay);
        var (year, month, day) = DateValues.CivilFromDays(days);
        var hour = (int)(micros / 3_600_000_000);
        foreach (var item in items)
        {
            if (item.Optional is { } inner)
            {
                Format(inner, local, offset, zone, text);
                continue;
            }

            var count = item.Count;
            switch (item.Letter)
            {
                case '\0':
                    text.Append(item.Literal);
                    break;
                case 'y' when count == 2:
                    text.Append(Pad(((year % 100) + 100) % 100, 2));
                    break;
                case 'y':
                    text.Append(Pad(year, count));
                    break;
                case 'M' or 'L':
                    text.Append(count <= 2 ? Pad(month, count) : Name(Months[month - 1], count));
                    break;
                case 'd':
                    text.Append(Pad(day, count));
                    break;
                case 'D':
                    text.Append(Pad((int)(days - DateValues.DaysFromCivil(year, 1, 1)) + 1, count));
                    break;
                case 'Q' or 'q':
                    text.Append(count <= 2 ? Pad(((month - 1) / 3) + 1, count) : $"Q{((month - 1) / 3) + 1}");
                    break;
                case 'E':
                    text.Append(Name(Weekdays[(int)(((days % 7) + 11) % 7)], count));
                    break;
                case 'F':
                    text.Append(Pad(((day - 1) % 7) + 1, count));
                    break;
                case 'a':
                    text.Append(hour < 12 ? "AM" : "PM");
                    break;
                case 'H':
                    text.Append(Pad(hour, count));
                    break;
                case 'k':
                    text.Append(Pad(hour == 0 ? 24 : hour, count));
                    break;
                case 'K':
                    text.Append(Pad(hour % 12, count));
                    break;
                case 'h':
                    text.Append(Pad(hour % 12 == 0 ? 12 : hour % 12, count));
                    break;
                case 'm':
                    text.Append(Pad((int)(micros / 60_000_000 % 60), count));
                    break;
                case 's':
                    text.Append(Pad((int)(micros / 1_000_000 % 60), count));
                    break;
                case 'S':
                    text.Append(
                        (micros % 1_000_000).ToString("000000", CultureInfo.InvariantCulture).PadRight(9, '0')[
                            ..Math.Min(count, 9)
                        ]
                    );
                    break;
                case 'G':
                    text.Append(year > 0 ? "AD" : "BC");
                    break;
                default:
                    text.Append(Zone(item, offset, zone));
                    break;
            }
        }
    }

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    private static readonly string[] Weekdays = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private static string Name(string name, int count) => count == 4 ? name : name[..3];

    private static string Pad(int value, int count) =>
        (value < 0 ? "-" : "") + Math.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private static string Zone(Item item, long offset, string zone)
    {
        var minutes = Math.Abs(offset / 60_000_000);
        var sign = offset < 0 ? '-' : '+';
        var plain = string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes / 60:00}{minutes % 60:00}");
        var colon = string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes / 60:00}:{minutes % 60:00}");
        return (item.Letter, item.Count) switch
        {
            ('X', _) when offset == 0 => "Z",
            ('X' or 'x', 1) => minutes % 60 == 0 ? plain[..3] : plain,
            ('X' or 'x', 2 or 4) => plain,
            ('X' or 'x', _) => colon,
            ('Z', <= 3) => plain,
            ('Z', 4) => offset == 0 ? "GMT" : "GMT" + colon,
            ('Z', _) => offset == 0 ? "Z" : colon,
            ('O', _) => offset == 0 ? "GMT" : "GMT" + colon,
            ('V', _) => zone,
            _ => zone is "UTC" or "Etc/UTC" ? "UTC" : zone,
        };
    }
}
