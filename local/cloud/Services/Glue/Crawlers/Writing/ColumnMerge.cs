using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>MergeNewColumns: what is new is added, also inside structs; nothing is dropped, retyped or moved.</summary>
internal static class ColumnMerge
{
    public static IReadOnlyList<Column> AddNew(IReadOnlyList<Column> existing, IReadOnlyList<Column> found)
    {
        var byName = found.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
        var known = existing.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. existing.Select(column =>
                byName.TryGetValue(column.Name, out var other) ? column with { Type = Grow(column, other) } : column
            ),
            .. found.Where(column => !known.Contains(column.Name)),
        ];
    }

    private static string? Grow(Column existing, Column found)
    {
        if (existing.Type is null || found.Type is null || existing.Type == found.Type)
        {
            return existing.Type;
        }

        var (left, right) = (HiveTypeText.TryParse(existing.Type), HiveTypeText.TryParse(found.Type));
        return left is null || right is null ? existing.Type : Grow(left, right).ToHive();
    }

    private static InferredType Grow(InferredType existing, InferredType found) =>
        (existing, found) switch
        {
            (InferredType.Struct left, InferredType.Struct right) => new InferredType.Struct(Grow(left, right)),
            (InferredType.Array left, InferredType.Array right) => new InferredType.Array(
                Grow(left.Element, right.Element)
            ),
            (InferredType.Map left, InferredType.Map right) => new InferredType.Map(
                left.Key,
                Grow(left.Value, right.Value)
            ),
            _ => existing,
        };

    private static List<InferredField> Grow(InferredType.Struct existing, InferredType.Struct found)
    {
        var fields = new List<InferredField>();
        foreach (var field in existing.Fields)
        {
            var other = found.Fields.FirstOrDefault(candidate => Same(candidate, field));
            fields.Add(other is null ? field : field with { Type = Grow(field.Type, other.Type) });
        }

        fields.AddRange(found.Fields.Where(field => !existing.Fields.Any(known => Same(known, field))));
        return fields;
    }

    private static bool Same(InferredField left, InferredField right) =>
        left.Name.Equals(right.Name, StringComparison.OrdinalIgnoreCase);
}
