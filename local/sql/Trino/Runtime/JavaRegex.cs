using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Patterns of Java and Joni for .NET: what both write alike passes, the rest is rewritten.</summary>
internal static class JavaRegex
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<string, Regex> Known = new();

    public static Regex Of(string pattern) => Known.GetOrAdd(pattern, Compile);

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(new Translator(pattern).Translate(), RegexOptions.CultureInvariant, Timeout);
        }
        catch (ArgumentException failure)
        {
            var message =
                failure.Message.Contains("Not enough )", StringComparison.Ordinal)
                    ? "end pattern with unmatched parenthesis"
                : failure.Message.Contains("Unterminated [] set", StringComparison.Ordinal)
                    ? "premature end of char-class"
                : failure.Message;
            throw RuntimeFailure.Argument(message);
        }
    }

    private sealed class Translator(string pattern)
    {
        private static readonly Dictionary<string, string> Posix = new()
        {
            ["alnum"] = "a-zA-Z0-9",
            ["alpha"] = "a-zA-Z",
            ["digit"] = "0-9",
            ["lower"] = "a-z",
            ["upper"] = "A-Z",
            ["space"] = @"\s",
            ["punct"] = @"!-/:-@\[-`{-~",
            ["xdigit"] = "0-9A-Fa-f",
            ["word"] = @"\w",
            ["blank"] = @" \t",
        };

        private readonly StringBuilder _output = new();
        private int _at;

        public string Translate()
        {
            while (_at < pattern.Length)
            {
                var start = _output.Length;
                var isAtom = Atom();
                if (isAtom)
                {
                    Quantifier(start);
                }
            }

            return _output.ToString();
        }

        private readonly Stack<int> _groups = new();

        /// <summary>One atom; true if a quantifier may follow it.</summary>
        private bool Atom()
        {
            switch (pattern[_at])
            {
                case '\\':
                    Escape(inClass: false);
                    return true;
                case '[':
                    _output.Append(Class());
                    return true;
                case '(':
                    _groups.Push(_output.Length);
                    _output.Append(pattern[_at++]);
                    return false;
                case ')' when _groups.Count > 0:
                    var open = _groups.Pop();
                    _output.Append(pattern[_at++]);
                    Quantifier(open);
                    return false;
                default:
                    _output.Append(pattern[_at++]);
                    return _output[^1] is not ('|' or '^');
            }
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

            if (end == _at || _at >= pattern.Length)
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

        private void Escape(bool inClass)
        {
            var next = _at + 1 < pattern.Length ? pattern[_at + 1] : '\\';
            _at += 2;
            var text = next switch
            {
                'd' => inClass ? "0-9" : "[0-9]",
                'D' when !inClass => "[^0-9]",
                'w' => inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
                'W' when !inClass => "[^a-zA-Z0-9_]",
                's' => inClass ? @" \t\n\x0B\f\r" : @"[ \t\n\x0B\f\r]",
                'S' when !inClass => @"[^ \t\n\x0B\f\r]",
                'h' => inClass ? "0-9a-fA-F" : "[0-9a-fA-F]",
                'Q' => Quoted(),
                'p' or 'P' => Property(next),
                _ => $"\\{next}",
            };
            _output.Append(text);
        }

        private string Quoted()
        {
            var end = pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
            var text = end < 0 ? pattern[_at..] : pattern[_at..end];
            _at = end < 0 ? pattern.Length : end + 2;
            return Regex.Escape(text);
        }

        private string Property(char kind)
        {
            if (_at >= pattern.Length || pattern[_at] != '{' || pattern.IndexOf('}', _at) is not (var close and > 0))
            {
                return $"\\{kind}";
            }

            var name = pattern[(_at + 1)..close];
            _at = close + 1;
            var isNegated = kind == 'P';
            var ascii = name switch
            {
                "Digit" => "0-9",
                "Alpha" => "a-zA-Z",
                "Alnum" => "a-zA-Z0-9",
                "Upper" => "A-Z",
                "Lower" => "a-z",
                "Space" => @"\s",
                "Punct" => @"!-/:-@\[-`{-~",
                "ASCII" => @"\x00-\x7F",
                _ => null,
            };
            if (ascii is not null)
            {
                return $"[{(isNegated ? "^" : "")}{ascii}]";
            }

            var block =
                name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("In", StringComparison.Ordinal)
                    ? name[2..]
                    : name;
            return block.Length <= 2
                ? $"\\{kind}{{{block}}}"
                : $"\\{kind}{{Is{block switch { "Latin" => "BasicLatin", "Han" => "CJKUnifiedIdeographs", _ => block }}}}";
        }

        /// <summary>A character class: POSIX names, unions, and intersections with a negated class.</summary>
        private string Class()
        {
            _at++;
            var isNegated = _at < pattern.Length && pattern[_at] == '^';
            _at += isNegated ? 1 : 0;
            var items = new StringBuilder();
            var minus = "";
            for (var isFirst = true; _at < pattern.Length && (pattern[_at] != ']' || isFirst); isFirst = false)
            {
                if (Follows("[:") && pattern.IndexOf(":]", _at, StringComparison.Ordinal) is var close and > 0)
                {
                    items.Append(PosixClass(pattern[(_at + 2)..close]));
                    _at = close + 2;
                }
                else if (Follows("&&[^"))
                {
                    _at += 2;
                    minus = "-" + Class().Replace("[^", "[", StringComparison.Ordinal);
                }
                else if (pattern[_at] == '[')
                {
                    var inner = Class();
                    items.Append(inner, 1, inner.Length - 2);
                }
                else if (pattern[_at] == '\\')
                {
                    var before = _output.Length;
                    Escape(inClass: true);
                    items.Append(_output, before, _output.Length - before);
                    _output.Length = before;
                }
                else
                {
                    items.Append(pattern[_at++]);
                }
            }

            if (_at >= pattern.Length)
            {
                throw RuntimeFailure.Argument("premature end of char-class");
            }

            _at++;
            return $"[{(isNegated ? "^" : "")}{items}{minus}]";
        }

        private bool Follows(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

        private static string PosixClass(string name) =>
            Posix.TryGetValue(name, out var items)
                ? items
                : throw RuntimeFailure.Argument($"invalid POSIX bracket type: {name}");
    }
}
