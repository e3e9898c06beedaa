using System.Text;

namespace Pulumi.Aws.Generator;

/// <summary>Source text with indentation.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    public void Block(string head, Action body, string end = "}")
    {
        Line(head).Line("{");
        _depth++;
        body();
        _depth--;
        Line(end).Line();
    }

    public override string ToString() => _text.ToString();
}
