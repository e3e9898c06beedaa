using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Sql.Storage;

/// <summary>Folders that stand for a partition's values: <c>name=value</c>, escaped as Hive does.</summary>
internal static class PartitionFolder
{
    private const string Special = "\"#%'*/:=?\\{[]^\u007F";

    public static string Name(string key, string value) => $"{Escape(key)}={Escape(value)}";

    /// <summary>The key and the value that a folder stands for; null if it stands for none.</summary>
    public static (string Key, string Value)? Read(string folder)
    {
        var equals = folder.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (Uri.UnescapeDataString(folder[..equals]), Uri.UnescapeDataString(folder[(equals + 1)..]))
            : null;
    }

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
