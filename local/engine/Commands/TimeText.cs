using System.Globalization;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Points and spans of time as commands print them.</summary>
internal static class TimeText
{
    private static readonly (double Seconds, string Text, double Unit)[] Spans =
    [
        (1, "now", 1),
        (2, "1 second ago", 1),
        (60, "{0} seconds ago", 1),
        (120, "1 minute ago", 1),
        (3600, "{0} minutes ago", 60),
        (7200, "1 hour ago", 1),
        (Day, "{0} hours ago", 3600),
        (2 * Day, "1 day ago", 1),
        (7 * Day, "{0} days ago", Day),
        (14 * Day, "1 week ago", 1),
        (30 * Day, "{0} weeks ago", 7 * Day),
        (60 * Day, "1 month ago", 1),
        (360 * Day, "{0} months ago", 30 * Day),
        (540 * Day, "1 year ago", 1),
        (720 * Day, "2 years ago", 1),
        (37 * 360 * Day, "{0} years ago", 360 * Day),
    ];

    private const double Day = 86_400;

    public static string Json(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Ago(DateTimeOffset now, DateTimeOffset? time)
    {
        if (time is null)
        {
            return "n/a";
        }

        var seconds = Math.Max(0, Math.Floor((now - time.Value).TotalSeconds));
        var span = Spans.FirstOrDefault(span => seconds < span.Seconds);
        return span.Text is null
            ? "a long while ago"
            : string.Format(CultureInfo.InvariantCulture, span.Text, Math.Floor(seconds / span.Unit));
    }

    /// <summary>Whole seconds as Go prints a duration: <c>1h2m3s</c>.</summary>
    public static string Took(TimeSpan time)
    {
        var seconds = (long)time.TotalSeconds;
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds % 60}s");
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{text}")
            : minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes}m{text}")
            : text;
    }
}
