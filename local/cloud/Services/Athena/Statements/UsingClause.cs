namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>The arguments of <c>EXECUTE name USING a, b</c> as texts. The statement is known to be well formed.</summary>
internal static class UsingClause
{
    public static IReadOnlyList<string> Arguments(string statement)
    {
        var start = IndexOfUsing(statement);
        return start < 0 ? [] : Split(statement[start..]);
    }

    private static int IndexOfUsing(string statement)
    {
        for (var index = 0; index < statement.Length; index = After(statement, index))
        {
            if (
                statement.AsSpan(index).StartsWith("USING", StringComparison.OrdinalIgnoreCase)
                && IsBlank(statement, index - 1)
                && IsBlank(statement, index + "USING".Length)
            )
            {
                return index + "USING".Length;
            }
        }

        return -1;
    }

    private static List<string> Split(string text)
    {
        var arguments = new List<string>();
        var (from, depth) = (0, 0);
        for (var index = 0; index < text.Length; index = After(text, index))
        {
            depth += text[index] switch
            {
                '(' or '[' => 1,
                ')' or ']' => -1,
                _ => 0,
            };
            if (depth == 0 && text[index] == ',')
            {
                arguments.Add(text[from..index].Trim());
                from = index + 1;
            }
        }

        arguments.Add(text[from..].Trim().TrimEnd(';').Trim());
        return arguments;
    }

    /// <summary>The index behind what begins here: a quoted text or name, a comment, or one character.</summary>
    private static int After(string text, int index) =>
        text[index] switch
        {
            '\'' or '"' => EndOf(text, index + 1, text[index].ToString()),
            '-' when text.AsSpan(index).StartsWith("--") => EndOf(text, index, "\n"),
            '/' when text.AsSpan(index).StartsWith("/*") => EndOf(text, index, "*/"),
            _ => index + 1,
        };

    /// <summary>A doubled quote ends one quoted part and begins the next at once, so that it needs no care.</summary>
    private static int EndOf(string text, int from, string end) =>
        text.IndexOf(end, from, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;

    private static bool IsBlank(string text, int index) =>
        index < 0 || index >= text.Length || char.IsWhiteSpace(text[index]) || text[index] is '/' or '(' or '"' or '\'';
}
