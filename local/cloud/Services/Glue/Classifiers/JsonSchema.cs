using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>The union of the records' shapes, keys in the order in which they were first seen.</summary>
internal sealed class JsonSchema
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, InferredType> _types = new(StringComparer.Ordinal);

    public int Records { get; private set; }

    /// <summary>Top-level keys in their original case.</summary>
    public IReadOnlyList<string> Names => _order;

    /// <summary>Top-level keys that the catalog cannot tell apart.</summary>
    public IEnumerable<(string Kept, string Other)> CaseClashes =>
        _order
            .GroupBy(name => name.ToLowerInvariant(), StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .SelectMany(group => group.Skip(1).Select(other => (group.First(), other)));

    public void AddRecord(JsonElement record)
    {
        Records++;
        if (record.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var property in record.EnumerateObject())
        {
            Merge(property.Name, property.Value);
        }
    }

    public void AddColumn(string name, JsonElement value)
    {
        Records++;
        Merge(name, value);
    }

    /// <summary>Lower-cased for the catalog, which holds a name once.</summary>
    public IReadOnlyList<InferredField> Columns() =>
        TypeMerge.MergeFields(
            [],
            [.. _order.Select(name => new InferredField(name.ToLowerInvariant(), _types[name]))],
            StringComparer.Ordinal
        );

    private void Merge(string name, JsonElement value)
    {
        var type = TypeOf(value);
        if (_types.TryGetValue(name, out var known))
        {
            _types[name] = TypeMerge.Merge(known, type);
        }
        else
        {
            _order.Add(name);
            _types.Add(name, type);
        }
    }

    private static InferredType TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => InferredType.Boolean,
            JsonValueKind.Null => InferredType.Unknown,
            JsonValueKind.Number when value.TryGetInt32(out _) => InferredType.Int,
            JsonValueKind.Number when value.TryGetInt64(out _) => InferredType.BigInt,
            JsonValueKind.Number => InferredType.Double,
            JsonValueKind.Array => new InferredType.Array(
                value.EnumerateArray().Select(TypeOf).Aggregate(InferredType.Unknown, TypeMerge.Merge)
            ),
            JsonValueKind.Object => new InferredType.Struct(
                // Members that differ by case only are one member: a struct must not hold a name twice.
                TypeMerge.MergeFields(
                    [],
                    [.. value.EnumerateObject().Select(p => new InferredField(p.Name, TypeOf(p.Value)))],
                    StringComparer.OrdinalIgnoreCase
                )
            ),
            _ => InferredType.String,
        };
}
