using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Spark.Values;

internal static partial class JavaRegex
{
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = "\\x00-\\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = "!-/:-@\\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = " \\t",
        ["Cntrl"] = "\\x00-\\x1F\\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = " \\t\\n\\x0B\\f\\r",
        ["IsAlphabetic"] = "\\p{L}\\p{Nl}",
        ["IsDigit"] = "\\p{Nd}",
        ["IsLetter"] = "\\p{L}",
        ["IsUppercase"] = "\\p{Lu}",
        ["IsLowercase"] = "\\p{Ll}",
        ["IsLatin"] = "A-Za-z\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F",
    };

    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 8);
        var at = 0;
        var atom = 0;
        while (at < pattern.Length)
        {
            var c = pattern[at];
            if (c == '\\')
            {
                atom = result.Length;
                Escape(pattern, ref at, result, inClass: false);
            }
            else if (c == '[')
            {
                atom = result.Length;
                result.Append(Class(pattern, ref at));
            }
            else if (c is '*' or '+' or '?' or '}' && at + 1 < pattern.Length && pattern[at + 1] == '+')
            {
                result.Append(c);
                var start = c == '}' ? result.ToString().LastIndexOf('{') : result.Length - 1;
                var begin = AtomStart(result.ToString(), start, atom);
                result.Insert(begin, "(?>").Append(')');
                at += 2;
            }
            else
            {
                if (c is not ('*' or '+' or '?' or '{' or '}'))
                {
                    atom = result.Length;
                }

                result.Append(c);
                at++;
            }
        }

        return result.ToString();
    }

    private static int AtomStart(string text, int quantifier, int atom)
    {
        if (quantifier == 0 || text[quantifier - 1] != ')')
        {
            return atom;
        }

        var depth = 0;
        for (var i = quantifier - 1; i >= 0; i--)
        {
            depth +=
                text[i] == ')' ? 1
                : text[i] == '(' ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return atom;
    }

    private static void Escape(string pattern, ref int at, StringBuilder result, bool inClass)
    {
        if (at + 1 >= pattern.Length)
        {
            result.Append('\\');
            at++;
            return;
        }

        var c = pattern[at + 1];
        if (c is 'p' or 'P' && at + 2 < pattern.Length)
        {
            Property(pattern, ref at, result, inClass);
            return;
        }

        if (c == 'Q')
        {
            var end = pattern.IndexOf("\\E", at + 2, StringComparison.Ordinal);
            var literal = end < 0 ? pattern[(at + 2)..] : pattern[(at + 2)..end];
            result.Append(Regex.Escape(literal));
            at = end < 0 ? pattern.Length : end + 2;
            return;
        }

        var ascii = c switch
        {
            'd' => "0-9",
            'w' => "a-zA-Z0-9_",
            's' => " \\t\\n\\x0B\\f\\r",
            'h' => " \\t\\u00A0",
            _ => null,
        };
        at += 2;
        if (ascii is not null)
        {
            result.Append(inClass ? ascii : $"[{ascii}]");
            return;
        }

        result.Append(
            c switch
            {
                'D' when !inClass => "[^0-9]",
                'W' when !inClass => "[^a-zA-Z0-9_]",
                'S' when !inClass => "[^ \\t\\n\\x0B\\f\\r]",
                'R' => "(?:\\r\\n|[\\n\\r\\u2028\\u2029\\u0085\\x0B\\f])",
                'Z' => "\\Z",
                _ => "\\" + c,
            }
        );
    }

    private static void Property(string pattern, ref int at, StringBuilder result, bool inClass)
    {
        var negated = pattern[at + 1] == 'P';
        string name;
        if (pattern[at + 2] == '{')
        {
            var end = pattern.IndexOf('}', at);
            name = pattern[(at + 3)..end];
            at = end + 1;
        }
        else
        {
            name = pattern[at + 2].ToString();
            at += 3;
        }

        if (Classes.TryGetValue(name, out var set))
        {
            result.Append(
                inClass && !negated ? set
                : negated ? $"[^{set}]"
                : $"[{set}]"
            );
            return;
        }

        result
            .Append(negated ? "\\P{" : "\\p{")
            .Append(name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name)
            .Append('}');
    }

    /// <summary>A character class; Java's unions and intersections become .NET subtractions and lookaheads.</summary>
    private static string Class(string pattern, ref int at)
    {
        var result = new StringBuilder();
        at++;
        var negated = at < pattern.Length && pattern[at] == '^';
        if (negated)
        {
            at++;
        }

        var first = true;
        var intersections = new List<string>();
        while (at < pattern.Length && (pattern[at] != ']' || first))
        {
            if (pattern[at] == '\\')
            {
                Escape(pattern, ref at, result, inClass: true);
            }
            else if (pattern[at] == '[')
            {
                var inner = Class(pattern, ref at);
                result.Append(
                    inner.StartsWith("[^", StringComparison.Ordinal) || !inner.StartsWith('[') ? inner : inner[1..^1]
                );
            }
            else if (pattern[at] == '&' && at + 1 < pattern.Length && pattern[at + 1] == '&')
            {
                at += 2;
                intersections.Add(RestOfClass(pattern, ref at));
                break;
            }
            else
            {
                result.Append(pattern[at] is '-' && first ? "\\-" : pattern[at].ToString());
                at++;
            }

            first = false;
        }

        if (at >= pattern.Length)
        {
            throw new ArgumentException("Unclosed character class.");
        }

        at++;
        var own = $"[{(negated ? "^" : "")}{result}]";
        return intersections.Count == 0 ? own : $"(?:(?={intersections[0]}){own})";
    }

    private static string RestOfClass(string pattern, ref int at)
    {
        if (pattern[at] == '[')
        {
            return Class(pattern, ref at);
        }

        var start = at;
        while (at < pattern.Length && pattern[at] != ']')
        {
            at += pattern[at] == '\\' ? 2 : 1;
        }

        return $"[{pattern[start..at]}]";
    }
}
