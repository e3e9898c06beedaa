using System.Text;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>One line as LazySimpleSerDe takes it apart: no quotes; an escape, if one is set, before any character.</summary>
internal static class LazyLine
{
    /// <summary>The fields, escapes kept in them: nested values are split further.</summary>
    public static List<string?> Split(string line, char separator, char? escape)
    {
        var fields = new List<string?>();
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == escape)
            {
                i++;
            }
            else if (line[i] == separator)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        fields.Add(line[start..]);
        return fields;
    }

    /// <summary>A field without its escapes.</summary>
    public static string Unescape(string field, char? escape)
    {
        if (escape is not { } mark || !field.Contains(mark, StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == mark && i + 1 < field.Length)
            {
                i++;
            }

            text.Append(field[i]);
        }

        return text.ToString();
    }
}
