using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>Hive's escapes of partition values in paths: <c>%XX</c> for what means something in a path.</summary>
internal static class HivePath
{
    private const string Special = "\"#%'*/:=?\\{[]^\u007f";

    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter < ' ' || Special.Contains(letter))
            {
                text.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    public static string Unescape(string text)
    {
        var value = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (
                text[index] == '%'
                && index + 2 <= text.Length - 1
                && byte.TryParse(
                    text.AsSpan(index + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
            )
            {
                value.Append((char)code);
                index += 2;
            }
            else
            {
                value.Append(text[index]);
            }
        }

        return value.ToString();
    }
}
