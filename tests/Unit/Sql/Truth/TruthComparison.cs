using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary>Compares results with recordings, by the rules of tests/truth/trino/README.md.</summary>
internal static partial class TruthComparison
{
    public static string? CompareError(TruthError wanted, SqlException got)
    {
        var (text, core) = (Core(got.PositionedMessage), Core(wanted.Message ?? ""));
        return got.Code == wanted.Name && text.StartsWith(core, StringComparison.Ordinal)
            ? null
            : $"{got.Code}: {text} expected {wanted.Name}: {core}";
    }

    /// <summary>What is comparable: before the parser's expectations, the candidates and the second line.</summary>
    private static string Core(string message) => Expectations().Split(message)[0].Trim();

    [GeneratedRegex(@"\. Expecting:|\. Expected:|Expecting:|\n|\$\{data\}")]
    private static partial Regex Expectations();

    public static string? Compare(TruthCase truth, SqlResult result)
    {
        if (truth.UpdateCount is { } count)
        {
            return result.UpdateCount == count ? null : $"update count {result.UpdateCount}, expected {count}";
        }

        if (truth.Columns is null || truth.UpdateType is not (null or "SELECT"))
        {
            return null;
        }

        var names = string.Join(", ", result.Columns.Select(column => column.Name.ToLowerInvariant()));
        var wanted = string.Join(", ", truth.Columns.Select(column => column[0].ToLowerInvariant()));
        var types = string.Join(", ", result.Columns.Select(column => TrinoSql.Spell(column.Type)));
        var wantedTypes = string.Join(", ", truth.Columns.Select(column => column[1]));
        if (names != wanted || types != wantedTypes)
        {
            return $"columns {names} ({types}) expected {wanted} ({wantedTypes})";
        }

        return truth.ShapeOnly ? null : CompareRows(truth, result);
    }

    private static string? CompareRows(TruthCase truth, SqlResult result)
    {
        var got = result.Rows.Select(row => string.Join(" | ", row.Select(Show))).ToList();
        var wanted = truth.Rows!.Select(row => string.Join(" | ", row.EnumerateArray().Select(Show))).ToList();
        if (!truth.Ordered)
        {
            got.Sort(StringComparer.Ordinal);
            wanted.Sort(StringComparer.Ordinal);
        }

        if (!got.SequenceEqual(wanted))
        {
            return $"rows {Shorten(got)} expected {Shorten(wanted)}";
        }

        return CompareText(truth, result);
    }

    /// <summary>The cells as Athena prints them.</summary>
    private static string? CompareText(TruthCase truth, SqlResult result)
    {
        if (truth.Text is null || !truth.Ordered)
        {
            return null;
        }

        for (var i = 0; i < truth.Text.Length; i++)
        {
            for (var j = 0; j < truth.Text[i].Length; j++)
            {
                var got = TrinoSql.Text(result.Rows[i][j], result.Columns[j].Type);
                var isNumber = result.Columns[j].Type.IsApproximate;
                if (got != truth.Text[i][j] && !(isNumber && IsClose(got, truth.Text[i][j])))
                {
                    return $"text '{got}' expected '{truth.Text[i][j]}'";
                }
            }
        }

        return null;
    }

    private static bool IsClose(string? left, string? right) =>
        left is not null
        && right is not null
        && left.Contains('E', StringComparison.Ordinal) == right.Contains('E', StringComparison.Ordinal)
        && double.TryParse(left, CultureInfo.InvariantCulture, out var a)
        && double.TryParse(right, CultureInfo.InvariantCulture, out var b)
        && Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(a), Math.Abs(b));

    private static string Shorten(List<string> rows)
    {
        var text = string.Join(" ; ", rows);
        return text.Length > 400 ? text[..400] + "…" : text;
    }

    private static string Show(object? value) =>
        value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            double number => Number(number),
            byte[] bytes => Convert.ToBase64String(bytes),
            object?[] items => $"[{string.Join(", ", items.Select(Show))}]",
            SqlMap map =>
                $"{{{string.Join(", ", map.Entries.Select(e => $"{Show(e.Key)}={Show(e.Value)}").Order(StringComparer.Ordinal))}}}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Show(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0
                ? Number(value.GetDouble())
                : value.GetRawText(),
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Show))}]",
            _ =>
                $"{{{string.Join(", ", value.EnumerateObject().Select(e => $"{e.Name}={Show(e.Value)}").Order(StringComparer.Ordinal))}}}",
        };

    /// <summary>Twelve significant digits: what different orders of summing leave alike.</summary>
    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : (value == 0 ? 0 : value).ToString("G12", CultureInfo.InvariantCulture);
}
