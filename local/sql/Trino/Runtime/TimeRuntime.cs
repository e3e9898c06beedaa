using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Casts between text and dates, times, timestamps and intervals.</summary>
internal static class TimeRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of(
            "lake_to_date",
            (string text) => TrinoTime.Date(text) ?? throw RuntimeFailure.Cast($"Value cannot be cast to date: {text}")
        ),
        RuntimeFunction.Of("lake_to_timestamp", (string text, long digits) => Timestamp(text, (int)digits)),
        RuntimeFunction.Of("lake_to_time", (string text, long digits) => Time(text, (int)digits)),
        RuntimeFunction.Of("lake_timestamp_text", (DateTime value, long digits) => TrinoTime.Text(value, (int)digits)),
        RuntimeFunction.Of(
            "lake_time_text",
            (TimeOnly value, long digits) => TrinoTime.Text(value.ToTimeSpan(), (int)digits)
        ),
        RuntimeFunction.Of(
            "lake_timestamp_round",
            (DateTime value, long digits) => TrinoTime.Round(value, (int)digits)
        ),
        RuntimeFunction.Of("lake_interval_text", (long milliseconds) => TrinoTime.Interval(milliseconds)),
        RuntimeFunction.Of("lake_months_text", (long months) => TrinoTime.Months(months)),
        RuntimeFunction.Of("lake_to_uuid", (string text) => Uuid(text)),
    ];

    private static DateTime Timestamp(string text, int digits)
    {
        // A zone is read and dropped: the local time counts.
        var found =
            TrinoTime.Timestamp(text) ?? throw RuntimeFailure.Cast($"Value cannot be cast to timestamp: {text}");
        return TrinoTime.Round(found.Local, digits);
    }

    private static TimeOnly Time(string text, int digits)
    {
        var found = TrinoTime.Time(text) ?? throw RuntimeFailure.Cast($"Value cannot be cast to time: {text}");
        var rounded = TrinoTime.Round(new DateTime(1, 1, 1) + found.Time, digits);
        return TimeOnly.FromTimeSpan(rounded.TimeOfDay);
    }

    private static string Uuid(string text) =>
        text.Length == 36 && Guid.TryParse(text, out var id)
            ? id.ToString()
            : throw RuntimeFailure.Cast($"Cannot cast value to UUID: {text}");
}
