using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Partition values in folder names, escaped as Hive does.</summary>
internal static class PathEscape
{
    private const string Special = "\"#%'*/:=?\\{[]^\u007F";

    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c < ' ' || Special.Contains(c, StringComparison.Ordinal))
            {
                text.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
