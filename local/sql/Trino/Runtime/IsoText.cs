using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>ISO 8601: calendar, week and ordinal dates, with or without time and offset.</summary>
internal static partial class IsoText
{
    [GeneratedRegex(
        @"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?(?!\d)|-W(\d{2})(?:-(\d))?|-(\d{3}))?(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?"
    )]
    private static partial Regex Pattern();

    public static (DateTime Local, DateTime Instant, string Zone) Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || match.Length < text.Length)
        {
            throw RuntimeFailure.Argument(
                match.Success
                    ? $"Invalid format: \"{text}\" is malformed at \"{text[match.Length..]}\""
                    : $"Invalid format: \"{text}\""
            );
        }

        int? Number(int group) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;
        try
        {
            var year = Number(1)!.Value;
            var date =
                Number(4) is { } week ? ISOWeek.ToDateTime(year, week, (DayOfWeek)((Number(5) ?? 1) % 7))
                : Number(6) is { } day ? new DateTime(year, 1, 1).AddDays(day - 1)
                : new DateTime(year, Number(2) ?? 1, Number(3) ?? 1);
            var fraction = match.Groups[10].Success ? match.Groups[10].Value.PadRight(7, '0')[..7] : "0";
            var time =
                new TimeSpan(0, Number(7) ?? 0, Number(8) ?? 0, Number(9) ?? 0)
                + TimeSpan.FromTicks(long.Parse(fraction, CultureInfo.InvariantCulture));
            var local = date + time;
            var zone = match.Groups[11].Success ? Zones.Normalize(match.Groups[11].Value)! : "UTC";
            return (local, Zones.ToUtc(local, zone), zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw RuntimeFailure.Argument($"Cannot parse \"{text}\"");
        }
    }

    public static string Format(DateTime instant, string zone, int digits)
    {
        var offset = Zones.OffsetText((int)Zones.OffsetAt(instant, zone).TotalMinutes);
        return TrinoTime.Text(Zones.ToLocal(instant, zone), digits).Replace(' ', 'T')
            + (offset == "+00:00" ? "Z" : offset);
    }
}
