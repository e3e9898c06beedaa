using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Engine.Values;

/// <summary>
/// JSON text as Go's encoder writes it: compact, keys sorted, <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> escaped.
/// The clear text under a ciphertext in Pulumi's state has this form.
/// </summary>
public static class GoJson
{
    public static string Write(PropertyValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A number as Go prints it: shortest form, an exponent only below 1e-6 and from 1e21.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        if (size != 0 && (size < 1e-6 || size >= 1e21))
        {
            var text = value.ToString("E16", CultureInfo.InvariantCulture);
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            text = shortest.Contains('E', StringComparison.Ordinal) ? shortest : text;
            var (mantissa, exponent) = (text[..text.IndexOf('E')], text[(text.IndexOf('E') + 1)..]);
            var power = int.Parse(exponent, CultureInfo.InvariantCulture);
            return $"{mantissa}e{(power < 0 ? "-" : "+")}{Math.Abs(power).ToString("00", CultureInfo.InvariantCulture)}";
        }

        return size < 1e21 && value == Math.Truncate(value) && size < 1e18
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : decimalText(value);

        static string decimalText(double value)
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('E', StringComparison.Ordinal)
                ? value.ToString("F20", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.')
                : text;
        }
    }

    public static string Quote(string text)
    {
        var result = new StringBuilder();
        AppendText(result, text);
        return result.ToString();
    }

    /// <summary>A text with nothing escaped for the sake of HTML.</summary>
    public static string QuotePlain(string text)
    {
        var result = new StringBuilder();
        AppendText(result, text, isHtml: false);
        return result.ToString();
    }

    private static void Append(StringBuilder text, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.NullValue:
                text.Append("null");
                break;
            case PropertyValue.BoolValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case PropertyValue.NumberValue number:
                text.Append(Number(number.Value));
                break;
            case PropertyValue.StringValue plain:
                AppendText(text, plain.Value);
                break;
            case PropertyValue.UnknownValue:
                AppendText(text, Markers.Unknown);
                break;
            case PropertyValue.ListValue list:
                text.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(text, list.Items[i]);
                }

                text.Append(']');
                break;
            default:
                AppendMap(text, Markers.Plain(value));
                break;
        }
    }

    private static void AppendMap(StringBuilder text, PropertyMap map)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in map)
        {
            text.Append(first ? "" : ",");
            first = false;
            AppendText(text, name);
            text.Append(':');
            Append(text, value);
        }

        text.Append('}');
    }

    private static void AppendText(StringBuilder result, string text, bool isHtml = true)
    {
        result.Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '<' or '>' or '&' when !isHtml => result.Append(letter),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => result.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)letter:x4}"
                ),
                _ => result.Append(letter),
            };
        }

        result.Append('"');
    }
}
