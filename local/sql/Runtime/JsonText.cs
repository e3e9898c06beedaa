using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>JSON strings as Jackson writes them for both engines: only quotes, backslashes and control characters are escaped.</summary>
internal static class JsonText
{
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(text, value);
        return text.ToString();
    }

    public static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        if (value.AsSpan().IndexOfAny('"', '\\') < 0 && value.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0)
        {
            text.Append(value).Append('"');
            return;
        }

        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
