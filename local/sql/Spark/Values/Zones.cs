using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Time zones as Spark names them: region ids, <c>Z</c>, <c>+02:00</c>, <c>UTC+2</c>.</summary>
internal static partial class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new();

    public static bool IsValid(string zone) => Find(zone) is not null;

    private static TimeZoneInfo? Find(string zone) => Known.GetOrAdd(zone, Load);

    private static TimeZoneInfo? Load(string zone)
    {
        if (zone is "Z" or "UTC" or "GMT" or "UT" or "Etc/UTC")
        {
            return TimeZoneInfo.Utc;
        }

        var match = Offset().Match(zone);
        if (match.Success)
        {
            var hours = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
            var minutes = match.Groups["m"].Success
                ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture)
                : 0;
            if (hours > 18 || minutes > 59)
            {
                return null;
            }

            var offset = new TimeSpan(hours, minutes, 0);
            return TimeZoneInfo.CreateCustomTimeZone(
                zone,
                match.Groups["s"].Value == "-" ? -offset : offset,
                zone,
                zone
            );
        }

        return
            zone.Contains('/', StringComparison.Ordinal) || zone is "CET" or "EST" or "MST" or "HST" or "EET" or "WET"
            ? ZoneClock.Find(zone)
            : null;
    }

    /// <summary>A zone that must exist.</summary>
    /// <exception cref="SparkException">As Spark: DateTimeException.</exception>
    private static TimeZoneInfo Require(string zone) =>
        Find(zone)
        ?? throw new SparkException(
            "DateTimeException",
            null,
            $"Unknown time-zone ID: {zone}",
            "java.time.zone.ZoneRulesException"
        ).ForEngine();

    public static long ToUtc(long local, string zone)
    {
        var info = Require(zone);
        if (info == TimeZoneInfo.Utc || Clock(local) is not { } clock)
        {
            return local;
        }

        return local - (ZoneClock.OffsetOf(info, clock).Ticks / 10);
    }

    public static long FromUtc(long utc, string zone) => utc + OffsetMicros(utc, zone);

    public static long OffsetMicros(long utc, string zone)
    {
        var info = Require(zone);
        return info == TimeZoneInfo.Utc || Clock(utc) is not { } clock ? 0 : ZoneClock.OffsetAt(info, clock).Ticks / 10;
    }

    private static DateTime? Clock(long micros)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (Int128)micros * 10;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks
            ? null
            : new DateTime((long)ticks, DateTimeKind.Unspecified);
    }

    [GeneratedRegex(@"^(UTC|GMT|UT)?(?<s>[+-])(?<h>\d{1,2})(:?(?<m>\d{2}))?(:?\d{2})?$")]
    private static partial Regex Offset();
}
