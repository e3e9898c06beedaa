using System.Globalization;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>
/// Cells of text files as Hive reads them: what does not parse is NULL. Athena's OpenCSVSerde instead fails with
/// HIVE_BAD_DATA (user guide, "OpenCSVSerDe for processing CSV").
/// </summary>
internal static class HiveCells
{
    /// <summary>The cell in a form that casts to the type without failing, or null.</summary>
    public static string? Text(string cell, SqlType type) =>
        type.Kind switch
        {
            SqlKind.Boolean => cell.ToUpperInvariant() switch
            {
                "TRUE" => "true",
                "FALSE" => "false",
                _ => null,
            },
            SqlKind.TinyInt => Integer(cell, sbyte.MinValue, sbyte.MaxValue),
            SqlKind.SmallInt => Integer(cell, short.MinValue, short.MaxValue),
            SqlKind.Integer => Integer(cell, int.MinValue, int.MaxValue),
            SqlKind.BigInt => Integer(cell, long.MinValue, long.MaxValue),
            SqlKind.Real or SqlKind.Double => Floating(cell),
            SqlKind.Decimal => Decimal(cell, type),
            SqlKind.Date => TrinoTime.Date(cell)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            SqlKind.Timestamp => Timestamp(cell, type),
            SqlKind.Varchar => type.Length is { } length && cell.Length > length ? cell[..length] : cell,
            SqlKind.Char => cell.PadRight(type.Length ?? 1)[..(type.Length ?? 1)],
            SqlKind.Varbinary => Bytes(cell),
            _ => cell,
        };

    private static string? Integer(string cell, long low, long high) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value >= low
        && value <= high
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Floating(string cell)
    {
        var trimmed = cell.Trim();
        switch (trimmed.TrimStart('+', '-'))
        {
            case "NaN":
                return "nan";
            case "Infinity":
                return trimmed[0] == '-' ? "-inf" : "inf";
        }

        const NumberStyles styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(trimmed, styles, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? Decimal(string cell, SqlType type) =>
        NumberRuntime.TryUnscaled(cell.Trim(), type.Scale, out var unscaled)
        && System.Numerics.BigInteger.Abs(unscaled) < System.Numerics.BigInteger.Pow(10, type.Precision)
            ? DecimalRuntime.Text(unscaled, type.Scale)
            : null;

    private static string? Timestamp(string cell, SqlType type) =>
        TrinoTime.Timestamp(cell) is { Zone: null } found
            ? TrinoTime.Text(TrinoTime.Round(found.Local, type.Precision), 6)
            : null;

    /// <summary>Base64, as Hive writes bytes into text; text that is none stands for its own bytes.</summary>
    private static string Bytes(string cell)
    {
        var buffer = new byte[cell.Length];
        return Convert.TryFromBase64String(cell, buffer, out var length)
            ? Convert.ToHexString(buffer, 0, length)
            : Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(cell));
    }

    public static RuntimeFailure BadData(string cell, int column, SqlType type) =>
        new("HIVE_BAD_DATA", $"Error parsing field value '{cell}' for field {column}: For input string: \"{cell}\"");
}
