using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>Cuts a statement into tokens by Hive's rules: back-quoted names, strings with backslash escapes.</summary>
internal sealed class HiveLexer
{
    private readonly string _text;
    private readonly List<HiveToken> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _lineStart;

    private HiveLexer(string text) => _text = text;

    public static IReadOnlyList<HiveToken> Tokens(string text)
    {
        var lexer = new HiveLexer(text);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (SkipBlanks())
        {
            ReadOne();
        }

        Add(HiveTokenKind.End, "<EOF>", _position);
    }

    private bool SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]))
            {
                Advance();
            }
            else if (At("--"))
            {
                SkipWhile(character => character != '\n');
            }
            else if (At("/*"))
            {
                var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                SkipTo(end < 0 ? _text.Length : end + 2);
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void ReadOne()
    {
        var start = _position;
        var character = _text[_position];
        if (character is '\'' or '"')
        {
            ReadText(character);
        }
        else if (character == '`')
        {
            ReadQuotedName();
        }
        else if (char.IsAsciiDigit(character))
        {
            SkipWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
            var word = _text[start.._position];
            Add(
                word.All(c => char.IsAsciiDigit(c) || c == '.') ? HiveTokenKind.Number : HiveTokenKind.Word,
                word,
                start
            );
        }
        else if (char.IsLetter(character) || character is '_' or '$')
        {
            SkipWhile(c => char.IsLetterOrDigit(c) || c is '_' or '$');
            Add(HiveTokenKind.Word, _text[start.._position], start);
        }
        else
        {
            var length = At("<>") || At("!=") || At("<=") || At(">=") ? 2 : 1;
            SkipTo(_position + length);
            Add(HiveTokenKind.Symbol, _text[start.._position], start);
        }
    }

    private void ReadQuotedName()
    {
        var start = _position;
        var (line, column) = Where(start);
        var name = new StringBuilder();
        SkipTo(_position + 1);
        while (_position < _text.Length)
        {
            if (_text[_position] != '`')
            {
                name.Append(_text[_position]);
                Advance();
            }
            else if (At("``"))
            {
                name.Append('`');
                SkipTo(_position + 2);
            }
            else
            {
                SkipTo(_position + 1);
                _tokens.Add(new HiveToken(HiveTokenKind.Quoted, name.ToString(), start, _position, line, column));
                return;
            }
        }

        throw new HiveSyntaxException(line, column, "backquoted identifiers must be closed");
    }

    private void ReadText(char quote)
    {
        var start = _position;
        var (line, column) = Where(start);
        SkipTo(_position + 1);
        while (_position < _text.Length && _text[_position] != quote)
        {
            SkipTo(Math.Min(_text.Length, _position + (_text[_position] == '\\' ? 2 : 1)));
        }

        if (_position >= _text.Length)
        {
            throw new HiveSyntaxException(line, column, "mismatched character '<EOF>'");
        }

        SkipTo(_position + 1);
        var value = Unescape(_text[(start + 1)..(_position - 1)]);
        _tokens.Add(new HiveToken(HiveTokenKind.Text, value, start, _position, line, column));
    }

    /// <summary>Hive's unescapeSQLString: octal and \u codes, the usual letters, and \% and \_ kept for LIKE.</summary>
    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            if (raw[i + 1] == 'u' && i + 5 < raw.Length && raw[(i + 2)..(i + 6)].All(char.IsAsciiHexDigit))
            {
                text.Append(
                    (char)int.Parse(raw.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                );
                i += 5;
            }
            else if (i + 3 < raw.Length && raw[i + 1] is '0' or '1' && IsOctal(raw, i + 2) && IsOctal(raw, i + 3))
            {
                text.Append((char)Convert.ToInt32(raw[(i + 1)..(i + 4)], 8));
                i += 3;
            }
            else
            {
                text.Append(UnescapeLetter(raw[++i]));
            }
        }

        return text.ToString();
    }

    private static bool IsOctal(string raw, int index) => index < raw.Length && raw[index] is >= '0' and <= '7';

    private static string UnescapeLetter(char letter) =>
        letter switch
        {
            '0' => "\0",
            'b' => "\b",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'Z' => "\u001A",
            '%' => "\\%",
            '_' => "\\_",
            _ => letter.ToString(),
        };

    private bool At(string text) => string.CompareOrdinal(_text, _position, text, 0, text.Length) == 0;

    private void SkipWhile(Func<char, bool> condition)
    {
        while (_position < _text.Length && condition(_text[_position]))
        {
            Advance();
        }
    }

    private void SkipTo(int position)
    {
        while (_position < position)
        {
            Advance();
        }
    }

    private void Advance()
    {
        if (_text[_position++] == '\n')
        {
            _line++;
            _lineStart = _position;
        }
    }

    private (int Line, int Column) Where(int position) => (_line, position - _lineStart + 1);

    private void Add(HiveTokenKind kind, string value, int start)
    {
        var (line, column) = Where(start);
        _tokens.Add(new HiveToken(kind, value, start, _position, line, column));
    }
}
