using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CustomerLake.Local.Sql.Spark.Files;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Reads JSON as Jackson does under Spark's options; a syntax error gives null.</summary>
internal sealed class JsonReader(string text, JsonOptions options)
{
    private int _at;
    private int _depth;

    private sealed class Malformed : Exception;

    /// <summary>The first value of a text; what follows it is passed over, as Spark does.</summary>
    public static JsonItem? Read(string text, JsonOptions options)
    {
        var reader = new JsonReader(text, options);
        try
        {
            reader.Skip();
            return reader.AtEnd ? null : reader.Value();
        }
        catch (Malformed)
        {
            return null;
        }
    }

    /// <summary>The first value, if nothing but blanks follows.</summary>
    public static JsonItem? ReadWhole(string text, JsonOptions options)
    {
        var reader = new JsonReader(text, options);
        try
        {
            reader.Skip();
            var value = reader.AtEnd ? null : reader.Value();
            reader.Skip();
            return reader.AtEnd ? value : null;
        }
        catch (Malformed)
        {
            return null;
        }
    }

    private bool AtEnd => _at >= text.Length;

    private char Peek => AtEnd ? throw new Malformed() : text[_at];

    private void Skip()
    {
        while (!AtEnd)
        {
            if (text[_at] is ' ' or '\t' or '\n' or '\r' or '\uFEFF')
            {
                _at++;
            }
            else if (options.AllowComments && text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] is '*' or '/')
            {
                var end =
                    text[_at + 1] == '*'
                        ? text.IndexOf("*/", _at + 2, StringComparison.Ordinal)
                        : text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end + (text[_at + 1] == '*' ? 2 : 1);
            }
            else
            {
                return;
            }
        }
    }

    private JsonItem Value()
    {
        if (++_depth > 500)
        {
            throw new Malformed();
        }

        Skip();
        var item = Peek switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => new JsonItem(JsonKind.Text, Quoted('"')),
            '\'' when options.AllowSingleQuotes => new JsonItem(JsonKind.Text, Quoted('\'')),
            _ => Word(),
        };
        _depth--;
        return item;
    }

    private JsonItem Object()
    {
        var fields = new List<(string, JsonItem)>();
        _at++;
        Skip();
        if (Accept('}'))
        {
            return new JsonItem(JsonKind.Object, "") { Fields = fields };
        }

        do
        {
            Skip();
            var name = Name();
            Skip();
            Expect(':');
            fields.Add((name, Value()));
            Skip();
        } while (Accept(','));

        Expect('}');
        return new JsonItem(JsonKind.Object, "") { Fields = fields };
    }

    private string Name()
    {
        if (Peek == '"' || (Peek == '\'' && options.AllowSingleQuotes))
        {
            return Quoted(Peek);
        }

        if (!options.AllowUnquotedFieldNames)
        {
            throw new Malformed();
        }

        var start = _at;
        while (!AtEnd && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$' or '-'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw new Malformed();
    }

    private JsonItem Array()
    {
        var items = new List<JsonItem>();
        _at++;
        Skip();
        if (Accept(']'))
        {
            return new JsonItem(JsonKind.Array, "") { Items = items };
        }

        do
        {
            items.Add(Value());
            Skip();
        } while (Accept(','));

        Expect(']');
        return new JsonItem(JsonKind.Array, "") { Items = items };
    }

    private bool Accept(char c)
    {
        if (AtEnd || text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Accept(c))
        {
            throw new Malformed();
        }
    }

    private JsonItem Word()
    {
        var start = _at;
        while (!AtEnd && (char.IsLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or '.'))
        {
            _at++;
        }

        var word = text[start.._at];
        switch (word)
        {
            case "null":
                return new JsonItem(JsonKind.Null, word);
            case "true" or "false":
                return new JsonItem(JsonKind.Boolean, word);
            case "NaN"
            or "Infinity"
            or "-Infinity"
            or "+Infinity"
            or "INF"
            or "-INF" when options.AllowNonNumericNumbers:
                return new JsonItem(JsonKind.Text, word);
        }

        return Number(word);
    }

    private JsonItem Number(string word)
    {
        var digits = word.StartsWith('-') ? word[1..] : word;
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
        {
            throw new Malformed();
        }

        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))
        {
            if (!options.AllowNumericLeadingZeros)
            {
                throw new Malformed();
            }

            digits = digits.TrimStart('0') is { Length: > 0 } rest ? rest : "0";
            word = word.StartsWith('-') ? "-" + digits : digits;
        }

        if (!digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return new JsonItem(JsonKind.Integer, word);
        }

        return
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && char.IsAsciiDigit(word[^1])
            ? new JsonItem(JsonKind.Real, word)
            : throw new Malformed();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string Quoted(char quote)
    {
        // Most texts have nothing to unescape: they are taken whole.
        var rest = text.AsSpan(_at + 1);
        var end = rest.IndexOfAny(quote, '\\');
        if (end >= 0 && rest[end] == quote && rest[..end].IndexOfAnyInRange('\0', '\u001F') < 0)
        {
            _at += end + 2;
            return rest[..end].ToString();
        }

        var result = new StringBuilder();
        for (_at++; !AtEnd; _at++)
        {
            var c = text[_at];
            if (c == quote)
            {
                _at++;
                return result.ToString();
            }

            if (c == '\\')
            {
                Escape(result);
            }
            else if (c < ' ' && !options.AllowUnquotedControlChars)
            {
                throw new Malformed();
            }
            else
            {
                result.Append(c);
            }
        }

        throw new Malformed();
    }

    private void Escape(StringBuilder result)
    {
        _at++;
        var c = Peek;
        switch (c)
        {
            case 'n':
                result.Append('\n');
                break;
            case 't':
                result.Append('\t');
                break;
            case 'r':
                result.Append('\r');
                break;
            case 'b':
                result.Append('\b');
                break;
            case 'f':
                result.Append('\f');
                break;
            case '"' or '\\' or '/':
                result.Append(c);
                break;
            case 'u'
                when _at + 4 < text.Length
                    && ushort.TryParse(
                        text.AsSpan(_at + 1, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var unit
                    ):
                result.Append((char)unit);
                _at += 4;
                break;
            default:
                if (!options.AllowBackslashEscapingAnyCharacter && c != '\'')
                {
                    throw new Malformed();
                }

                result.Append(c);
                break;
        }
    }
}
