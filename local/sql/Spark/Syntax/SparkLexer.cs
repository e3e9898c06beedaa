using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Splits Spark SQL text into tokens; comments are dropped and hints are read as comments.</summary>
internal sealed class SparkLexer(string text)
{
    private static readonly string[] Symbols =
    [
        "<=>",
        "->",
        "<=",
        ">=",
        "<>",
        "!=",
        "==",
        "||",
        "=>",
        "::",
        "!<",
        "!>",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "+",
        "-",
        "*",
        "/",
        "%",
        "<",
        ">",
        "=",
        "&",
        "|",
        "^",
        "~",
        ";",
        ":",
        "?",
        "!",
        "{",
        "}",
        "@",
        "$",
    ];

    private readonly List<SparkToken> _tokens = [];
    private int _at;

    public static IReadOnlyList<SparkToken> Read(string text) => new SparkLexer(text).Tokens();

    private List<SparkToken> Tokens()
    {
        while (Skip())
        {
            ReadToken();
        }

        _tokens.Add(new SparkToken(TokenKind.End, "", "end of input", text.Length));
        return _tokens;
    }

    private bool Skip()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (At("--"))
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (At("/*"))
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw SparkException.Parse("UNCLOSED_BRACKETED_COMMENT", "Found an unclosed bracketed comment.");
                }

                _at = end + 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private bool At(string symbol) => string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0;

    private void ReadToken()
    {
        var c = text[_at];
        var start = _at;
        if (c is '\'' or '"')
        {
            Add(TokenKind.Text, ReadString(c, raw: false), start);
        }
        else if (c is 'r' or 'R' && _at + 1 < text.Length && text[_at + 1] is '\'' or '"' && c is 'r' or 'R')
        {
            _at++;
            Add(TokenKind.Text, ReadString(text[_at], raw: true), start);
        }
        else if (c == '`')
        {
            Add(TokenKind.Quoted, ReadBackQuoted(), start);
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && Next(1) is >= '0' and <= '9' && !FollowsName()))
        {
            ReadNumber(start);
        }
        else if (char.IsLetter(c) || c == '_')
        {
            ReadWord(start);
        }
        else
        {
            var symbol =
                Symbols.FirstOrDefault(At)
                ?? throw SparkException.Parse(
                    "PARSE_SYNTAX_ERROR",
                    $"Syntax error at or near '{c}'." + Place(text, _at)
                );
            _at += symbol.Length;
            Add(TokenKind.Symbol, symbol, start);
        }
    }

    public static string Place(string text, int position)
    {
        var before = text[..Math.Min(position, text.Length)];
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1);
        return string.Create(CultureInfo.InvariantCulture, $"(line {line}, pos {column})");
    }

    private char Next(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool FollowsName() =>
        _tokens.Count > 0
        && _tokens[^1] is { } last
        && last.Position + last.Raw.Length == _at
        && (last.Kind is TokenKind.Word or TokenKind.Quoted || last.Text is ")" or "]");

    private void Add(TokenKind kind, string value, int start) =>
        _tokens.Add(new SparkToken(kind, value, text[start.._at], start));

    private void ReadWord(int start)
    {
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        Add(TokenKind.Word, text[start.._at], start);
    }

    private void ReadNumber(int start)
    {
        Digits();
        if (Next(0) == '.' && !(Next(1) == '.'))
        {
            _at++;
            Digits();
        }

        if (Next(0) is 'e' or 'E')
        {
            var sign = Next(1) is '+' or '-' ? 1 : 0;
            if (char.IsAsciiDigit(Next(1 + sign)))
            {
                _at += 1 + sign;
                Digits();
            }
        }

        if (Next(0) is 'b' or 'B' && Next(1) is 'd' or 'D')
        {
            _at += 2;
        }
        else if (
            char.ToUpperInvariant(Next(0)) is 'L' or 'S' or 'Y' or 'D' or 'F'
            && !char.IsLetterOrDigit(Next(1))
            && Next(1) != '_'
        )
        {
            _at++;
        }
        else if (char.IsLetter(Next(0)) || Next(0) == '_')
        {
            // A name may start with a digit: 1abc.
            ReadWord(start);
            return;
        }

        Add(TokenKind.Number, text[start.._at], start);
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Next(0)))
        {
            _at++;
        }
    }

    private string ReadBackQuoted()
    {
        var start = _at;
        var name = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != '`')
            {
                name.Append(text[_at]);
            }
            else if (Next(1) == '`')
            {
                name.Append('`');
                _at++;
            }
            else
            {
                _at++;
                return name.ToString();
            }
        }

        throw SparkException.Parse("PARSE_SYNTAX_ERROR", "Syntax error at or near '`'." + Place(text, start));
    }

    private string ReadString(char quote, bool raw)
    {
        var start = _at;
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == quote)
            {
                _at++;
                return value.ToString();
            }

            if (c == '\\' && !raw && _at + 1 < text.Length)
            {
                Escape(value);
            }
            else
            {
                value.Append(c);
            }
        }

        throw SparkException.Parse("PARSE_SYNTAX_ERROR", $"Syntax error at or near '{quote}'." + Place(text, start));
    }

    private void Escape(StringBuilder value)
    {
        var c = text[++_at];
        if (c == 'u' && TryHex(4, out var unit))
        {
            value.Append((char)unit);
            return;
        }

        if (c is >= '0' and <= '3' && Next(1) is >= '0' and <= '7' && Next(2) is >= '0' and <= '7')
        {
            value.Append((char)(((c - '0') * 64) + ((Next(1) - '0') * 8) + (Next(2) - '0')));
            _at += 2;
            return;
        }

        // In LIKE patterns \% and \_ keep their backslash.
        value.Append(
            c switch
            {
                '0' => "\0",
                'b' => "\b",
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                'Z' => "\u001A",
                '%' => "\\%",
                '_' => "\\_",
                _ => c.ToString(),
            }
        );
    }

    private bool TryHex(int digits, out int value)
    {
        value = 0;
        if (_at + digits >= text.Length)
        {
            return false;
        }

        var hex = text.AsSpan(_at + 1, digits);
        if (!int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        _at += digits;
        return true;
    }
}
