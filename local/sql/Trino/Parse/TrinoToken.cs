using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal enum TokenKind
{
    /// <summary>A word: keyword or plain identifier; <see cref="TrinoToken.Text"/> as written.</summary>
    Word,
    QuotedIdentifier,
    BackquotedIdentifier,
    Text,
    UnicodeText,
    Binary,
    Integer,
    Decimal,
    Double,
    Symbol,

    /// <summary>A character that begins no token.</summary>
    Unknown,
    End,
}

/// <summary>A token; <see cref="Value"/> is the content of a text or quoted identifier, else the text.</summary>
internal readonly record struct TrinoToken(TokenKind Kind, string Text, string Value, Position At, int Start)
{
    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
