namespace CustomerLake.Local.Sql.Spark.Syntax;

internal enum TokenKind
{
    Word,
    Quoted,
    Text,
    Number,
    Symbol,
    End,
}

/// <summary>A lexeme of Spark SQL. Text is unescaped for strings and back-quoted names; Raw is as written.</summary>
internal sealed record SparkToken(TokenKind Kind, string Text, string Raw, int Position)
{
    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
