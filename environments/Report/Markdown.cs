using System.Globalization;
using System.Text;

namespace CustomerLake.Environments.Report;

/// <summary>Markdown as GitHub reads it. Text from elsewhere goes through <see cref="Code"/>: it mentions nobody and links nowhere.</summary>
internal static class Markdown
{
    /// <summary>A text as code, in a paragraph or a table's cell.</summary>
    public static string Code(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(line) + 1);
        var isPadded = line[0] == '`' || line[^1] == '`';
        return $"{fence}{(isPadded ? " " : "")}{line.Replace("|", "\\|", StringComparison.Ordinal)}{(isPadded ? " " : "")}{fence}";
    }

    /// <summary>Lines from elsewhere, as they are.</summary>
    public static string Block(string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text.ReplaceLineEndings("\n").Trim('\n')}\n{fence}";
    }

    /// <summary>A table; of more rows than allowed the first, and a line that says how many there are.</summary>
    public static string Table(IReadOnlyList<string> header, IReadOnlyList<string[]> rows, ReportDepth depth)
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", header.Select(h => h.TrimEnd('→')))} |\n");
        // A header that ends in an arrow stands over numbers.
        table.Append(
            CultureInfo.InvariantCulture,
            $"| {string.Join(" | ", header.Select(h => h.EndsWith('→') ? "---:" : "---"))} |\n"
        );
        foreach (var row in rows.Take(depth.MaxRows))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        if (rows.Count > depth.MaxRows)
        {
            table.Append(CultureInfo.InvariantCulture, $"\n… and {rows.Count - depth.MaxRows} more.\n");
        }

        return table.ToString().TrimEnd('\n');
    }

    public static string Details(string summary, string content) =>
        $"<details><summary>{summary}</summary>\n\n{content.Trim()}\n\n</details>";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
            < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GiB"),
        };

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}");

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
