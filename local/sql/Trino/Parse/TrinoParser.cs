using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

/// <summary>
/// Reads Trino SQL as Athena engine version 3 takes it, by recursive descent. Statements are in <c>.Statements</c>,
/// queries in <c>.Queries</c>, FROM in <c>.Relations</c>, expressions in <c>.Expressions</c>, <c>.Primary</c>,
/// <c>.Calls</c> and <c>.Json</c>, types in <c>.Types</c>.
/// </summary>
internal sealed partial class TrinoParser
{
    private readonly string _text;
    private readonly List<TrinoToken> _tokens;
    private int _at;
    private int _parameters;
    private readonly NestingGuard _nesting;

    private TrinoParser(string text)
    {
        _text = text;
        _tokens = new TrinoLexer(text).Read();
        _nesting = new NestingGuard(() => Syntax("statement is too large (stack overflow while parsing)", Current.At));
    }

    /// <summary>Reads one statement; a final semicolon is allowed.</summary>
    public static Statement ParseStatement(string text)
    {
        var parser = new TrinoParser(text);
        var statement = parser.ReadStatement();
        parser.Take(";");
        parser.ExpectEnd();
        return statement;
    }

    /// <summary>Reads one expression (a parameter's value).</summary>
    public static Expression ParseExpression(string text)
    {
        var parser = new TrinoParser(text);
        var expression = parser.ReadExpression();
        parser.ExpectEnd();
        return expression;
    }

    /// <summary>Reads a type and gives its canonical text.</summary>
    public static TypeReference ParseType(string text)
    {
        var parser = new TrinoParser(text);
        var type = parser.ReadType();
        parser.ExpectEnd();
        return type;
    }

    private TrinoToken Current => _tokens[_at];

    private TrinoToken Ahead(int count) => _tokens[Math.Min(_at + count, _tokens.Count - 1)];

    private bool Is(string word) => Current.Is(word);

    private bool IsAhead(int count, string word) => Ahead(count).Is(word);

    private bool Take(string word)
    {
        if (!Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes all of these words in a row, or none.</summary>
    private bool TakeAll(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsAhead(i, words[i]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    private TrinoToken Advance() => _tokens[_at++];

    private Position Expect(string word)
    {
        var at = Current.At;
        return Take(word) ? at : throw Unexpected($"'{word}'");
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("<EOF>");
        }
    }

    private SqlException Unexpected(string expected) => Unexpected(Current, expected);

    private static SqlException Unexpected(TrinoToken token, string expected) =>
        new("SYNTAX_ERROR", $"mismatched input '{token.Text}'. Expecting: {expected}", token.At);

    private static SqlException Syntax(string message, Position at) => new("SYNTAX_ERROR", message, at);

    private static bool IsIdentifier(TrinoToken token) =>
        token.Kind is TokenKind.QuotedIdentifier or TokenKind.BackquotedIdentifier
        || (token.Kind == TokenKind.Word && !TrinoReserved.Contains(token.Text));

    private Identifier ReadIdentifier()
    {
        var token = Current;
        if (!IsIdentifier(token))
        {
            throw Unexpected("<identifier>");
        }

        if (token.Kind == TokenKind.BackquotedIdentifier)
        {
            throw Syntax("backquoted identifiers are not supported; use double quotes to quote identifiers", token.At);
        }

        if (token.Kind == TokenKind.QuotedIdentifier && token.Value.Length == 0)
        {
            throw Syntax("Zero-length delimited identifier not allowed", token.At);
        }

        _at++;
        return new Identifier(token.Value, token.Kind == TokenKind.QuotedIdentifier) { At = token.At };
    }

    private NodeList<Identifier> ReadName()
    {
        var parts = new List<Identifier> { ReadIdentifier() };
        while (Is(".") && IsIdentifier(Ahead(1)))
        {
            _at++;
            parts.Add(ReadIdentifier());
        }

        return parts.ToNodeList();
    }

    private List<T> ReadList<T>(Func<T> read)
    {
        var items = new List<T> { read() };
        while (Take(","))
        {
            items.Add(read());
        }

        return items;
    }

    private NodeList<Identifier> ReadColumnAliases()
    {
        Expect("(");
        var names = ReadList(ReadIdentifier);
        Expect(")");
        return names.ToNodeList();
    }

    private string ReadText()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                _at++;
                return token.Value;
            case TokenKind.UnicodeText:
                _at++;
                var escape = '\\';
                if (Take("UESCAPE"))
                {
                    var given = Advance();
                    escape = given.Value is [var one] ? one : throw Syntax("Empty Unicode escape character", given.At);
                }

                return UnicodeText.Decode(token.Value, escape, token.At);
            default:
                throw Unexpected("<string>");
        }
    }

    private T Nested<T>(Func<T> read) => _nesting.Enter(read);
}

/// <summary>The content of <c>U&amp;'…'</c>.</summary>
internal static class UnicodeText
{
    public static string Decode(string value, char escape, Position at)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != escape)
            {
                text.Append(value[i]);
                continue;
            }

            if (i + 1 < value.Length && value[i + 1] == escape)
            {
                text.Append(escape);
                i++;
                continue;
            }

            var isLong = i + 1 < value.Length && value[i + 1] == '+';
            var (start, length) = isLong ? (i + 2, 6) : (i + 1, 4);
            if (start + length > value.Length || !value.AsSpan(start, length).ToString().All(char.IsAsciiHexDigit))
            {
                throw new SqlException("SYNTAX_ERROR", "Incomplete escape sequence: " + value[i..], at);
            }

            var code = Convert.ToInt32(value.Substring(start, length), 16);
            text.Append(
                code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF
                    ? throw new SqlException(
                        "SYNTAX_ERROR",
                        $"Invalid escaped character: {value.Substring(start, length)}",
                        at
                    )
                    : char.ConvertFromUtf32(code)
            );
            i = start + length - 1;
        }

        return text.ToString();
    }
}
