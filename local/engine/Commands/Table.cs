using System.Text;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Columns padded to their widest cell, two blanks between them.</summary>
internal static class Table
{
    public static string Render(string[] heading, IEnumerable<string[]> rows, string indent = "")
    {
        var all = rows.Prepend(heading).SelectMany(Lines).ToList();
        var widths = heading.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            var cells = row.Select(
                (cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column] + 2)
            );
            text.Append(indent).Append(string.Concat(cells)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A last cell of several lines goes on below itself.</summary>
    private static IEnumerable<string[]> Lines(string[] row)
    {
        var lines = row[^1].Split('\n');
        yield return [.. row[..^1], lines[0]];
        foreach (var line in lines.Skip(1))
        {
            yield return [.. row[..^1].Select(_ => ""), line];
        }
    }
}
