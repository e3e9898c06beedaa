using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>LIKE patterns outside DuckDB. A character is a code point.</summary>
internal static class LikeText
{
    private static readonly ConcurrentDictionary<(string Pattern, char? Escape, bool IgnoreCase), Regex> Known = new();

    /// <exception cref="LikeEscapeException">The escape stands before something else than %, _ or itself.</exception>
    public static bool Matches(string text, string pattern, char? escape, bool ignoreCase = false) =>
        Known
            .GetOrAdd(
                (pattern, escape, ignoreCase),
                key => new Regex(
                    Translate(key.Pattern, key.Escape),
                    RegexOptions.Singleline
                        | RegexOptions.NonBacktracking
                        | RegexOptions.CultureInvariant
                        | (key.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None)
                )
            )
            .IsMatch(text);

    private static string Translate(string pattern, char? escape)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape)
            {
                i++;
                if (i >= pattern.Length || (pattern[i] is not ('%' or '_') && pattern[i] != escape))
                {
                    throw new LikeEscapeException(isAtEnd: i >= pattern.Length);
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

        return regex.Append("\\z").ToString();
    }
}

/// <summary>A LIKE pattern whose escape escapes nothing.</summary>
internal sealed class LikeEscapeException(bool isAtEnd)
    : FormatException("Escape character must be followed by '%', '_' or the escape character itself")
{
    public bool IsAtEnd => isAtEnd;
}
