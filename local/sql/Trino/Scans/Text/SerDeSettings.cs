using System.Globalization;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>What SERDEPROPERTIES mean.</summary>
internal static class SerDeSettings
{
    private static string? Get(SqlTableStorage storage, string key) => storage.SerDeParameters.GetValueOrDefault(key);

    /// <summary>A character as Hive writes it: itself, an escape, or its number.</summary>
    private static char? Char(SqlTableStorage storage, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Get(storage, key) is not { Length: > 0 } text)
            {
                continue;
            }

            return text switch
            {
                "\\t" => '\t',
                "\\n" => '\n',
                "\\\\" => '\\',
                ['\\', 'u', .. var hex] => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                ['\\', >= '0' and <= '7', ..] => (char)Convert.ToInt32(text[1..], 8),
                { Length: > 1 } when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => (char)number,
                _ => text[0],
            };
        }

        return null;
    }

    public static TextRuntime.CsvSpec Csv(SqlTableStorage storage, string?[] types) =>
        new(
            Char(storage, "separatorChar") ?? ',',
            Char(storage, "quoteChar") ?? '"',
            Char(storage, "escapeChar") ?? '\\',
            types
        );

    public static TextRuntime.LazySpec Lazy(SqlTableStorage storage, string?[] types)
    {
        var field = Char(storage, "field.delim", "serialization.format") ?? '\u0001';
        var item = Char(storage, "collection.delim", "colelction.delim") ?? '\u0002';
        var key = Char(storage, "mapkey.delim") ?? '\u0003';
        return new TextRuntime.LazySpec(
            field,
            new string([field, item, key, '\u0004', '\u0005', '\u0006', '\u0007', '\u0008']),
            Char(storage, "escape.delim"),
            Get(storage, "serialization.null.format") ?? "\\N",
            types
        );
    }

    public static JsonSpec Json(SqlTableStorage storage, IReadOnlyList<SqlColumn> columns, string?[] types, bool isHive)
    {
        bool Flag(string key, bool otherwise) =>
            Get(storage, key) is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : otherwise;
        var names = columns.Select(column => Get(storage, $"mapping.{column.Name}") ?? column.Name);
        return new JsonSpec(
            [.. names],
            types,
            !isHive && Flag("ignore.malformed.json", false),
            !isHive && Flag("dots.in.keys", false),
            isHive || Flag("case.insensitive", true),
            UniqueKeys: !isHive
        );
    }

    public static TextRuntime.RegexSpec Regex(SqlTableStorage storage, string?[] types) =>
        new(
            Get(storage, "input.regex")
                ?? throw new SqlException(
                    "HIVE_CURSOR_ERROR",
                    "This table does not have serde property \"input.regex\"!"
                ),
            Get(storage, "input.regex.case.insensitive") is "true",
            types
        );
}
