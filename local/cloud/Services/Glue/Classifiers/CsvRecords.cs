using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>
/// Records of delimited text. They end at LF, CR or CRLF and nowhere else: U+2028, U+0085, VT and FF are data.
/// </summary>
internal sealed class CsvRecords
{
    public List<List<string>> Rows { get; } = [];

    public bool HasQuotes { get; private set; }

    /// <summary>A quoted field spans lines; Athena's text readers will cut it there.</summary>
    public bool HasQuotedBreak { get; private set; }

    /// <remarks>A sample that was cut loses its last, probably incomplete record.</remarks>
    public static CsvRecords Read(string text, char delimiter, char? quote, bool isWhole, int limit)
    {
        var records = new CsvRecords();
        var closed = records.Parse(text, delimiter, quote, isWhole, limit);
        if (closed || !isWhole)
        {
            return records;
        }
        // A lone quote is text, not the start of a field that never ends.
        var plain = new CsvRecords();
        plain.Parse(text, delimiter, quote: null, isWhole, limit);
        return plain;
    }

    private bool Parse(string text, char delimiter, char? quote, bool isWhole, int limit)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        var position = 0;
        while (position < text.Length && Rows.Count < limit)
        {
            var character = text[position];
            if (isQuoted)
            {
                position = TakeQuoted(text, position, quote, field, ref isQuoted);
                continue;
            }
            position++;
            if (character == quote && field.Length == 0)
            {
                isQuoted = true;
                HasQuotes = true;
            }
            else if (character == delimiter)
            {
                row.Add(Take(field));
            }
            else if (character is '\n' or '\r')
            {
                if (character == '\r' && position < text.Length && text[position] == '\n')
                {
                    position++;
                }
                EndRow(ref row, field);
            }
            else
            {
                field.Append(character);
            }
        }
        if (isWhole && Rows.Count < limit)
        {
            EndRow(ref row, field);
        }
        return !isQuoted;
    }

    private int TakeQuoted(string text, int position, char? quote, StringBuilder field, ref bool isQuoted)
    {
        var character = text[position];
        if (character != quote)
        {
            HasQuotedBreak |= character is '\n' or '\r';
            field.Append(character);
            return position + 1;
        }
        if (position + 1 < text.Length && text[position + 1] == quote)
        {
            field.Append(character);
            return position + 2;
        }
        isQuoted = false;
        return position + 1;
    }

    /// <summary>Empty lines are no records.</summary>
    private void EndRow(ref List<string> row, StringBuilder field)
    {
        if (row.Count == 0 && field.Length == 0)
        {
            return;
        }
        row.Add(Take(field));
        Rows.Add(row);
        row = [];
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
