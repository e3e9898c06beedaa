using System.Text;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>Arrays, maps and structs of LazySimpleSerDe as JSON text: a separator per level, cells that do not parse are null.</summary>
internal sealed record NestedText(string Separators, char? Escape, string NullText)
{
    public string? ToJson(string? cell, SqlType type, int level)
    {
        if (cell is null || cell == NullText)
        {
            return null;
        }

        switch (type.Kind)
        {
            case SqlKind.Array:
                var items = cell.Length == 0 ? [] : LazyLine.Split(cell, Separators[level], Escape);
                return $"[{string.Join(',', items.Select(item => ToJson(item, type.Element, level + 1) ?? "null"))}]";
            case SqlKind.Map:
                return MapJson(cell, type, level);
            case SqlKind.Row:
                return RowJson(cell, type, level);
        }

        var text = LazyLine.Unescape(cell, Escape);
        return HiveCells.Text(text, type) is { } value ? JsonText.Quote(value) : null;
    }

    private string MapJson(string cell, SqlType type, int level)
    {
        var entries = new Dictionary<string, string>();
        foreach (var entry in cell.Length == 0 ? [] : LazyLine.Split(cell, Separators[level], Escape))
        {
            var parts = LazyLine.Split(entry!, Separators[level + 1], Escape);
            if (ToJson(parts[0], type.Key, level + 2) is { } key)
            {
                entries.TryAdd(key, (parts.Count > 1 ? ToJson(parts[1], type.Value, level + 2) : null) ?? "null");
            }
        }

        return $"{{{string.Join(',', entries.Select(entry => $"{entry.Key}:{entry.Value}"))}}}";
    }

    private string? RowJson(string cell, SqlType type, int level)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        var parts = LazyLine.Split(cell, Separators[level], Escape);
        var text = new StringBuilder("[");
        for (var i = 0; i < type.Fields.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            text.Append((i < parts.Count ? ToJson(parts[i], type.Fields[i].Type, level + 1) : null) ?? "null");
        }

        return text.Append(']').ToString();
    }
}
