using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>How Go's YAML library reads an unquoted scalar, and in which quotes it writes a text.</summary>
internal static partial class YamlScalars
{
    private static readonly HashSet<string> Words =
    [
        "",
        "~",
        "null",
        "Null",
        "NULL",
        "true",
        "True",
        "TRUE",
        "false",
        "False",
        "FALSE",
        ".nan",
        ".NaN",
        ".NAN",
        ".inf",
        ".Inf",
        ".INF",
        "+.inf",
        "+.Inf",
        "+.INF",
        "-.inf",
        "-.Inf",
        "-.INF",
        "<<",
    ];

    private static readonly HashSet<string> OldBooleans = new(StringComparer.Ordinal)
    {
        "y",
        "Y",
        "yes",
        "Yes",
        "YES",
        "on",
        "On",
        "ON",
        "n",
        "N",
        "no",
        "No",
        "NO",
        "off",
        "Off",
        "OFF",
    };

    /// <summary>Whether a reader takes the unquoted text for text: not for a number, a date, a boolean or nothing.</summary>
    public static bool IsText(string text) =>
        !Words.Contains(text)
        && !Integer().IsMatch(text.Replace("_", "", StringComparison.Ordinal))
        && !Float().IsMatch(text.Replace("_", "", StringComparison.Ordinal))
        && !Timestamp().IsMatch(text);

    /// <summary>A new text: in double quotes if it would be read as something else, by old readers too.</summary>
    public static YamlTree.Scalar Text(string text) =>
        new(
            text,
            text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
                : IsText(text) && !OldBooleans.Contains(text) && !Base60().IsMatch(text) ? ScalarStyle.Plain
                : ScalarStyle.DoubleQuoted,
            isText: true
        );

    /// <summary>The style that can carry the value, beginning with the one it has.</summary>
    public static ScalarStyle Carrier(YamlTree.Scalar scalar, bool isKey, bool inFlow)
    {
        var value = scalar.Value;
        var needsQuotes = scalar.IsText && !IsText(value);
        var style = scalar.Style switch
        {
            ScalarStyle.Any or ScalarStyle.Plain when value.Contains('\n', StringComparison.Ordinal) =>
                ScalarStyle.Literal,
            ScalarStyle.Any or ScalarStyle.Plain when needsQuotes => ScalarStyle.DoubleQuoted,
            ScalarStyle.Any => ScalarStyle.Plain,
            var given => given,
        };
        var shape = Shape.Of(value);
        if (isKey && shape.HasBreaks)
        {
            return ScalarStyle.DoubleQuoted;
        }

        if (style == ScalarStyle.Plain && !(inFlow ? shape.AllowsFlowPlain : shape.AllowsPlain))
        {
            style = ScalarStyle.SingleQuoted;
        }

        return style switch
        {
            ScalarStyle.SingleQuoted when !shape.AllowsSingle => ScalarStyle.DoubleQuoted,
            ScalarStyle.Literal or ScalarStyle.Folded when isKey || inFlow || !shape.AllowsBlock =>
                ScalarStyle.DoubleQuoted,
            _ => style,
        };
    }

    public static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(
                rune.Value switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    0 => "\\0",
                    7 => "\\a",
                    8 => "\\b",
                    11 => "\\v",
                    12 => "\\f",
                    27 => "\\e",
                    0x85 => "\\N",
                    0xA0 => "\\_",
                    0x2028 => "\\L",
                    0x2029 => "\\P",
                    < 32 or 127 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                    _ => rune.ToString(),
                }
            );
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>What of a text forbids which style.</summary>
    private sealed record Shape(
        bool HasBreaks,
        bool AllowsPlain,
        bool AllowsFlowPlain,
        bool AllowsSingle,
        bool AllowsBlock
    )
    {
        public static Shape Of(string text)
        {
            if (text.Length == 0)
            {
                return new Shape(false, true, false, true, false);
            }

            var breaks = text.Contains('\n', StringComparison.Ordinal);
            var tabs = text.Contains('\t', StringComparison.Ordinal);
            var special = text.Any(letter =>
                char.IsControl(letter) && letter is not ('\n' or '\t') || letter == '\uFEFF'
            );
            var spaceBreak = text.Contains(" \n", StringComparison.Ordinal);
            var breakSpace = text.Contains("\n ", StringComparison.Ordinal);
            var edges = text[0] is ' ' or '\n' || text[^1] is ' ' or '\n';
            var (block, flow) = Indicators(text);
            var single = !(breakSpace || spaceBreak || tabs || special);
            var plain = single && !edges && !breaks;
            return new Shape(
                breaks,
                plain && !block,
                plain && !flow,
                single,
                text[^1] != ' ' && !spaceBreak && !special
            );
        }

        private static (bool Block, bool Flow) Indicators(string text)
        {
            var block =
                text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
            var flow = block;
            for (var at = 0; at < text.Length; at++)
            {
                var isSpaceNext = at + 1 == text.Length || text[at + 1] is ' ' or '\t' or '\n';
                var isSpaceBefore = at == 0 || text[at - 1] is ' ' or '\t' or '\n';
                switch (text[at])
                {
                    case '#'
                    or ','
                    or '['
                    or ']'
                    or '{'
                    or '}'
                    or '&'
                    or '*'
                    or '!'
                    or '|'
                    or '>'
                    or '\''
                    or '"'
                    or '%'
                    or '@'
                    or '`' when at == 0:
                    case '-' when at == 0 && isSpaceNext:
                    case '#' when isSpaceBefore:
                        (block, flow) = (true, true);
                        break;
                    case '?' or ':':
                        block |= isSpaceNext && (at == 0 || text[at] == ':');
                        flow = true;
                        break;
                    case ',' or '[' or ']' or '{' or '}':
                        flow = true;
                        break;
                }
            }

            return (block, flow);
        }
    }

    [GeneratedRegex(@"^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9]\d{0,19})$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$")]
    private static partial Regex Float();

    [GeneratedRegex(@"^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$")]
    private static partial Regex Base60();
}
