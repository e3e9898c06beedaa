using System.Collections.Concurrent;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>Local times and instants of a zone, as Java's <c>ZonedDateTime</c> resolves them.</summary>
internal static class ZoneClock
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A zone of the IANA database, or null.</summary>
    public static TimeZoneInfo? Find(string id) =>
        Known.GetOrAdd(id, name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null);

    /// <summary>The offset at an instant.</summary>
    public static TimeSpan OffsetAt(TimeZoneInfo zone, DateTime utc) =>
        zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>The offset of a local time: the earlier of two instants, and the one before a gap within it.</summary>
    public static TimeSpan OffsetOf(TimeZoneInfo zone, DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
    }
}
