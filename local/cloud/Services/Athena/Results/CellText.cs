using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>A value as Athena prints it in results (VarCharValue and CSV alike). NULL is null.</summary>
internal static class CellText
{
    public static string? Of(object? value, SqlType type) => value is null ? null : Text(value, type);

    private static string Text(object value, SqlType type) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => JavaNumber.Text(number, isSingle: type.Kind == SqlKind.Real),
            string text => text,
            byte[] bytes => Binary(bytes),
            SqlMap map => Map(map, type),
            object?[] items when type.Kind == SqlKind.Row => Row(items, type),
            object?[] items => List(items, type),
            _ => throw new System.Diagnostics.UnreachableException($"A result holds a {value.GetType().Name}."),
        };

    private static string Nested(object? value, SqlType type) => value is null ? "null" : Text(value, type);

    private static string Binary(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var each in bytes)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(each.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string List(object?[] items, SqlType type) =>
        $"[{string.Join(", ", items.Select(item => Nested(item, type.Element)))}]";

    private static string Row(object?[] items, SqlType type) =>
        $"{{{string.Join(", ", items.Select((item, index) => Field(item, type.Fields[index])))}}}";

    private static string Field(object? item, SqlField field) =>
        field.Name is null ? Nested(item, field.Type) : $"{field.Name}={Nested(item, field.Type)}";

    private static string Map(SqlMap map, SqlType type)
    {
        var entries = map
            .Entries.OrderBy(entry => entry.Key, KeyOrder.Instance)
            .Select(entry => $"{Nested(entry.Key, type.Key)}={Nested(entry.Value, type.Value)}");
        return $"{{{string.Join(", ", entries)}}}";
    }

    /// <summary>Numbers by value, texts by code point; other keys as they come.</summary>
    private sealed class KeyOrder : IComparer<object>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare(object? left, object? right) =>
            (left, right) switch
            {
                (long a, long b) => a.CompareTo(b),
                (double a, double b) => a.CompareTo(b),
                (bool a, bool b) => a.CompareTo(b),
                (string a, string b) => string.CompareOrdinal(a, b),
                _ => 0,
            };
    }
}
