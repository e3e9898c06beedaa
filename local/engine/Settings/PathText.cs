using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>The notation of paths: names after dots, indices and quoted names in brackets.</summary>
internal static class PathText
{
    private const string Invalid = "invalid config key path: ";

    /// <exception cref="SettingsException">The text is no path.</exception>
    public static List<object> Parse(string text)
    {
        if (text.StartsWith('.'))
        {
            throw new SettingsException(Invalid + "expected property path to start with a name or index");
        }

        var parts = new List<object>();
        for (var at = 0; at < text.Length; )
        {
            switch (text[at])
            {
                case '.':
                    at++;
                    if (at == text.Length)
                    {
                        throw new SettingsException(Invalid + "expected property path to end with a name or index");
                    }

                    if (text[at] == '[')
                    {
                        throw new SettingsException(Invalid + "expected property name after '.'");
                    }

                    break;
                case '[' when at + 1 < text.Length && text[at + 1] == '"':
                    at = ReadName(text, at + 2, parts);
                    break;
                case '[':
                    at = ReadIndex(text, at + 1, parts);
                    break;
                default:
                    var end = text.AsSpan(at).IndexOfAny('.', '[');
                    end = end < 0 ? text.Length : at + end;
                    parts.Add(text[at..end]);
                    at = end;
                    break;
            }
        }

        return parts;
    }

    public static string Write(IEnumerable<object> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is int index)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else if (((string)part).All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            {
                text.Append(text.Length == 0 ? "" : ".").Append(part);
            }
            else
            {
                text.Append("[\"").Append(((string)part).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
            }
        }

        return text.ToString();
    }

    private static int ReadName(string text, int at, List<object> parts)
    {
        var name = new StringBuilder();
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;
            }

            name.Append(text[at]);
        }

        if (at >= text.Length)
        {
            throw new SettingsException(Invalid + "missing closing quote in property name");
        }

        if (at + 1 >= text.Length || text[at + 1] != ']')
        {
            throw new SettingsException(Invalid + "missing closing bracket in property access");
        }

        parts.Add(name.ToString());
        return at + 2;
    }

    private static int ReadIndex(string text, int at, List<object> parts)
    {
        var close = text.IndexOf(']', at);
        if (close < 0)
        {
            throw new SettingsException(Invalid + "missing closing bracket in array index");
        }

        var inner = text[at..close];
        parts.Add(
            inner == "*" ? inner
            : int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? index
            : throw new SettingsException(
                $"{Invalid}invalid array index: strconv.ParseInt: parsing \"{inner}\": invalid syntax"
            )
        );
        return close + 1;
    }
}
