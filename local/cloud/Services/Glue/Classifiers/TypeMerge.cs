namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

using static InferredType;

/// <summary>What one column is when two values, two records or two files disagree about it.</summary>
internal static class TypeMerge
{
    private static readonly string[] Whole = ["tinyint", "smallint", "int", "bigint"];

    public static InferredType Merge(InferredType left, InferredType right) =>
        (left, right) switch
        {
            _ when left == right => left,
            (Scalar { IsUnknown: true }, _) => right,
            (_, Scalar { IsUnknown: true }) => left,
            (Scalar a, Scalar b) => MergeScalars(a.Name, b.Name),
            (InferredType.Array a, InferredType.Array b) => new InferredType.Array(Merge(a.Element, b.Element)),
            (Map a, Map b) => new Map(Merge(a.Key, b.Key), Merge(a.Value, b.Value)),
            (Struct a, Struct b) => new Struct(MergeFields(a.Fields, b.Fields, StringComparer.OrdinalIgnoreCase)),
            _ => InferredType.String,
        };

    /// <summary>Union by name: what the left side has keeps its place, what only the right side has is appended.</summary>
    public static IReadOnlyList<InferredField> MergeFields(
        IReadOnlyList<InferredField> left,
        IReadOnlyList<InferredField> right,
        StringComparer names
    )
    {
        var merged = new List<InferredField>(left);
        var places = new Dictionary<string, int>(names);
        foreach (var (index, field) in left.Index())
        {
            places.TryAdd(field.Name, index);
        }
        foreach (var field in right)
        {
            if (places.TryGetValue(field.Name, out var place))
            {
                merged[place] = merged[place] with { Type = Merge(merged[place].Type, field.Type) };
            }
            else
            {
                places.Add(field.Name, merged.Count);
                merged.Add(field);
            }
        }
        return merged;
    }

    private static Scalar MergeScalars(string left, string right)
    {
        var (a, b) = (System.Array.IndexOf(Whole, left), System.Array.IndexOf(Whole, right));
        if (a >= 0 && b >= 0)
        {
            return new Scalar(Whole[Math.Max(a, b)]);
        }
        return IsNumber(left) && IsNumber(right) ? new Scalar("double") : new Scalar("string");
    }

    private static bool IsNumber(string name) =>
        name is "double" or "float"
        || System.Array.IndexOf(Whole, name) >= 0
        || name.StartsWith("decimal", StringComparison.Ordinal);
}
