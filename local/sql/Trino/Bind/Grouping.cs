using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Splits the expressions of an aggregation into what is computed per group and what is computed from that.</summary>
internal sealed class Grouping
{
    private readonly BindContext _context;
    private readonly BoundPlan _source;
    private readonly BoundGroups? _groups;
    private readonly IReadOnlyList<ScopeField> _fields;
    private readonly List<PlanItem> _keys = [];
    private readonly List<PlanItem> _aggregates = [];
    private readonly HashSet<int> _sourceColumns;

    public Grouping(BindContext context, BoundPlan source, BoundGroups? groups, IReadOnlyList<ScopeField> fields)
    {
        (_context, _source, _groups, _fields) = (context, source, groups, fields);
        _sourceColumns = [.. source.Outputs.Select(output => output.Id)];
        foreach (var key in groups?.Keys ?? [])
        {
            // A column keeps its id: subqueries that refer to it go on to.
            _keys.Add(new PlanItem(key is BoundColumn column ? column.Id : context.NewId(), key));
        }
    }

    public BoundPlan Plan => new AggregatePlan(_source, _keys, _aggregates, _groups?.Sets);

    public BoundExpression Rewrite(BoundItem item) =>
        item.Tree is not null ? Rewrite(item.Value, item.Tree) : RewriteStar(item);

    private BoundExpression RewriteStar(BoundItem item)
    {
        try
        {
            return Rewrite(item.Value, new NameExpression(new Identifier(item.Name ?? "?")));
        }
        catch (SqlException)
        {
            var field = _fields.FirstOrDefault(field => field.Value == item.Value);
            throw new SqlException(
                "EXPRESSION_NOT_AGGREGATE",
                $"Column '{(field is null ? item.Name : string.Join('.', field.Qualifier.TakeLast(1).Append(field.Name)))}' "
                    + "not in GROUP BY clause"
            );
        }
    }

    public BoundExpression Rewrite(BoundExpression value, Expression tree) =>
        value.Rewrite(node => Replace(node, tree));

    private BoundExpression? Replace(BoundExpression node, Expression tree)
    {
        var key = _keys.FirstOrDefault(item => item.Value == node);
        if (key is not null)
        {
            return key.Output.Reference;
        }

        return node switch
        {
            BoundAggregate aggregate => Added(aggregate),
            BoundGrouping grouping => Added(Numbered(grouping, tree)),
            BoundColumn column when _sourceColumns.Contains(column.Id) => ReplaceComparable(column)
                ?? throw TrinoErrors.NotAggregated(tree, tree.At),
            _ => null,
        };
    }

    /// <summary>A key that is grouped by its comparable form stands for the value: any value of the group.</summary>
    private BoundExpression? ReplaceComparable(BoundColumn column)
    {
        var comparable = Bound.Comparable(column);
        return comparable != column && _keys.Any(item => item.Value == comparable)
            ? Added(new BoundAggregate(column.Type, new TemplateForm("any_value({0})"), [column]))
            : null;
    }

    private BoundColumn Added(BoundExpression aggregate)
    {
        var item = _aggregates.FirstOrDefault(item => item.Value == aggregate);
        if (item is null)
        {
            item = new PlanItem(_context.NewId(), aggregate);
            _aggregates.Add(item);
        }

        return item.Output.Reference;
    }

    private BoundGrouping Numbered(BoundGrouping grouping, Expression tree)
    {
        if (_groups is null)
        {
            throw new SqlException(
                "MISSING_GROUP_BY",
                "A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause",
                new Position(1, 1)
            );
        }

        for (var i = 0; i < grouping.Arguments.Count; i++)
        {
            if (!_groups.Keys.Contains(grouping.Arguments[i]))
            {
                var argument = tree is CallExpression call ? TreeText.Of(call.Arguments[i]) : "the argument";
                throw new SqlException(
                    "INVALID_ARGUMENTS",
                    "The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query "
                        + $"level. Mismatch due to {argument}.",
                    tree.At
                );
            }
        }

        return grouping;
    }
}
