using System.Text;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>
/// Splits CSV text into records as Spark's parser does: quotes count only at a field's start, and a stray quote inside a
/// quoted field makes the whole field unquoted up to the next separator.
/// </summary>
internal sealed class CsvParser(CsvOptions options)
{
    /// <summary>Records of a text, with the text each came from.</summary>
    public IEnumerable<(List<string?> Fields, string Raw)> Read(string text)
    {
        if (options.IsMultiLine)
        {
            var at = 0;
            while (at < text.Length)
            {
                var start = at;
                var fields = Record(text, ref at, multiLine: true);
                var raw = text[start..Math.Min(at, text.Length)].TrimEnd('\r', '\n');
                if (raw.Length > 0 && !IsComment(raw))
                {
                    yield return (fields, raw);
                }
            }

            yield break;
        }

        foreach (var line in Lines(text, options.LineSeparator))
        {
            if (line.AsSpan().Trim().Length > 0 && !IsComment(line))
            {
                yield return (Line(line), line);
            }
        }
    }

    public List<string?> Line(string line)
    {
        var at = 0;
        return Record(line, ref at, multiLine: false);
    }

    private bool IsComment(string line) => options.Comment is { } comment && line.StartsWith(comment);

    public static IEnumerable<string> Lines(string text, string? separator)
    {
        if (separator is not null)
        {
            var parts = text.Split(separator);
            return parts[^1].Length == 0 ? parts.SkipLast(1) : parts;
        }

        return Split(text);
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r');
            if (end < 0)
            {
                yield return text[start..];
                yield break;
            }

            end += start;
            yield return text[start..end];
            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private List<string?> Record(string text, ref int at, bool multiLine)
    {
        var fields = new List<string?>();
        while (true)
        {
            fields.Add(Field(text, ref at, multiLine));
            if (at < text.Length && AtSeparator(text, at))
            {
                at += options.Separator.Length;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\n')
            {
                at++;
            }

            return fields;
        }
    }

    private bool AtSeparator(string text, int at) =>
        string.CompareOrdinal(text, at, options.Separator, 0, options.Separator.Length) == 0;

    private bool AtEnd(string text, int at, bool multiLine) =>
        at >= text.Length || AtSeparator(text, at) || (multiLine && text[at] is '\n' or '\r');

    /// <summary>One field; null for an empty one without quotes.</summary>
    private string? Field(string text, ref int at, bool multiLine)
    {
        var start = at;
        if (options.TrimLeft)
        {
            while (at < text.Length && text[at] is ' ' or '\t' && !AtSeparator(text, at))
            {
                at++;
            }
        }

        if (options.Quote != '\0' && at < text.Length && text[at] == options.Quote)
        {
            var quoted = Quoted(text, ref at, multiLine);
            if (quoted is not null)
            {
                return quoted;
            }

            at = start;
        }

        var from = at;
        while (!AtEnd(text, at, multiLine))
        {
            at++;
        }

        var value = text[from..at];
        value = options.TrimRight ? value.TrimEnd(' ', '\t') : value;
        return value.Length == 0 ? null : value;
    }

    /// <summary>A quoted field, or null if a stray quote makes it an unquoted one.</summary>
    private string? Quoted(string text, ref int at, bool multiLine)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            var c = text[at];
            if (c == options.Escape && c != options.Quote && at + 1 < text.Length && text[at + 1] == options.Quote)
            {
                value.Append(options.Quote);
                at++;
            }
            else if (
                c == options.Escape
                && c != options.Quote
                && at + 1 < text.Length
                && text[at + 1] == options.Escape
                && options.Escape != '\\'
            )
            {
                value.Append(options.Escape);
                at++;
            }
            else if (c != options.Quote)
            {
                value.Append(c);
            }
            else if (options.Escape == options.Quote && at + 1 < text.Length && text[at + 1] == options.Quote)
            {
                value.Append(c);
                at++;
            }
            else
            {
                var after = at + 1;
                while (after < text.Length && text[after] == ' ' && !AtSeparator(text, after))
                {
                    after++;
                }

                if (AtEnd(text, after, multiLine) || (!multiLine && after >= text.Length))
                {
                    at = after;
                    return value.ToString();
                }

                return null;
            }
        }

        return value.ToString();
    }
}
