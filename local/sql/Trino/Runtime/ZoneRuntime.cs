using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Timestamps with time zone: an instant (UTC) and a zone's name, kept apart.</summary>
internal static class ZoneRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of(
            "lake_zoned_instant",
            (string text, long digits, string session) => Instant(text, (int)digits, session)
        ),
        RuntimeFunction.Of("lake_zoned_zone", (string text, string session) => Read(text).Zone ?? session),
        RuntimeFunction.Of("lake_zone_local", (DateTime instant, string zone) => Zones.ToLocal(instant, zone)),
        RuntimeFunction.Of("lake_zone_utc", (DateTime local, string zone) => Zones.ToUtc(local, zone)),
        RuntimeFunction.Of(
            "lake_zone_name",
            (string zone) =>
                Zones.Normalize(zone) ?? throw RuntimeFailure.Argument($"'{zone}' is not a valid time zone")
        ),
        RuntimeFunction.Of(
            "lake_zone_minutes",
            (DateTime instant, string zone) => (long)Zones.OffsetAt(instant, zone).TotalMinutes
        ),
        RuntimeFunction.Of(
            "lake_zoned_text",
            (DateTime instant, string zone, long digits) =>
                $"{TrinoTime.Text(Zones.ToLocal(instant, zone), (int)digits)} {zone}"
        ),
    ];

    private static (DateTime Local, int Digits, string? Zone) Read(string text) =>
        TrinoTime.Timestamp(text)
        ?? throw RuntimeFailure.Cast($"Value cannot be cast to timestamp with time zone: {text}");

    private static DateTime Instant(string text, int digits, string session)
    {
        var found = Read(text);
        return Zones.ToUtc(TrinoTime.Round(found.Local, digits), found.Zone ?? session);
    }
}
