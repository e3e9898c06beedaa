using System.Globalization;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>The keys of a grouping, and its sets as indexes of keys; null sets mean one set of all keys.</summary>
internal sealed record BoundGroups(IReadOnlyList<BoundExpression> Keys, IReadOnlyList<IReadOnlyList<int>>? Sets);

/// <summary>Binds GROUP BY, expanding ROLLUP, CUBE and GROUPING SETS.</summary>
internal sealed class GroupBinder(ExpressionBinder binder, IReadOnlyList<BoundItem> items)
{
    private readonly List<BoundExpression> _keys = [];

    public BoundGroups Bind(GroupBy tree)
    {
        var sets = new List<IReadOnlyList<int>> { Array.Empty<int>() };
        foreach (var element in tree.Elements)
        {
            var variants = Variants(element);
            sets = [.. sets.SelectMany(set => variants.Select(IReadOnlyList<int> (more) => [.. set.Union(more)]))];
        }

        if (tree.Distinct)
        {
            sets = [.. sets.DistinctBy(set => string.Join(',', set.Order()))];
        }

        var isPlain = tree.Elements.All(element => element.Kind == GroupingKind.Simple);
        return new BoundGroups(_keys, isPlain ? null : sets);
    }

    private List<IReadOnlyList<int>> Variants(GroupingElement element)
    {
        var sets = element
            .Sets.Select(IReadOnlyList<int> (set) => [.. set.Select(key => KeyOf(key, element.Kind))])
            .ToList();
        switch (element.Kind)
        {
            case GroupingKind.Rollup:
                return [.. Enumerable.Range(0, sets.Count + 1).Reverse().Select(n => Union(sets.Take(n)))];
            case GroupingKind.Cube:
                return
                [
                    .. Enumerable
                        .Range(0, 1 << sets.Count)
                        .Reverse()
                        .Select(mask => Union(sets.Where((_, i) => (mask & (1 << (sets.Count - 1 - i))) != 0))),
                ];
            default:
                return sets;
        }
    }

    private static IReadOnlyList<int> Union(IEnumerable<IReadOnlyList<int>> sets) =>
        [.. sets.SelectMany(set => set).Distinct()];

    private int KeyOf(Expression tree, GroupingKind kind)
    {
        var key = Bound.Comparable(BindKey(tree));
        if (kind != GroupingKind.Simple && key is not BoundColumn)
        {
            throw new SqlException(
                "INVALID_COLUMN_REFERENCE",
                $"GROUP BY expression must be a column reference: {TreeText.Of(tree)}",
                tree.At
            );
        }

        if (key.Any(node => node is BoundAggregate or BoundWindow or BoundGrouping))
        {
            var call = binder.SpecialCalls.Count > 0 ? binder.SpecialCalls[0] : TreeOf(tree);
            throw TrinoErrors.NotScalar("GROUP BY clause", call, call.At);
        }

        var index = _keys.IndexOf(key);
        if (index < 0)
        {
            _keys.Add(key);
            index = _keys.Count - 1;
        }

        return index;
    }

    private Expression TreeOf(Expression tree) =>
        tree is NumberLiteral number
            ? items[int.Parse(number.Text, CultureInfo.InvariantCulture) - 1].Tree ?? tree
            : tree;

    private BoundExpression BindKey(Expression tree)
    {
        if (tree is not NumberLiteral { Form: NumberForm.Integer } position)
        {
            return binder.Bind(tree);
        }

        var index = long.Parse(position.Text, CultureInfo.InvariantCulture);
        return index >= 1 && index <= items.Count
            ? items[(int)index - 1].Value
            : throw TrinoErrors.PositionOutOfRange("GROUP BY", index, tree.At);
    }
}
