using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>Regular expressions of Java (Spark) and Joni (Trino) on .NET's engine.</summary>
internal static class JavaRegex
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<(string Pattern, bool IsJoni), Regex> Known = new();

    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public static Regex Of(string pattern, bool isJoni = false) =>
        Known.GetOrAdd(
            (pattern, isJoni),
            key => new Regex(
                new JavaRegexTranslator(key.Pattern, key.IsJoni).Translate(),
                RegexOptions.CultureInvariant,
                Patience
            )
        );

    /// <summary>Java's replacement text: <c>$2</c>, <c>${name}</c>, and a backslash before a character that stands for itself.</summary>
    /// <param name="match">What is replaced.</param>
    /// <param name="replacement">The text.</param>
    /// <param name="noGroup">The error for a reference to a group that is not in the pattern; empty for a bare dollar.</param>
    public static string Expand(Match match, string replacement, Func<string, Exception> noGroup)
    {
        if (!replacement.AsSpan().ContainsAny('$', '\\'))
        {
            return replacement;
        }

        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '\\' && i + 1 < replacement.Length)
            {
                text.Append(replacement[++i]);
            }
            else if (replacement[i] == '$')
            {
                text.Append(Group(match, replacement, ref i, noGroup).Value);
            }
            else
            {
                text.Append(replacement[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>The group that a dollar at <paramref name="at"/> refers to; leaves the index at the reference's last character.</summary>
    private static Group Group(Match match, string replacement, ref int at, Func<string, Exception> noGroup)
    {
        var rest = replacement.AsSpan(at + 1);
        if (rest.StartsWith("{") && rest.IndexOf('}') is var close and > 0)
        {
            var name = rest[1..close].ToString();
            at += close + 1;
            return match.Groups.ContainsKey(name) ? match.Groups[name] : throw noGroup(name);
        }

        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0]))
        {
            throw noGroup("");
        }

        // More digits are taken for as long as there is such a group.
        var number = rest[0] - '0';
        var length = 1;
        while (
            length < rest.Length
            && char.IsAsciiDigit(rest[length])
            && (number * 10) + rest[length] - '0' < match.Groups.Count
        )
        {
            number = (number * 10) + rest[length++] - '0';
        }

        at += length;
        return number < match.Groups.Count
            ? match.Groups[number]
            : throw noGroup(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
