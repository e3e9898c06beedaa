using System.Text;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>
/// One line as Hive's OpenCSVSerde takes it apart: quotes, an escape inside quotes, blanks before a quote dropped, a quote in
/// the middle of a field kept. What stands behind a quote that nobody closes is no field.
/// </summary>
internal static class CsvLine
{
    public static List<string?> Split(string line, char separator, char quote, char escape)
    {
        var fields = new List<string?>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            var hasNext = i + 1 < line.Length;
            if (c == escape && escape != quote)
            {
                if (isQuoted && hasNext && (line[i + 1] == quote || line[i + 1] == escape))
                {
                    field.Append(line[++i]);
                }
            }
            else if (c == quote)
            {
                if (isQuoted && hasNext && line[i + 1] == quote)
                {
                    field.Append(line[++i]);
                    continue;
                }

                if (i > 2 && line[i - 1] != separator && hasNext && line[i + 1] != separator)
                {
                    AppendInner(field, c);
                }

                isQuoted = !isQuoted;
            }
            else if (c == separator && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        if (!isQuoted)
        {
            fields.Add(field.ToString());
        }

        return fields;
    }

    private static void AppendInner(StringBuilder field, char quote)
    {
        if (field.Length > 0 && field.ToString().All(char.IsWhiteSpace))
        {
            field.Clear();
        }
        else
        {
            field.Append(quote);
        }
    }
}
