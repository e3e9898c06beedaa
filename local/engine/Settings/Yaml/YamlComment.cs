using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>A comment and the line it stands on, counted from one.</summary>
/// <param name="Text">With its <c>#</c>.</param>
/// <param name="IsInline">Whether something else stands before it.</param>
internal sealed record YamlComment(string Text, int Line, bool IsInline)
{
    /// <summary>All of a document, in order. The YAML library's own reading of comments fails after a list in brackets.</summary>
    public static List<YamlComment> Of(string text)
    {
        var inText = LinesInsideText(text);
        return
        [
            .. text.Split('\n')
                .Index()
                .Where(line => !inText.Contains(line.Index + 1))
                .Select(line => (line.Index, line.Item, At: Begin(line.Item)))
                .Where(line => line.At >= 0)
                .Select(line => new YamlComment(
                    line.Item[line.At..].TrimEnd(),
                    line.Index + 1,
                    line.Item.AsSpan(0, line.At).ContainsAnyExcept(' ', '\t')
                )),
        ];
    }

    /// <summary>Where a comment begins: at a <c>#</c> after a blank, outside of quotes.</summary>
    private static int Begin(string line)
    {
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            var isAfterBlank = at == 0 || line[at - 1] is ' ' or '\t';
            if (quote != '\0')
            {
                at += letter == '\\' && quote == '"' ? 1 : 0;
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter == '#' && isAfterBlank)
            {
                return at;
            }
            else if (letter is '"' or '\'' && (isAfterBlank || line[at - 1] is '[' or '{' or ','))
            {
                quote = letter;
            }
        }

        return -1;
    }

    private static HashSet<int> LinesInsideText(string text)
    {
        var lines = new HashSet<int>();
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar scalar)
            {
                var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
                var end = (int)scalar.End.Line - (isBlock && scalar.End.Column == 1 ? 1 : 0);
                lines.UnionWith(
                    Enumerable.Range((int)scalar.Start.Line + 1, Math.Max(0, end - (int)scalar.Start.Line))
                );
            }
        }

        return lines;
    }
}
