using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Sql.Trino.Runtime.SqlJson;

/// <summary>Reads paths such as <c>lax $.a[*] ? (@.p &gt; 10).n</c>.</summary>
internal sealed class PathParser
{
    private static readonly ConcurrentDictionary<string, SqlJsonPath> Known = new();

    private readonly string _text;
    private int _at;

    private PathParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is no path; the message begins with the column after a colon.</exception>
    public static SqlJsonPath Parse(string text) => Known.GetOrAdd(text, path => new PathParser(path).Read());

    private SqlJsonPath Read()
    {
        var isLax = TakeWord("lax");
        if (!isLax && !TakeWord("strict"))
        {
            throw new FormatException(
                $"{_at + 1}:missing {{'lax', 'strict'}} at '{(_at < _text.Length ? _text[_at] : ' ')}'"
            );
        }

        var expression = ReadSum();
        Skip();
        return _at == _text.Length ? new SqlJsonPath(isLax, expression) : throw Unexpected();
    }

    private FormatException Unexpected() =>
        new($"{_at + 1}:mismatched input '{(_at < _text.Length ? _text[_at].ToString() : "<EOF>")}'");

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool Take(string token)
    {
        Skip();
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private bool TakeWord(string word)
    {
        Skip();
        var end = _at + word.Length;
        return string.Compare(_text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end >= _text.Length || !char.IsLetterOrDigit(_text[end]))
            && Take(_text.Substring(_at, word.Length));
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Unexpected();
        }
    }

    private PathNode ReadSum()
    {
        var left = ReadProduct();
        while (true)
        {
            if (Take("+"))
            {
                left = new PathNode.Arithmetic('+', left, ReadProduct());
            }
            else if (Take("-"))
            {
                left = new PathNode.Arithmetic('-', left, ReadProduct());
            }
            else
            {
                return left;
            }
        }
    }

    private PathNode ReadProduct()
    {
        var left = ReadUnary();
        while (true)
        {
            Skip();
            var symbol = _at < _text.Length ? _text[_at] : '\0';
            if (symbol is not ('*' or '/' or '%'))
            {
                return left;
            }

            _at++;
            left = new PathNode.Arithmetic(symbol, left, ReadUnary());
        }
    }

    private PathNode ReadUnary() =>
        Take("-") ? new PathNode.Negation(ReadUnary())
        : Take("+") ? ReadUnary()
        : ReadAccessors(ReadPrimary());

    private PathNode ReadPrimary()
    {
        if (Take("("))
        {
            var inner = ReadSum();
            Expect(")");
            return inner;
        }

        if (Take("$"))
        {
            return new PathNode.Root("$" + (IsNameStart() ? ReadName() : ""));
        }

        if (Take("@"))
        {
            return new PathNode.Root("@");
        }

        if (TakeWord("last"))
        {
            return new PathNode.Last();
        }

        if (TakeWord("true") || TakeWord("false"))
        {
            return new PathNode.Constant(JsonValue.Create(_text[_at - 2] == 'u'));
        }

        if (TakeWord("null"))
        {
            return new PathNode.Constant(null);
        }

        Skip();
        return _at < _text.Length && _text[_at] == '"'
            ? new PathNode.Constant(JsonValue.Create(ReadText()))
            : ReadNumber();
    }

    private PathNode.Constant ReadNumber()
    {
        var start = _at;
        while (
            _at < _text.Length
            && (
                char.IsAsciiDigit(_text[_at])
                || (_text[_at] == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))
            )
        )
        {
            _at++;
        }

        return _at > start ? new PathNode.Constant(JsonNode.Parse(_text[start.._at])) : throw Unexpected();
    }

    private bool IsNameStart() => _at < _text.Length && (char.IsLetter(_text[_at]) || _text[_at] == '_');

    private string ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Unexpected();
    }

    private string ReadText()
    {
        var end = _text.IndexOf('"', _at + 1);
        if (end < 0)
        {
            throw Unexpected();
        }

        var text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private PathNode ReadAccessors(PathNode source)
    {
        while (true)
        {
            if (Take("."))
            {
                source = ReadDotted(source);
            }
            else if (Take("["))
            {
                source = new PathNode.Elements(source, ReadSubscripts());
            }
            else if (Take("?"))
            {
                Expect("(");
                source = new PathNode.Filter(source, ReadOr());
                Expect(")");
            }
            else
            {
                return source;
            }
        }
    }

    private PathNode ReadDotted(PathNode source)
    {
        if (Take("*"))
        {
            return new PathNode.Member(source, null);
        }

        Skip();
        if (_at < _text.Length && _text[_at] == '"')
        {
            return new PathNode.Member(source, ReadText());
        }

        var name = ReadName();
        if (!Take("("))
        {
            return new PathNode.Member(source, name);
        }

        Expect(")");
        return new PathNode.Method(source, name);
    }

    private List<(PathNode, PathNode?)> ReadSubscripts()
    {
        var ranges = new List<(PathNode, PathNode?)>();
        if (Take("*"))
        {
            Expect("]");
            return ranges;
        }

        do
        {
            var from = ReadSum();
            ranges.Add((from, TakeWord("to") ? ReadSum() : null));
        } while (Take(","));

        Expect("]");
        return ranges;
    }

    private PathTest ReadOr()
    {
        var left = ReadAnd();
        while (Take("||"))
        {
            left = new PathTest.Or(left, ReadAnd());
        }

        return left;
    }

    private PathTest ReadAnd()
    {
        var left = ReadTest();
        while (Take("&&"))
        {
            left = new PathTest.And(left, ReadTest());
        }

        return left;
    }

    private PathTest ReadTest()
    {
        if (Take("!"))
        {
            Expect("(");
            var inner = ReadOr();
            Expect(")");
            return new PathTest.Not(inner);
        }

        if (TakeWord("exists"))
        {
            Expect("(");
            var path = ReadSum();
            Expect(")");
            return new PathTest.Exists(path);
        }

        var start = _at;
        if (Take("("))
        {
            // A parenthesis may hold a condition, or a value that is compared.
            try
            {
                var inner = ReadOr();
                Expect(")");
                return inner;
            }
            catch (FormatException)
            {
                _at = start;
            }
        }

        var left = ReadSum();
        if (TakeWord("starts"))
        {
            return TakeWord("with") ? new PathTest.StartsWith(left, ReadSum()) : throw Unexpected();
        }

        string[] symbols = ["==", "<>", "!=", "<=", ">=", "<", ">"];
        var symbol = Array.Find(symbols, Take) ?? throw Unexpected();
        return new PathTest.Compare(symbol == "!=" ? "<>" : symbol, left, ReadSum());
    }
}
