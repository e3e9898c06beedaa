using System.Text;
using YamlDotNet.Core;

namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>Writes a tree as Go's YAML library does, with an indentation of two.</summary>
internal sealed class YamlWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(YamlTree.Mapping root)
    {
        var writer = new YamlWriter();
        writer.Members(root, 0);
        return writer._text.ToString();
    }

    private void Members(YamlTree.Mapping map, int indent)
    {
        foreach (var (key, value) in map.Members)
        {
            Comments(key.Head, indent);
            _text.Append(' ', indent);
            Member(key, value, indent);
            Below(key.Foot.Concat(value.Foot), indent);
        }
    }

    private void Member(YamlTree.Scalar key, YamlTree value, int indent)
    {
        Inline(key, indent, isKey: true, inFlow: false);
        _text.Append(':');
        switch (value)
        {
            case YamlTree.Mapping { Members.Count: > 0, IsFlow: false } map:
                EndLine(key.Line);
                Members(map, indent + 2);
                break;
            case YamlTree.Sequence { Items.Count: > 0, IsFlow: false } list:
                EndLine(key.Line);
                Items(list, indent + 2);
                break;
            default:
                _text.Append(' ');
                Inline(value, indent, isKey: false, inFlow: false);
                EndLine(value.Line.Length > 0 ? value.Line : key.Line);
                break;
        }
    }

    private void Items(YamlTree.Sequence list, int indent)
    {
        foreach (var item in list.Items)
        {
            Comments(item.Head, indent);
            _text.Append(' ', indent);
            Item(item, indent);
            Below(item.Foot, indent);
        }
    }

    private void Item(YamlTree item, int indent)
    {
        _text.Append("- ");
        switch (item)
        {
            case YamlTree.Mapping { Members.Count: > 0, IsFlow: false } map:
                var (first, value) = map.Members[0];
                Member(first, value, indent + 2);
                Below(first.Foot.Concat(value.Foot), indent + 2);
                Members(new YamlTree.Mapping { Members = map.Members[1..] }, indent + 2);
                break;
            case YamlTree.Sequence { Items.Count: > 0, IsFlow: false } list:
                Item(list.Items[0], indent + 2);
                Items(new YamlTree.Sequence { Items = list.Items[1..] }, indent + 2);
                break;
            default:
                Inline(item, indent, isKey: false, inFlow: false);
                EndLine(item.Line);
                break;
        }
    }

    /// <summary>A value on the line where it begins.</summary>
    private void Inline(YamlTree tree, int indent, bool isKey, bool inFlow)
    {
        switch (tree)
        {
            case YamlTree.Scalar scalar:
                Scalar(scalar, YamlScalars.Carrier(scalar, isKey, inFlow), indent);
                break;
            case YamlTree.Mapping map:
                _text.Append('{');
                for (var i = 0; i < map.Members.Count; i++)
                {
                    _text.Append(i == 0 ? "" : ", ");
                    Inline(map.Members[i].Key, indent, isKey: true, inFlow: true);
                    _text.Append(": ");
                    Inline(map.Members[i].Value, indent, isKey: false, inFlow: true);
                }

                _text.Append('}');
                break;
            case YamlTree.Sequence list:
                _text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    _text.Append(i == 0 ? "" : ", ");
                    Inline(list.Items[i], indent, isKey: false, inFlow: true);
                }

                _text.Append(']');
                break;
        }
    }

    private void Scalar(YamlTree.Scalar scalar, ScalarStyle style, int indent)
    {
        switch (style)
        {
            case ScalarStyle.SingleQuoted:
                _text.Append('\'').Append(scalar.Value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
                break;
            case ScalarStyle.DoubleQuoted:
                _text.Append(YamlScalars.DoubleQuoted(scalar.Value));
                break;
            case ScalarStyle.Literal or ScalarStyle.Folded:
                Block(scalar.Value, style, indent + 2);
                break;
            default:
                _text.Append(scalar.Value);
                break;
        }
    }

    private void Block(string value, ScalarStyle style, int indent)
    {
        var body = value.TrimEnd('\n');
        var ends = value.Length - body.Length;
        _text.Append(style == ScalarStyle.Literal ? '|' : '>');
        _text.Append(value[0] is ' ' or '\n' ? "2" : "");
        _text.Append(
            ends == 0 ? "-"
            : ends == 1 && body.Length > 0 ? ""
            : "+"
        );
        foreach (var line in (ends > 1 ? value[..^1] : body).Split('\n'))
        {
            _text.Append('\n').Append(' ', line.Length == 0 ? 0 : indent).Append(line);
            if (style == ScalarStyle.Folded && line.Length > 0)
            {
                _text.Append('\n');
            }
        }

        if (style == ScalarStyle.Folded)
        {
            _text.Length--;
        }
    }

    private void EndLine(string comment)
    {
        if (comment.Length > 0)
        {
            _text.Append(' ').Append(comment);
        }

        _text.Append('\n');
    }

    private void Comments(IEnumerable<string> lines, int indent)
    {
        foreach (var line in lines)
        {
            _text.Append(' ', line.Length == 0 ? 0 : indent).Append(line).Append('\n');
        }
    }

    private void Below(IEnumerable<string> lines, int indent)
    {
        Comments(lines, indent);
    }
}
