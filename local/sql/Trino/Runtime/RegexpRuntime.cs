using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Regular expression functions.</summary>
internal static class RegexpRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_regexp_like", (string text, string pattern) => Of(pattern).IsMatch(text)),
        RuntimeFunction.Of(
            "lake_regexp_extract",
            (string text, string pattern, long group) => Extract(text, pattern, group)
        ),
        RuntimeFunction.Of(
            "lake_regexp_extract_all",
            (string text, string pattern, long group) => ExtractAll(text, pattern, group)
        ),
        RuntimeFunction.Of(
            "lake_regexp_replace",
            (string text, string pattern, string replacement) => Replace(text, pattern, replacement)
        ),
        RuntimeFunction.Of("lake_regexp_split", (string text, string pattern) => Split(text, pattern)),
        RuntimeFunction.Of("lake_regexp_count", (string text, string pattern) => (long)Of(pattern).Count(text)),
        RuntimeFunction.Of(
            "lake_regexp_position",
            (string text, string pattern, long start, long instance) => Position(text, pattern, start, instance)
        ),
        RuntimeFunction.Of("lake_regex_pieces", (string text, string pattern) => Pieces(text, pattern)),
        RuntimeFunction.Of(
            "lake_regex_groups",
            (string piece) => JsonSerializer.Deserialize<List<string?>>(piece.AsSpan(1))!
        ),
    ];

    private static Regex Of(string pattern)
    {
        try
        {
            return JavaRegex.Of(pattern, isJoni: true);
        }
        catch (ArgumentException failure)
        {
            var message =
                failure.Message.Contains("Not enough )", StringComparison.Ordinal)
                    ? "end pattern with unmatched parenthesis"
                : failure.Message.Contains("Unclosed character class", StringComparison.Ordinal)
                    ? "premature end of char-class"
                : failure.Message;
            throw RuntimeFailure.Argument(message);
        }
    }

    private static RuntimeFailure NoGroup(string group) =>
        RuntimeFailure.Argument($"Illegal replacement sequence: unknown group {group}".TrimEnd());

    private static int Group(Regex regex, long group)
    {
        var count = regex.GetGroupNumbers().Length - 1;
        return group < 0 ? throw RuntimeFailure.Argument("Group cannot be negative")
            : group > count ? throw RuntimeFailure.Argument($"Pattern has {count} groups. Cannot access group {group}")
            : (int)group;
    }

    private static string? Value(Group group) => group.Success ? group.Value : null;

    private static string? Extract(string text, string pattern, long group)
    {
        var regex = Of(pattern);
        var number = Group(regex, group);
        var match = regex.Match(text);
        return match.Success ? Value(match.Groups[number]) : null;
    }

    private static List<string?> ExtractAll(string text, string pattern, long group)
    {
        var regex = Of(pattern);
        var number = Group(regex, group);
        return [.. regex.Matches(text).Select(match => Value(match.Groups[number]))];
    }

    private static string Replace(string text, string pattern, string replacement)
    {
        var regex = Of(pattern);
        return regex.Replace(text, match => JavaRegex.Expand(match, replacement, NoGroup));
    }

    private static List<string> Split(string text, string pattern)
    {
        var parts = new List<string>();
        var start = 0;
        foreach (Match match in Of(pattern).Matches(text))
        {
            parts.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static long Position(string text, string pattern, long start, long instance)
    {
        if (start < 1 || instance < 1)
        {
            throw RuntimeFailure.Argument($"{(start < 1 ? "start position" : "occurrence")} cannot be smaller than 1");
        }

        if (start > text.Length)
        {
            return -1;
        }

        var match = Of(pattern).Match(text, (int)start - 1);
        for (var i = 1; i < instance && match.Success; i++)
        {
            match = match.NextMatch();
        }

        return match.Success ? match.Index + 1 : -1;
    }

    /// <summary>The text in pieces: <c>t…</c> as it is, <c>m[…]</c> the groups of a match as JSON.</summary>
    private static List<string> Pieces(string text, string pattern)
    {
        var pieces = new List<string>();
        var start = 0;
        foreach (Match match in Of(pattern).Matches(text))
        {
            pieces.Add("t" + text[start..match.Index]);
            pieces.Add("m" + JsonSerializer.Serialize(match.Groups.Values.Skip(1).Select(Value)));
            start = match.Index + match.Length;
        }

        pieces.Add("t" + text[start..]);
        return pieces;
    }
}
