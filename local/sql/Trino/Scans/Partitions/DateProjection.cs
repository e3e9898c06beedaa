using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Trino.Scans.Partitions;

/// <summary>A projected date key: range with <c>NOW±n UNIT</c>, Java pattern, interval. UTC.</summary>
internal sealed partial class DateProjection(
    IReadOnlyDictionary<string, string> parameters,
    string column,
    DateTime now
)
{
    [GeneratedRegex(@"^NOW(?:\s*([+-])\s*(\d+)\s*([A-Z]+?)S?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex NowPattern();

    public IEnumerable<string> Values()
    {
        var format = Required("format");
        var pattern = ToNet(format);
        var range = Required("range").Split(',');
        var (low, high) = (Parse(range[0].Trim(), pattern), Parse(range[^1].Trim(), pattern));
        var step = int.Parse(Get("interval") ?? "1", CultureInfo.InvariantCulture);
        var unit = Get("interval.unit") ?? DefaultUnit(format);
        low = Floor(low, unit);
        for (var value = low; value <= high; value = Add(value, step, unit))
        {
            yield return value.ToString(pattern, CultureInfo.InvariantCulture);
        }
    }

    private string? Get(string key) => parameters.GetValueOrDefault($"projection.{column}.{key}");

    private string Required(string key) =>
        Get(key)
        ?? throw new SqlException("INVALID_TABLE_PROPERTY", $"The table lacks the parameter projection.{column}.{key}");

    private static string DefaultUnit(string format) =>
        format.Contains('d', StringComparison.Ordinal) && !format.Contains('H', StringComparison.Ordinal) ? "DAYS"
        : format.Contains('m', StringComparison.Ordinal) ? "MINUTES"
        : format.Contains('H', StringComparison.Ordinal) ? "HOURS"
        : format.Contains('M', StringComparison.Ordinal) ? "MONTHS"
        : "YEARS";

    private DateTime Parse(string text, string pattern)
    {
        var match = NowPattern().Match(text);
        if (!match.Success)
        {
            return DateTime.TryParseExact(
                text,
                pattern,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var value
            )
                ? value
                : throw new SqlException(
                    "INVALID_TABLE_PROPERTY",
                    $"projection.{column}.range has '{text}', which is not of the format"
                );
        }

        if (!match.Groups[1].Success)
        {
            return now;
        }

        var amount = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        return Add(now, match.Groups[1].Value == "-" ? -amount : amount, match.Groups[3].Value);
    }

    private static DateTime Add(DateTime value, int amount, string unit) =>
        unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "YEAR" => value.AddYears(amount),
            "MONTH" => value.AddMonths(amount),
            "WEEK" => value.AddDays(7 * amount),
            "DAY" => value.AddDays(amount),
            "HOUR" => value.AddHours(amount),
            "MINUTE" => value.AddMinutes(amount),
            "SECOND" => value.AddSeconds(amount),
            _ => throw new SqlException("INVALID_TABLE_PROPERTY", $"'{unit}' is no unit of a projected date"),
        };

    private static DateTime Floor(DateTime value, string unit) =>
        unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "YEAR" => new DateTime(value.Year, 1, 1),
            "MONTH" => new DateTime(value.Year, value.Month, 1),
            "DAY" or "WEEK" => value.Date,
            "HOUR" => value.Date.AddHours(value.Hour),
            "MINUTE" => value.Date.AddHours(value.Hour).AddMinutes(value.Minute),
            _ => value,
        };

    /// <summary>Java's letters where .NET has others.</summary>
    private static string ToNet(string pattern) =>
        pattern.Replace('u', 'y').Replace("SSS", "fff", StringComparison.Ordinal);
}
