using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Time zones by Trino's names: IANA ids, <c>UTC</c>, and offsets such as <c>+05:30</c>.</summary>
internal static partial class Zones
{
    [GeneratedRegex(@"^([+-])(\d{1,2})(?::?(\d{2}))?$")]
    private static partial Regex OffsetPattern();

    /// <summary>The zone's canonical name (<c>UTC</c>, <c>+05:30</c>, <c>America/New_York</c>), or null if there is none.</summary>
    public static string? Normalize(string zone)
    {
        zone = zone.Trim();
        if (zone is "Z" or "z" or "UTC" or "utc" or "GMT" or "UT" or "Etc/UTC" or "Zulu")
        {
            return "UTC";
        }

        if (FixedMinutes(zone) is { } minutes)
        {
            return minutes == 0 ? "UTC" : OffsetText(minutes);
        }

        return ZoneClock.Find(zone)?.Id;
    }

    public static string OffsetText(int minutes) =>
        $"{(minutes < 0 ? '-' : '+')}{(Math.Abs(minutes) / 60).ToString("D2", CultureInfo.InvariantCulture)}:{(Math.Abs(minutes) % 60).ToString("D2", CultureInfo.InvariantCulture)}";

    /// <summary>The offset of <c>+05:30</c> in minutes; null for a named zone.</summary>
    public static int? FixedMinutes(string zone)
    {
        var match = OffsetPattern().Match(zone);
        if (!match.Success)
        {
            return null;
        }

        var hours = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        var minutes = match.Groups[3].Success ? int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : 0;
        return hours > 14 || minutes > 59 ? null : ((hours * 60) + minutes) * (match.Groups[1].Value == "-" ? -1 : 1);
    }

    /// <summary>Offset of the zone from UTC at an instant.</summary>
    public static TimeSpan OffsetAt(DateTime utc, string zone) =>
        zone == "UTC" ? TimeSpan.Zero
        : FixedMinutes(zone) is { } minutes ? TimeSpan.FromMinutes(minutes)
        : ZoneClock.OffsetAt(Require(zone), utc);

    public static DateTime ToLocal(DateTime utc, string zone) =>
        DateTime.SpecifyKind(utc + OffsetAt(utc, zone), DateTimeKind.Unspecified);

    /// <summary>The instant of a local time: the earlier one where it occurs twice, moved forward where it does not occur.</summary>
    public static DateTime ToUtc(DateTime local, string zone)
    {
        if (zone == "UTC")
        {
            return local;
        }

        if (FixedMinutes(zone) is { } minutes)
        {
            return local - TimeSpan.FromMinutes(minutes);
        }

        return local - ZoneClock.OffsetOf(Require(zone), local);
    }

    private static TimeZoneInfo Require(string zone) =>
        ZoneClock.Find(zone) ?? throw RuntimeFailure.Argument($"'{zone}' is not a valid time zone");

    /// <summary>The short name of the zone at an instant (EST, UTC), as Joda prints it.</summary>
    public static string ShortName(DateTime utc, string zone)
    {
        if (zone == "UTC" || FixedMinutes(zone) is not null)
        {
            return zone;
        }

        var info = Require(zone);
        var isSummer = info.IsDaylightSavingTime(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return (zone, isSummer) switch
        {
            ("America/New_York", false) => "EST",
            ("America/New_York", true) => "EDT",
            ("America/Chicago", false) => "CST",
            ("America/Chicago", true) => "CDT",
            ("America/Denver", false) => "MST",
            ("America/Denver", true) => "MDT",
            ("America/Los_Angeles", false) => "PST",
            ("America/Los_Angeles", true) => "PDT",
            ("Europe/London", false) => "GMT",
            ("Europe/London", true) => "BST",
            ("Asia/Tokyo", _) => "JST",
            ("Asia/Kolkata", _) => "IST",
            _ when zone.StartsWith("Europe/", StringComparison.Ordinal)
                    && OffsetAt(utc, zone).TotalHours - (isSummer ? 1 : 0) == 1 => isSummer ? "CEST" : "CET",
            _ => OffsetText((int)OffsetAt(utc, zone).TotalMinutes),
        };
    }
}
