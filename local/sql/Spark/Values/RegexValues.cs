using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Spark's functions of regular expressions and LIKE.</summary>
internal static class RegexValues
{
    public static Regex Of(string pattern, string function = "rlike")
    {
        try
        {
            return JavaRegex.Of(pattern);
        }
        catch (ArgumentException error)
        {
            throw SparkException
                .Runtime(
                    "INVALID_PARAMETER_VALUE.PATTERN",
                    $"The value of parameter(s) `regexp` in `{function}` is invalid: '{pattern}'. {error.Message}"
                )
                .ForEngine();
        }
    }

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
        return text[..skip] + regex.Replace(text[skip..], match => JavaRegex.Expand(match, replacement, NoGroup));
    }

    private static Exception NoGroup(string group) =>
        (
            group.Length == 0
                ? SparkException.Job(null, "Illegal group reference", "java.lang.IllegalArgumentException")
            : char.IsAsciiDigit(group[0])
                ? SparkException.Job(null, $"No group {group}", "java.lang.IndexOutOfBoundsException")
            : SparkException.Job(null, $"No group with name {{{group}}}", "java.lang.IllegalArgumentException")
        ).ForEngine();

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

    public static bool Like(string text, string pattern, string escape, bool ignoreCase)
    {
        try
        {
            return LikeText.Matches(text, pattern, escape.Length > 0 ? escape[0] : '\\', ignoreCase);
        }
        catch (LikeEscapeException failure)
        {
            throw new SparkException(
                "AnalysisException",
                failure.IsAtEnd ? "INVALID_FORMAT.ESC_AT_THE_END" : "INVALID_FORMAT.ESC_IN_THE_MIDDLE",
                $"The format is invalid: '{pattern}'. The escape character is not allowed here."
            ).ForEngine();
        }
    }
}
