using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

internal enum ExpressionTokenKind
{
    Word,
    QuotedWord,
    Text,
    Number,
    Symbol,
    End,
}

internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, int Position);

/// <summary>Words, quoted names, texts in single quotes, numbers and operators.</summary>
internal static class ExpressionLexer
{
    public static List<ExpressionToken> Read(string text)
    {
        var tokens = new List<ExpressionToken>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var token = Next(text, position, out position);
            tokens.Add(token);
        }

        tokens.Add(new ExpressionToken(ExpressionTokenKind.End, "", text.Length));
        return tokens;
    }

    private static ExpressionToken Next(string text, int start, out int end)
    {
        var first = text[start];
        switch (first)
        {
            case '\'':
                return new ExpressionToken(ExpressionTokenKind.Text, Quoted(text, start, '\'', out end), start);
            case '"' or '`':
                return new ExpressionToken(ExpressionTokenKind.QuotedWord, Quoted(text, start, first, out end), start);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            end = Span(text, start, character => char.IsAsciiLetterOrDigit(character) || character == '.');
            return new ExpressionToken(ExpressionTokenKind.Number, text[start..end], start);
        }

        if (char.IsLetter(first) || first == '_')
        {
            end = Span(text, start, character => char.IsLetterOrDigit(character) || character is '_');
            return new ExpressionToken(ExpressionTokenKind.Word, text[start..end], start);
        }

        end = start + (text.AsSpan(start) is ['<', '>' or '=', ..] or ['>' or '!', '=', ..] ? 2 : 1);
        return new ExpressionToken(ExpressionTokenKind.Symbol, text[start..end], start);
    }

    private static int Span(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>A doubled quote stands for one.</summary>
    private static string Quoted(string text, int start, char quote, out int end)
    {
        var content = new StringBuilder();
        for (var position = start + 1; position < text.Length; position++)
        {
            if (text[position] != quote)
            {
                content.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == quote)
            {
                content.Append(quote);
                position++;
            }
            else
            {
                end = position + 1;
                return content.ToString();
            }
        }

        throw GlueErrors.InvalidInput(
            $"Unsupported expression '{text}': a quote at character {start + 1} is not closed."
        );
    }
}
