using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>How a JSON SerDe reads: keys without case, OpenX's column mappings, whether bad lines are passed over.</summary>
internal sealed record JsonSpec(
    string[] Columns,
    string?[] Types,
    bool IgnoreMalformed,
    bool DotsInKeys,
    bool CaseInsensitive,
    bool UniqueKeys
);

/// <summary>One line as a JSON SerDe takes it apart: a cell per column, nested ones as JSON text.</summary>
internal static class JsonLine
{
    public static List<string?> Cells(string line, JsonSpec spec, IReadOnlyList<SqlType?> types)
    {
        var cells = new List<string?>(new string?[spec.Columns.Length]);
        if (string.IsNullOrWhiteSpace(line))
        {
            return cells;
        }

        using var document = JsonValues.TryParse(line);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return spec.IgnoreMalformed
                ? cells
                : throw new RuntimeFailure(
                    "HIVE_CURSOR_ERROR",
                    $"Row is not a valid JSON Object - JSONException: {Start(line)}"
                );
        }

        if (spec.UniqueKeys && Duplicate(document.RootElement, spec.CaseInsensitive) is { } key)
        {
            return spec.IgnoreMalformed
                ? cells
                : throw new RuntimeFailure(
                    "HIVE_CURSOR_ERROR",
                    $"Row is not a valid JSON Object - JSONException: Duplicate key \"{key}\""
                );
        }

        foreach (var member in document.RootElement.EnumerateObject())
        {
            var name = spec.DotsInKeys ? member.Name.Replace('.', '_') : member.Name;
            var index = Array.FindIndex(
                spec.Columns,
                column =>
                    string.Equals(
                        column,
                        name,
                        spec.CaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
                    )
            );
            if (index >= 0 && types[index] is { } type)
            {
                cells[index] = Cell(member.Value, type);
            }
        }

        return cells;
    }

    /// <summary>The first key that an object has twice, at whatever depth, as OpenX's reader compares keys; null if none.</summary>
    private static string? Duplicate(JsonElement value, bool ignoreCase)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value
                    .EnumerateArray()
                    .Select(item => Duplicate(item, ignoreCase))
                    .FirstOrDefault(k => k is not null);
            case JsonValueKind.Object:
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    var key = ignoreCase ? member.Name.ToLowerInvariant() : member.Name;
                    if (Duplicate(member.Value, ignoreCase) is { } inner)
                    {
                        return inner;
                    }

                    if (!seen.Add(key))
                    {
                        return key;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static string Start(string line) => line.Length > 60 ? line[..60] : line;

    /// <summary>A scalar as text that casts, a nested value as JSON; null for JSON's null and for what does not fit.</summary>
    private static string? Cell(JsonElement value, SqlType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (type.Kind is SqlKind.Array or SqlKind.Map or SqlKind.Row)
        {
            return Nested(value, type);
        }

        var text =
            value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonValues.Canonical(value, sorted: false);
        return HiveCells.Text(text, type);
    }

    /// <summary>A nested value as JSON in the shape of its type: rows as arrays, scalars as strings that cast.</summary>
    private static string? Nested(JsonElement value, SqlType type)
    {
        switch (type.Kind, value.ValueKind)
        {
            case (_, JsonValueKind.Null):
                return null;
            case (SqlKind.Array, JsonValueKind.Array):
                return $"[{string.Join(',', value.EnumerateArray().Select(item => Nested(item, type.Element) ?? "null"))}]";
            case (SqlKind.Map, JsonValueKind.Object):
                var entries = value
                    .EnumerateObject()
                    .Select(entry => $"{JsonText.Quote(entry.Name)}:{Nested(entry.Value, type.Value) ?? "null"}");
                return $"{{{string.Join(',', entries)}}}";
            case (SqlKind.Row, JsonValueKind.Object):
                return $"[{string.Join(',', type.Fields.Select(field => Field(value, field) ?? "null"))}]";
            case (SqlKind.Array or SqlKind.Map or SqlKind.Row, _):
                throw new RuntimeFailure(
                    "HIVE_BAD_DATA",
                    $"Error Parsing a column in the table: expected {Hive(type)} but found '{Start(value.GetRawText())}'"
                );
            default:
                return Cell(value, type) is { } cell ? JsonText.Quote(cell) : null;
        }
    }

    private static string? Field(JsonElement row, SqlField field)
    {
        string? found = null;
        foreach (var member in row.EnumerateObject())
        {
            if (string.Equals(member.Name, field.Name, StringComparison.OrdinalIgnoreCase))
            {
                found = Nested(member.Value, field.Type);
            }
        }

        return found;
    }

    private static string Hive(SqlType type) =>
        type.Kind == SqlKind.Row ? "struct" : type.Kind.ToString().ToLowerInvariant();
}
