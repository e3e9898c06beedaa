using System.Globalization;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>An item of a SELECT list, stars expanded; its tree is null for a column that a star gave.</summary>
internal sealed record BoundItem(string? Name, BoundExpression Value, Expression? Tree, bool HasAlias);

/// <summary>Binds SELECT … FROM … WHERE … GROUP BY … HAVING … ORDER BY … LIMIT.</summary>
internal sealed partial class SelectBinder(BindContext context, CommonTables tables, Scope? outer)
{
    /// <summary>Binds; <paramref name="query"/> holds ORDER BY and LIMIT, null for none.</summary>
    public BoundQuery Bind(Select select, Query? query)
    {
        var source = select.From is null
            ? new BoundRelation(new OneRowPlan(), [])
            : new RelationBinder(context, tables, outer).Bind(select.From);
        var scope = new Scope(source.Fields, outer);
        var windows = BindWindowNames(select);
        var plan = BindWhere(select, source.Plan, scope);

        var itemBinder = NewBinder(scope, windows, null);
        var items = BindItems(select, scope, itemBinder);
        var groupBinder = NewBinder(scope, windows, null);
        var groups = select.GroupBy is null ? null : new GroupBinder(groupBinder, items).Bind(select.GroupBy);
        var having = select.Having is null ? null : groupBinder.Boolean(select.Having, "HAVING clause");
        var orderBinder = NewBinder(scope, windows, name => AliasOf(items, name), aliasesFirst: true);
        var order = BindOrder(query, items, orderBinder);

        var isAggregation = groups is not null || having is not null || HasAggregates(items, order);
        if (isAggregation)
        {
            var grouped = new Grouping(context, plan, groups, source.Fields);
            items = [.. items.Select(item => item with { Value = grouped.Rewrite(item) })];
            order = [.. order.Select(key => key with { Value = grouped.Rewrite(key.Value, key.Tree) })];
            having = having is null ? null : grouped.Rewrite(having, select.Having!);
            plan = having is null ? grouped.Plan : new FilterPlan(grouped.Plan, having);
        }

        return Finish(select, query, plan, items, order);
    }

    private ExpressionBinder NewBinder(
        Scope scope,
        Dictionary<string, NamedWindow> windows,
        Func<string, BoundExpression?>? aliases,
        bool aliasesFirst = false
    ) =>
        new(context, scope, tables)
        {
            Windows = windows,
            Aliases = aliases,
            AliasesFirst = aliasesFirst,
        };

    private static bool HasAggregates(IReadOnlyList<BoundItem> items, IReadOnlyList<SortItem> order) =>
        items
            .Select(item => item.Value)
            .Concat(order.Select(key => key.Value))
            .Any(value => value.Any(node => node is BoundAggregate or BoundGrouping));

    private static Dictionary<string, NamedWindow> BindWindowNames(Select select)
    {
        var windows = new Dictionary<string, NamedWindow>();
        foreach (var window in select.Windows)
        {
            if (!windows.TryAdd(window.Name.Name.ToLowerInvariant(), window))
            {
                throw new SqlException(
                    "DUPLICATE_WINDOW_NAME",
                    $"WINDOW name '{window.Name}' specified more than once",
                    window.At
                );
            }
        }

        return windows;
    }

    private BoundPlan BindWhere(Select select, BoundPlan plan, Scope scope)
    {
        if (select.Where is null)
        {
            return plan;
        }

        var binder = NewBinder(scope, [], null);
        var condition = binder.Bind(select.Where);
        if (binder.SpecialCalls.Count > 0)
        {
            throw TrinoErrors.NotScalar("WHERE clause", binder.SpecialCalls[0], select.Where.At);
        }

        if (!TrinoCoercions.CanCoerce(condition.Type, SqlType.Boolean))
        {
            throw new SqlException(
                "TYPE_MISMATCH",
                $"WHERE clause must evaluate to a boolean: actual type {TrinoTypes.Spell(condition.Type)}",
                select.Where.At
            );
        }

        return new FilterPlan(plan, Bound.Coerce(condition, SqlType.Boolean));
    }

    private static BoundExpression? AliasOf(IReadOnlyList<BoundItem> items, string name) =>
        items.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;

    private BoundQuery Finish(
        Select select,
        Query? query,
        BoundPlan plan,
        IReadOnlyList<BoundItem> items,
        IReadOnlyList<SortItem> order
    )
    {
        var projected = new List<PlanItem>();
        var columns = new List<QueryColumn>();
        var given = plan.Outputs.Select(output => output.Id).ToHashSet();
        foreach (var item in items)
        {
            // A plain column keeps its id, so that predicates above still reach the scan below.
            var id = item.Value is BoundColumn column && given.Remove(column.Id) ? column.Id : context.NewId();
            projected.Add(new PlanItem(id, item.Value));
            columns.Add(new QueryColumn(item.Name, projected[^1].Output));
        }

        var count = projected.Count;
        var keys = order.Select(key => SortKey(key, projected)).ToArray();
        if (select.Distinct && projected.Count > count)
        {
            throw new SqlException(
                "EXPRESSION_NOT_IN_DISTINCT",
                "For SELECT DISTINCT, ORDER BY expressions must appear in select list",
                select.At
            );
        }

        plan = new ProjectPlan(plan, projected);
        plan = select.Distinct ? new DistinctPlan(plan) : plan;
        plan = keys.Length > 0 ? new SortPlan(plan, keys) : plan;
        return new BoundQuery(query is null ? plan : new LimitBinder(context, tables).Bind(plan, query), columns);
    }

    private BoundOrder SortKey(SortItem key, List<PlanItem> projected)
    {
        var found = projected.FirstOrDefault(item => item.Value == key.Value);
        if (found is null)
        {
            found = new PlanItem(context.NewId(), key.Value);
            projected.Add(found);
        }

        return new BoundOrder(Bound.Comparable(found.Output.Reference), key.Descending, key.NullsFirst);
    }

    private sealed record SortItem(BoundExpression Value, bool Descending, bool NullsFirst, Expression Tree);

    private static SortItem[] BindOrder(Query? query, IReadOnlyList<BoundItem> items, ExpressionBinder binder) =>
        query is null ? [] : [.. query.OrderBy.Select(item => BindOrder(item, items, binder))];

    private static SortItem BindOrder(OrderItem item, IReadOnlyList<BoundItem> items, ExpressionBinder binder)
    {
        var nullsFirst = item.NullsFirst ?? false;
        if (item.Key is not NumberLiteral { Form: NumberForm.Integer } position)
        {
            return new SortItem(binder.Bind(item.Key), item.Descending, nullsFirst, item.Key);
        }

        var index = long.Parse(position.Text, CultureInfo.InvariantCulture);
        return index >= 1 && index <= items.Count
            ? new SortItem(items[(int)index - 1].Value, item.Descending, nullsFirst, item.Key)
            : throw TrinoErrors.PositionOutOfRange("ORDER BY", index, item.At);
    }
}
