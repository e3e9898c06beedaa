using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>Writes a pattern of Java, or of Joni, as one of .NET: what both write alike passes, the rest is rewritten.</summary>
internal sealed class JavaRegexTranslator(string pattern, bool isJoni)
{
    /// <summary>Classes of <c>\p{…}</c>, as ranges. Java's are ASCII where Unicode is not asked for.</summary>
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = @"\x00-\x7F",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1F\x7F",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = @" \t\n\x0B\f\r",
        ["IsAlphabetic"] = @"\p{L}\p{Nl}",
        ["IsDigit"] = @"\p{Nd}",
        ["IsLetter"] = @"\p{L}",
        ["IsUppercase"] = @"\p{Lu}",
        ["IsLowercase"] = @"\p{Ll}",
        ["IsLatin"] = @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F",
        ["IsHan"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
    };

    private readonly StringBuilder _output = new(pattern.Length + 8);
    private readonly Stack<int> _groups = new();
    private int _at;

    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public string Translate()
    {
        while (_at < pattern.Length)
        {
            Atom();
        }

        return _output.ToString();
    }

    private void Atom()
    {
        var start = _output.Length;
        switch (pattern[_at])
        {
            case '\\':
                _output.Append(Escape(inClass: false));
                break;
            case '[':
                _output.Append(Class());
                break;
            case '(':
                _groups.Push(start);
                _output.Append(pattern[_at++]);
                return;
            case ')' when _groups.TryPop(out var open):
                start = open;
                _output.Append(pattern[_at++]);
                break;
            case '|' or '^':
                _output.Append(pattern[_at++]);
                return;
            default:
                _output.Append(pattern[_at++]);
                break;
        }

        Quantifier(start);
    }

    /// <summary>A quantifier after what began at an index of the output; a possessive one becomes an atomic group.</summary>
    private void Quantifier(int start)
    {
        var end = _at;
        if (end < pattern.Length && pattern[end] is '*' or '+' or '?')
        {
            end++;
        }
        else if (end < pattern.Length && pattern[end] == '{' && pattern.IndexOf('}', end) is var close and > 0)
        {
            end = close + 1;
        }

        if (end == _at)
        {
            return;
        }

        _output.Append(pattern, _at, end - _at);
        _at = end;
        if (_at < pattern.Length && pattern[_at] == '+')
        {
            _output.Insert(start, "(?>").Append(')');
            _at++;
        }
        else if (_at < pattern.Length && pattern[_at] == '?')
        {
            _output.Append('?');
            _at++;
        }
    }

    private string Escape(bool inClass)
    {
        if (_at + 1 >= pattern.Length)
        {
            _at++;
            return "\\";
        }

        var letter = pattern[_at + 1];
        _at += 2;
        if (letter is 'p' or 'P')
        {
            return Property(isNegated: letter == 'P', inClass);
        }

        if (letter == 'Q')
        {
            return Quoted();
        }

        if (Ranges(letter) is { } ranges)
        {
            return inClass ? ranges : $"[{ranges}]";
        }

        return letter == 'R' && !inClass && !isJoni ? @"(?:\r\n|[\n\r\u2028\u2029\u0085\x0B\f])" : $"\\{letter}";
    }

    /// <summary>The characters of <c>\d</c> and its like; negated ones as ranges too, so that they can stand in a class.</summary>
    private string? Ranges(char letter) =>
        letter switch
        {
            'd' => "0-9",
            'D' => @"\x00-/:-\uFFFF",
            'w' => "a-zA-Z0-9_",
            'W' => @"\x00-/:-@\[-\^`{-\uFFFF",
            's' => @" \t\n\x0B\f\r",
            'S' => @"\x00-\x08\x0E-\x1F!-\uFFFF",
            // A hexadecimal digit in Joni, horizontal space in Java.
            'h' => isJoni ? "0-9a-fA-F" : @" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000",
            _ => null,
        };

    private string Quoted()
    {
        var end = pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
        var text = end < 0 ? pattern[_at..] : pattern[_at..end];
        _at = end < 0 ? pattern.Length : end + 2;
        return string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c.ToString() : Regex.Escape(c.ToString())))
            .Replace("]", "\\]", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal);
    }

    private string Property(bool isNegated, bool inClass)
    {
        var isLong = _at < pattern.Length && pattern[_at] == '{';
        var end = isLong ? pattern.IndexOf('}', _at) : _at;
        if (end < 0 || end >= pattern.Length)
        {
            throw new ArgumentException("Unclosed character family");
        }

        var name = isLong ? pattern[(_at + 1)..end] : pattern[_at..(end + 1)];
        _at = end + 1;
        if (Classes.TryGetValue(name, out var set))
        {
            return !inClass ? $"[{(isNegated ? "^" : "")}{set}]"
                : !isNegated ? set
                : throw new ArgumentException($"\\P{{{name}}} inside a class is not supported");
        }

        var kind = isNegated ? 'P' : 'p';
        var isPrefixed =
            name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("In", StringComparison.Ordinal);
        var plain = isPrefixed ? name[2..] : name;
        return plain.Length <= 2 ? $"\\{kind}{{{plain}}}" : $"\\{kind}{{Is{plain}}}";
    }

    /// <summary>A character class: unions are written out, intersections become a look ahead.</summary>
    private string Class()
    {
        _at++;
        var isNegated = _at < pattern.Length && pattern[_at] == '^';
        _at += isNegated ? 1 : 0;
        var items = new StringBuilder();
        var conditions = new StringBuilder();
        for (var isFirst = true; _at < pattern.Length && (pattern[_at] != ']' || isFirst); isFirst = false)
        {
            if (isJoni && Follows("[:") && pattern.IndexOf(":]", _at, StringComparison.Ordinal) is var close and > 0)
            {
                items.Append(PosixClass(pattern[(_at + 2)..close]));
                _at = close + 2;
                Dash(items);
            }
            else if (pattern[_at] == '[')
            {
                var inner = Class();
                items.Append(
                    inner[0] == '[' && inner[1] != '^'
                        ? inner.AsSpan(1, inner.Length - 2)
                        : throw new ArgumentException(
                            "A negated class or an intersection inside a class is not supported"
                        )
                );
                Dash(items);
            }
            else if (Follows("&&"))
            {
                _at += 2;
                conditions.Append("(?=").Append(Follows("[") ? Class() : RestOfClass()).Append(')');
            }
            else if (pattern[_at] == '\\')
            {
                var isSet =
                    _at + 1 < pattern.Length && pattern[_at + 1] is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p';
                items.Append(Escape(inClass: true));
                if (isSet)
                {
                    Dash(items);
                }
            }
            else
            {
                items.Append(pattern[_at] == '-' && (isFirst || NextIsClass()) ? "\\-" : pattern[_at].ToString());
                _at++;
            }
        }

        if (_at >= pattern.Length)
        {
            throw new ArgumentException("Unclosed character class");
        }

        _at++;
        return conditions.Length == 0 ? $"[{(isNegated ? "^" : "")}{items}]"
            : isNegated ? $"(?:(?!{conditions}[{items}])[\\s\\S])"
            : $"(?:{conditions}[{items}])";
    }

    /// <summary>A dash after a class is a dash: to .NET it would open a range from the class's last character.</summary>
    private void Dash(StringBuilder items)
    {
        if (Follows("-") && !Follows("-]"))
        {
            items.Append("\\-");
            _at++;
        }
    }

    private bool NextIsClass() =>
        _at + 1 < pattern.Length
        && (
            pattern[_at + 1] == '['
            || (pattern[_at + 1] == '\\' && _at + 2 < pattern.Length && Ranges(pattern[_at + 2]) is not null)
        );

    /// <summary>What stands to the right of <c>&amp;&amp;</c> without brackets of its own; up to the closing one, or the next <c>&amp;&amp;</c>.</summary>
    private string RestOfClass()
    {
        var items = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] != ']' && !Follows("&&"))
        {
            items.Append(pattern[_at] == '\\' ? Escape(inClass: true) : pattern[_at++].ToString());
        }

        return $"[{items}]";
    }

    private bool Follows(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

    private static string PosixClass(string name) =>
        name == "word" ? "a-zA-Z0-9_"
        : name == "xdigit" ? Classes["XDigit"]
        : name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && Classes.TryGetValue(char.ToUpperInvariant(name[0]) + name[1..], out var items)
            ? items
        : throw new ArgumentException($"invalid POSIX bracket type: {name}");
}
