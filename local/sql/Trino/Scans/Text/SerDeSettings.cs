using System.Globalization;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>What SERDEPROPERTIES mean.</summary>
internal static class SerDeSettings
{
    private static string? Get(SqlTableStorage storage, string key) => storage.SerDeParameters.GetValueOrDefault(key);

    /// <summary>A character as Hive writes it: itself or an escape.</summary>
    private static char? Char(SqlTableStorage storage, string key) =>
        Get(storage, key) is not { Length: > 0 } text
            ? null
            : text switch
            {
                "\\t" => '\t',
                "\\n" => '\n',
                "\\\\" => '\\',
                ['\\', 'u', .. var hex] => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                ['\\', >= '0' and <= '7', ..] => (char)Convert.ToInt32(text[1..], 8),
                _ => text[0],
            };

    /// <summary>
    /// A delimiter of LazySimpleSerDe: a text that is a byte's number means that byte, also when it is one digit
    /// (<c>LazyUtils.getByte</c>: the "1" that a table without ROW FORMAT carries is \u0001), else a character.
    /// </summary>
    private static char? Delimiter(SqlTableStorage storage, string key) =>
        sbyte.TryParse(Get(storage, key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (char)(byte)number
            : Char(storage, key);

    public static TextRuntime.CsvSpec Csv(SqlTableStorage storage, string?[] types) =>
        new(
            Char(storage, "separatorChar") ?? ',',
            Char(storage, "quoteChar") ?? '"',
            Char(storage, "escapeChar") ?? '\\',
            types
        );

    public static TextRuntime.LazySpec Lazy(SqlTableStorage storage, string?[] types)
    {
        var field = Delimiter(storage, "field.delim") ?? Delimiter(storage, "serialization.format") ?? '\u0001';
        var item = Delimiter(storage, "collection.delim") ?? Delimiter(storage, "colelction.delim") ?? '\u0002';
        var key = Delimiter(storage, "mapkey.delim") ?? '\u0003';
        return new TextRuntime.LazySpec(
            field,
            new string([field, item, key, '\u0004', '\u0005', '\u0006', '\u0007', '\u0008']),
            Delimiter(storage, "escape.delim"),
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
