using System.Text;

namespace CustomerLake.Local.Sql.Trino.Print;

/// <summary>
/// DuckDB's TRY over a text. It takes no volatile function, and <c>error()</c> is one: what would be raised by it is NULL
/// at once.
/// </summary>
internal static class TryText
{
    private const string Raise = "error(chr(1) ||";

    public static string Print(string sql)
    {
        var text = new StringBuilder();
        var at = 0;
        for (
            var found = sql.IndexOf(Raise, StringComparison.Ordinal);
            found >= 0;
            found = sql.IndexOf(Raise, at, StringComparison.Ordinal)
        )
        {
            text.Append(sql, at, found - at).Append("NULL");
            at = EndOfCall(sql, found + "error".Length);
        }

        return $"TRY({text.Append(sql, at, sql.Length - at)})";
    }

    /// <summary>The index after the parenthesis that closes the one at <paramref name="open"/>.</summary>
    private static int EndOfCall(string sql, int open)
    {
        var depth = 0;
        for (var i = open; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '\'':
                    // A doubled quote is two texts in a row here: the outcome is the same.
                    i = sql.IndexOf('\'', i + 1);
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
            }
        }

        return sql.Length;
    }
}
