using System.Text;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Parse;

/// <summary>Splits Trino text into tokens. Never fails: what it cannot read becomes an unknown token for the parser to name.</summary>
internal sealed class TrinoLexer(string text)
{
    private static readonly string[] Symbols =
    [
        "<>",
        "!=",
        "<=",
        ">=",
        "||",
        "->",
        "=>",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        ";",
        "=",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "%",
        "?",
        ":",
        "|",
        "^",
        "$",
        "{",
        "}",
    ];

    private int _at;
    private int _line = 1;
    private int _lineStart;

    public List<TrinoToken> Read()
    {
        var tokens = new List<TrinoToken>();
        do
        {
            SkipBlanks();
            tokens.Add(Next());
        } while (tokens[^1].Kind != TokenKind.End);

        return tokens;
    }

    private Position Here => new(_line, _at - _lineStart + 1);

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                Advance(1);
            }
            else if (Peek() == '-' && Peek(1) == '-')
            {
                while (_at < text.Length && text[_at] is not ('\n' or '\r'))
                {
                    _at++;
                }
            }
            else if (
                Peek() == '/'
                && Peek(1) == '*'
                && text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0
            )
            {
                Advance(end + 2 - _at);
            }
            else
            {
                return;
            }
        }
    }

    private void Advance(int count)
    {
        for (var i = 0; i < count; i++, _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }

    private TrinoToken Next()
    {
        if (_at >= text.Length)
        {
            return new TrinoToken(TokenKind.End, "<EOF>", "", Here, _at);
        }

        var c = Peek();
        var isPrefix = Peek(1) == '\'';
        if (c == '\'')
        {
            return Quoted(TokenKind.Text, '\'', 0);
        }

        if (c == '"')
        {
            return Quoted(TokenKind.QuotedIdentifier, '"', 0);
        }

        if (c == '`')
        {
            return Quoted(TokenKind.BackquotedIdentifier, '`', 0);
        }

        if (c is 'x' or 'X' && isPrefix)
        {
            return Quoted(TokenKind.Binary, '\'', 1);
        }

        if (c is 'u' or 'U' && Peek(1) == '&' && Peek(2) == '\'')
        {
            return Quoted(TokenKind.UnicodeText, '\'', 2);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number();
        }

        return char.IsAsciiLetter(c) || c == '_' ? Word() : Symbol();
    }

    private TrinoToken Make(TokenKind kind, int length, string? value = null)
    {
        var at = Here;
        var start = _at;
        var token = text.Substring(_at, length);
        Advance(length);
        return new TrinoToken(kind, token, value ?? token, at, start);
    }

    private TrinoToken Quoted(TokenKind kind, char quote, int prefix)
    {
        var value = new StringBuilder();
        for (var i = _at + prefix + 1; i < text.Length; i++)
        {
            if (text[i] != quote)
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == quote)
            {
                value.Append(quote);
                i++;
            }
            else
            {
                return Make(kind, i + 1 - _at, value.ToString());
            }
        }

        return Make(TokenKind.Unknown, prefix + 1);
    }

    private TrinoToken Word()
    {
        var length = 1;
        while (char.IsAsciiLetterOrDigit(Peek(length)) || Peek(length) == '_')
        {
            length++;
        }

        return Make(TokenKind.Word, length);
    }

    private TrinoToken Number()
    {
        if (Peek() == '0' && Peek(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            var radix = char.ToLowerInvariant(Peek(1)) switch
            {
                'x' => 16,
                'o' => 8,
                _ => 2,
            };
            var end = 2;
            while (DigitOf(Peek(end)) < radix || (Peek(end) == '_' && DigitOf(Peek(end + 1)) < radix))
            {
                end++;
            }

            if (end > 2 && Peek() == '0')
            {
                var value = text.Substring(_at + 2, end - 2)
                    .Where(c => c != '_')
                    .Aggregate(System.Numerics.BigInteger.Zero, (sum, digit) => (sum * radix) + DigitOf(digit));
                return Make(TokenKind.Integer, end, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        var length = Digits(0);
        var kind = TokenKind.Integer;
        if (Peek(length) == '.')
        {
            kind = TokenKind.Decimal;
            length = Digits(length + 1);
        }

        if (Peek(length) is 'e' or 'E')
        {
            var exponent = length + (Peek(length + 1) is '+' or '-' ? 2 : 1);
            if (char.IsAsciiDigit(Peek(exponent)))
            {
                kind = TokenKind.Double;
                length = Digits(exponent);
            }
        }

        // Digits that run into letters are one bad token, as in 1abc.
        var word = length;
        while (kind == TokenKind.Integer && (char.IsLetterOrDigit(Peek(word)) || Peek(word) == '_'))
        {
            word++;
        }

        return word > length
            ? Make(TokenKind.Unknown, word)
            : Make(kind, length, text.Substring(_at, length).Replace("_", "", StringComparison.Ordinal));
    }

    private int Digits(int from)
    {
        while (char.IsAsciiDigit(Peek(from)) || (Peek(from) == '_' && char.IsAsciiDigit(Peek(from + 1)) && from > 0))
        {
            from++;
        }

        return from;
    }

    private static int DigitOf(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;

    private TrinoToken Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                return Make(TokenKind.Symbol, symbol.Length);
            }
        }

        return Make(TokenKind.Unknown, char.IsSurrogatePair(Peek(), Peek(1)) ? 2 : 1);
    }
}
