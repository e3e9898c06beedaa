using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Java's regular expressions on .NET's engine: the pattern is translated where the two differ.</summary>
internal static partial class JavaRegex
{
    private static readonly ConcurrentDictionary<string, Regex> Known = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Regex Of(string pattern, string function = "rlike") =>
        Known.GetOrAdd(
            pattern,
            text =>
            {
                try
                {
                    return new Regex(Translate(text), RegexOptions.CultureInvariant, Patience);
                }
                catch (ArgumentException error)
                {
                    throw SparkException
                        .Runtime(
                            "INVALID_PARAMETER_VALUE.PATTERN",
                            $"The value of parameter(s) `regexp` in `{function}` is invalid: '{text}'. {error.Message}"
                        )
                        .ForEngine();
                }
            }
        );

    public static List<string> Split(string text, string pattern, int limit)
    {
        if (pattern.Length == 0 && text.Length > 0)
        {
            // An empty pattern gives the characters; a limit drops the rest of them.
            var characters = text.EnumerateRunes().Select(rune => rune.ToString());
            return [.. limit > 0 ? characters.Take(limit) : characters];
        }

        var regex = Of(pattern, "split");
        var parts = new List<string>();
        var start = 0;
        foreach (Match match in regex.Matches(text))
        {
            if (limit > 0 && parts.Count == limit - 1)
            {
                break;
            }

            if (match.Length == 0 && (match.Index == 0 || match.Index >= text.Length))
            {
                continue;
            }

            if (match.Index == 0 && match.Length > 0 && text.Length == 0)
            {
                continue;
            }

            parts.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    public static string Replace(string text, string pattern, string replacement, int position)
    {
        var regex = Of(pattern, "regexp_replace");
        var skip = Math.Min(Math.Max(position - 1, 0), text.Length);
        var names = regex.GetGroupNames();
        return text[..skip] + regex.Replace(text[skip..], match => Expand(match, replacement, names.Length));
    }

    private static string Expand(Match match, string replacement, int groups)
    {
        if (!replacement.AsSpan().ContainsAny('$', '\\'))
        {
            return replacement;
        }

        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c == '\\' && i + 1 < replacement.Length)
            {
                result.Append(replacement[++i]);
            }
            else if (c == '$' && i + 1 < replacement.Length && replacement[i + 1] == '{')
            {
                var end = replacement.IndexOf('}', i);
                result.Append(match.Groups[replacement[(i + 2)..end]].Value);
                i = end;
            }
            else if (c == '$' && i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]))
            {
                var number = replacement[++i] - '0';
                if (number >= groups)
                {
                    throw SparkException
                        .Job(null, $"No group {number}", "java.lang.IndexOutOfBoundsException")
                        .ForEngine();
                }

                while (
                    i + 1 < replacement.Length
                    && char.IsAsciiDigit(replacement[i + 1])
                    && (number * 10) + replacement[i + 1] - '0' < groups
                )
                {
                    number = (number * 10) + (replacement[++i] - '0');
                }

                result.Append(match.Groups[number].Value);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    public static string Extract(string text, string pattern, int group)
    {
        var regex = Of(pattern, "regexp_extract");
        var count = regex.GetGroupNumbers().Length - 1;
        if (group < 0 || group > count)
        {
            throw SparkException
                .Runtime(
                    "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
                    $"The value of parameter(s) `idx` in `regexp_extract` is invalid: Expects group index between 0 and {count}, but got {group}."
                )
                .ForEngine();
        }

        var match = regex.Match(text);
        return match.Success ? match.Groups[group].Value : "";
    }

    public static string All(string text, string pattern, int group) =>
        System.Text.Json.JsonSerializer.Serialize(
            Of(pattern, "regexp_extract_all").Matches(text).Select(match => match.Groups[group].Value)
        );

    /// <summary>A LIKE pattern as a regular expression.</summary>
    public static bool Like(string text, string pattern, char escape, bool ignoreCase)
    {
        var regex = Known.GetOrAdd(
            $"\u0001{escape}{(ignoreCase ? 'i' : 'c')}{pattern}",
            _ => new Regex(
                LikePattern(pattern, escape),
                RegexOptions.Singleline
                    | RegexOptions.CultureInvariant
                    | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None),
                Patience
            )
        );
        return regex.IsMatch(text);
    }

    private static string LikePattern(string pattern, char escape)
    {
        var result = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == escape)
            {
                if (
                    i + 1 >= pattern.Length
                    || (pattern[i + 1] != '_' && pattern[i + 1] != '%' && pattern[i + 1] != escape)
                )
                {
                    throw new SparkException(
                        "AnalysisException",
                        i + 1 >= pattern.Length ? "INVALID_FORMAT.ESC_AT_THE_END" : "INVALID_FORMAT.ESC_IN_THE_MIDDLE",
                        $"The format is invalid: '{pattern}'. The escape character is not allowed here."
                    ).ForEngine();
                }

                result.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else
            {
                result.Append(
                    c == '%' ? ".*"
                    : c == '_' ? "."
                    : Regex.Escape(c.ToString())
                );
            }
        }

        return result.Append("\\z").ToString();
    }
}
