namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>What a person should know about a CSV file before a query disappoints.</summary>
internal static class CsvNotes
{
    private const int LongestQuote = 60;

    public static IEnumerable<string> Of(
        ObjectSample sample,
        CsvRecords records,
        IReadOnlyList<InferredField> columns,
        List<List<string>> data,
        int width,
        string? whyNoHeader,
        CsvOptions options
    )
    {
        if (sample.Text.StartsWith('\uFEFF'))
        {
            yield return "The file begins with a UTF-8 byte order mark. The crawler does not recognise it: it becomes "
                + $"part of the first column's name, '{columns[0].Name}'. Save the file without the mark.";
        }
        if (whyNoHeader is not null)
        {
            yield return $"No header: {whyNoHeader}. Columns are named col0, col1, … and the first row is data; a CSV "
                + "classifier with ContainsHeader PRESENT takes the names.";
        }
        if (records.HasQuotes && options.Serde == SerdeFormat.LazySimple)
        {
            yield return "Values are quoted, and the table's LazySimpleSerDe knows no quotes: they stay in the values, and "
                + "a delimiter inside them shifts the columns. Use a CSV classifier with Serde OpenCSVSerDe.";
        }
        if (records.HasQuotedBreak)
        {
            yield return "A quoted value holds a line break. Athena's text readers cut the row there, whatever the SerDe.";
        }
        for (var column = 0; column < columns.Count; column++)
        {
            if (
                columns[column].Type == InferredType.BigInt
                && data.Any(row => row.Count > column && CsvValues.HasLeadingZero(row[column]))
            )
            {
                yield return $"Column '{columns[column].Name}' has digits with leading zeros and is typed bigint: the zeros "
                    + "are lost in queries. Declare it as string.";
            }
        }
        var ragged = data.Count(row => row.Count != width);
        if (ragged > 0)
        {
            yield return $"{ragged} of {data.Count} rows looked at do not have {width} columns.";
        }
    }

    public static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
