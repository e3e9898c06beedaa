using System.Globalization;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino;

/// <summary>What a service that speaks Trino's dialect needs besides a session: type names, and cells as Athena prints them.</summary>
public static class TrinoSql
{
    /// <summary>The type as <c>typeof</c> spells it: <c>varchar(5)</c>, <c>row(a integer)</c>.</summary>
    public static string Spell(SqlType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TrinoTypes.Spell(type);
    }

    /// <summary>The type of a name such as <c>decimal(10,2)</c>; null for none.</summary>
    public static SqlType? ParseType(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TrinoTypes.Parse(text);
    }

    /// <summary>
    /// A value of <see cref="SqlResult.Rows"/> as Athena's <c>VarCharValue</c> and result files have it; null for NULL.
    /// Source: measurements of the service in September 2026 (athena-local project).
    /// </summary>
    public static string? Text(object? value, SqlType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            double number => type.Kind == SqlKind.Real ? JavaNumbers.Text((float)number) : JavaNumbers.Text(number),
            byte[] bytes => string.Join(' ', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture))),
            object?[] items when type.Kind == SqlKind.Row => RowText(items, type),
            object?[] items => $"[{string.Join(", ", items.Select(item => Text(item, type.Element) ?? "null"))}]",
            SqlMap map => MapText(map, type),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static string RowText(object?[] items, SqlType type)
    {
        var fields = items.Select(
            (item, i) =>
            {
                var text = Text(item, type.Fields[i].Type) ?? "null";
                return type.Fields[i].Name is { } name ? $"{name}={text}" : text;
            }
        );
        return $"{{{string.Join(", ", fields)}}}";
    }

    /// <summary>Keys ascend: numbers by value, anything else by text.</summary>
    private static string MapText(SqlMap map, SqlType type)
    {
        var entries = type.Key.IsNumeric
            ? map.Entries.OrderBy(entry => Convert.ToDouble(entry.Key, CultureInfo.InvariantCulture))
            : map.Entries.OrderBy(entry => Text(entry.Key, type.Key), StringComparer.Ordinal);
        return $"{{{string.Join(", ", entries.Select(entry => $"{Text(entry.Key, type.Key)}={Text(entry.Value, type.Value) ?? "null"}"))}}}";
    }
}
