using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Deploy;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>500ms</c>.</summary>
internal static partial class GoDuration
{
    /// <exception cref="RequestRefusedException">The text is no duration.</exception>
    public static TimeSpan? Read(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.GetString() is not { Length: > 0 } text)
        {
            return null;
        }

        var parts = Part().Matches(text);
        if (parts.Count == 0 || string.Concat(parts.Select(part => part.Value)) != text)
        {
            throw new RequestRefusedException($"unable to parse customTimeout Value {text}");
        }

        return TimeSpan.FromMilliseconds(
            parts.Sum(part =>
                double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture)
                * part.Groups[2].Value switch
                {
                    "h" => 3_600_000,
                    "m" => 60_000,
                    "s" => 1_000,
                    "ms" => 1,
                    "us" => 0.001,
                    _ => 0.000_001,
                }
            )
        );
    }

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(h|ms|us|ns|m|s)")]
    private static partial Regex Part();
}
