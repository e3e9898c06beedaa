using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Functions;

/// <summary>LIKE patterns outside DuckDB.</summary>
internal static class LikeText
{
    /// <exception cref="FormatException">The escape stands before something else than %, _ or itself.</exception>
    public static bool Matches(string text, string pattern, string? escape)
    {
        var regex = new StringBuilder("^");
        var mark = escape is { Length: 1 } ? escape[0] : (char?)null;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == mark)
            {
                i++;
                if (i >= pattern.Length || (pattern[i] is not ('%' or '_') && pattern[i] != mark))
                {
                    throw new FormatException(
                        "Escape character must be followed by '%', '_' or the escape character itself"
                    );
                }

                regex.Append(Regex.Escape(pattern[i].ToString()));
                continue;
            }

            regex.Append(
                pattern[i] switch
                {
                    '%' => ".*",
                    '_' => "(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|.)",
                    _ => Regex.Escape(pattern[i].ToString()),
                }
            );
        }

        return Regex.IsMatch(
            text,
            regex.Append('$').ToString(),
            RegexOptions.Singleline | RegexOptions.NonBacktracking
        );
    }
}
