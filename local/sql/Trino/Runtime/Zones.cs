using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Time zones by Trino's names: IANA ids, <c>UTC</c>, and offsets such as <c>+05:30</c>.</summary>
internal static partial class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new(StringComparer.OrdinalIgnoreCase);

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

        return Find(zone)?.Id;
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

    private static TimeZoneInfo? Find(string zone) =>
        Known.GetOrAdd(zone, name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null);

    /// <summary>Offset of the zone from UTC at an instant.</summary>
    public static TimeSpan OffsetAt(DateTime utc, string zone) =>
        zone == "UTC" ? TimeSpan.Zero
        : FixedMinutes(zone) is { } minutes ? TimeSpan.FromMinutes(minutes)
        : (Find(zone) ?? throw Unknown(zone)).GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

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

        var info = Find(zone) ?? throw Unknown(zone);
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (info.IsInvalidTime(local))
        {
            return local - info.GetUtcOffset(local.AddHours(-3));
        }

        return info.IsAmbiguousTime(local)
            ? local - info.GetAmbiguousTimeOffsets(local).Max()
            : local - info.GetUtcOffset(local);
    }

    private static Sql.Runtime.RuntimeFailure Unknown(string zone) =>
        Sql.Runtime.RuntimeFailure.Argument($"'{zone}' is not a valid time zone");

    /// <summary>The short name of the zone at an instant (EST, UTC), as Joda prints it.</summary>
    public static string ShortName(DateTime utc, string zone)
    {
        if (zone == "UTC" || FixedMinutes(zone) is not null)
        {
            return zone;
        }

        var info = Find(zone) ?? throw Unknown(zone);
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
