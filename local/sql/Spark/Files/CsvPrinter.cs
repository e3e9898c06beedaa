using System.Text;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Writes CSV records as Spark does.</summary>
internal sealed class CsvPrinter(CsvOptions options)
{
    public string Line(IReadOnlyList<string?> fields)
    {
        var line = new StringBuilder();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
            {
                line.Append(options.Separator);
            }

            Field(line, fields[i], isFirst: i == 0);
        }

        return line.Append(options.LineSeparator ?? "\n").ToString();
    }

    private void Field(StringBuilder line, string? field, bool isFirst)
    {
        var value = field switch
        {
            null => options.NullValue,
            "" => options.EmptyValue ?? "\"\"",
            _ => field,
        };
        if (field is null or "" && !options.QuoteAll)
        {
            line.Append(value);
            return;
        }

        if (field == "")
        {
            value = options.EmptyValue ?? "";
        }

        if (options.TrimLeft)
        {
            value = value.TrimStart(' ', '\t');
        }

        if (options.TrimRight)
        {
            value = value.TrimEnd(' ', '\t');
        }

        if (!options.QuoteAll && !NeedsQuotes(value, isFirst))
        {
            line.Append(value);
            return;
        }

        line.Append(options.Quote);
        foreach (var c in value)
        {
            if (
                c == options.Quote
                || (c == options.Escape && options.Escape != options.Quote && options.Escape != '\\')
            )
            {
                line.Append(options.Escape);
            }

            line.Append(c);
        }

        line.Append(options.Quote);
    }

    private bool NeedsQuotes(string value, bool isFirst) =>
        value.Contains(options.Separator, StringComparison.Ordinal)
        || value.AsSpan().ContainsAny('\n', '\r')
        || (options.EscapeQuotes && options.Quote != '\0' && value.Contains(options.Quote, StringComparison.Ordinal))
        || (isFirst && value.StartsWith('#'));
}
