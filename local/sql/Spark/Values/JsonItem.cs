using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

internal enum JsonKind
{
    Null,
    Boolean,
    Integer,
    Real,
    Text,
    Array,
    Object,
}

/// <summary>A JSON value with its number's digits as written, fields in order.</summary>
internal sealed record JsonItem(JsonKind Kind, string Text)
{
    public IReadOnlyList<JsonItem> Items { get; init; } = [];

    public IReadOnlyList<(string Name, JsonItem Value)> Fields { get; init; } = [];

    /// <summary>Compact JSON; reals are written as Java writes doubles, as Spark's copying does.</summary>
    public string Compact(bool keepReals = false)
    {
        var text = new StringBuilder();
        Write(text, keepReals);
        return text.ToString();
    }

    private void Write(StringBuilder text, bool keepReals)
    {
        switch (Kind)
        {
            case JsonKind.Text:
                JsonText.Quote(text, Text);
                break;
            case JsonKind.Array:
                text.Append('[');
                for (var i = 0; i < Items.Count; i++)
                {
                    text.Append(i > 0 ? "," : "");
                    Items[i].Write(text, keepReals);
                }

                text.Append(']');
                break;
            case JsonKind.Object:
                text.Append('{');
                for (var i = 0; i < Fields.Count; i++)
                {
                    text.Append(i > 0 ? "," : "");
                    JsonText.Quote(text, Fields[i].Name);
                    text.Append(':');
                    Fields[i].Value.Write(text, keepReals);
                }

                text.Append('}');
                break;
            case JsonKind.Real when !keepReals:
                text.Append(JavaNumbers.Text(double.Parse(Text, CultureInfo.InvariantCulture)));
                break;
            default:
                text.Append(Text);
                break;
        }
    }
}
