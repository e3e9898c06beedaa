using CustomerLake.Local.Sql.Spark.Print;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>
/// A grouped SELECT: the keys and every aggregate call become columns of one aggregate plan, and the select list, HAVING
/// and ORDER BY are computed from those columns.
/// </summary>
internal sealed class Aggregation(
    Analyzer analyzer,
    SelectRelation select,
    IReadOnlyList<Node> items,
    Plan child,
    Scope scope
)
{
    private readonly List<Computed> _keys = [];
    private readonly List<string> _keyTexts = [];
    private readonly List<Computed> _aggregates = [];
    private readonly Dictionary<string, Attr> _aggregateTexts = [];
    private readonly SqlPrinter _printer = new();
    private readonly List<List<int>> _sets = [];
    private Attr? _groupingId;

    public Plan Build(IReadOnlyList<SortNode> order)
    {
        BindKeys();
        var computed = new List<Computed>();
        foreach (var item in items)
        {
            var bound = Rewrite(Bind(item));
            var column = analyzer.Computed(item, bound);
            // A key that is itself a column keeps its name; one that is computed gets the name of what it computes.
            computed.Add(column);
            if (item is AliasNode { Names: [var name] })
            {
                scope.Aliases[name] = column.Expression;
            }
        }

        var having = select.Having is { } condition ? Rewrite(BindLoosely(condition, computed)) : null;
        var keys = new List<OrderKey>();
        var extra = new List<Computed>();
        foreach (var item in order)
        {
            keys.Add(Key(item, computed, extra));
        }

        foreach (var column in computed.Concat(extra))
        {
            Check(column.Expression);
        }

        var sets = select.Grouping?.Kind is "cube" or "rollup" or "sets" ? _sets : null;
        Plan plan = new AggregatePlan(_keys, _aggregates, sets, _groupingId, child);
        if (having is not null)
        {
            plan = new FilterPlan(analyzer.Casts.Coerce(having, SparkType.Boolean), plan);
        }

        plan = new ProjectPlan([.. computed, .. extra], plan);
        if (keys.Count > 0)
        {
            plan = new SortPlan(keys, plan);
        }

        return extra.Count == 0
            ? plan
            : new ProjectPlan(
                [.. computed.Select(column => new Computed(column.Attribute, Bound.Of(column.Attribute)))],
                plan
            );
    }

    private ExpressionBinder Binder() => new(analyzer.Session, scope, analyzer);

    private Bound Bind(Node item) => item is BoundNode done ? done.Bound : Binder().Bind(item);

    private Bound BindLoosely(Node node, List<Computed> computed)
    {
        try
        {
            return Binder().Bind(node);
        }
        catch (SparkException)
        {
            var names = new Scope([.. child.Output, .. computed.Select(column => column.Attribute)], scope.Outer);
            return new ExpressionBinder(analyzer.Session, names, analyzer)
                .Bind(node)
                .Rewrite(bound =>
                    computed.FirstOrDefault(column => column.Attribute.Id == bound.Attribute?.Id)?.Expression
                );
        }
    }

    private OrderKey Key(SortNode item, List<Computed> computed, List<Computed> extra)
    {
        if (item.Child is LiteralNode { Value: long ordinal } && ordinal >= 1 && ordinal <= computed.Count)
        {
            return new OrderKey(Bound.Of(computed[(int)ordinal - 1].Attribute), item.Ascending, item.NullsFirst);
        }

        try
        {
            var visible = analyzer
                .Binder([.. computed.Select(column => column.Attribute)], scope.Outer)
                .Bind(item.Child);
            if (!visible.Has(BoundKind.Aggregate))
            {
                return new OrderKey(visible, item.Ascending, item.NullsFirst);
            }
        }
        catch (SparkException)
        {
            // Not among the selected columns: taken from the input below.
        }

        var bound = Rewrite(BindLoosely(item.Child, computed));
        var column = new Computed(analyzer.New("_order", bound.Type, bound.Nullable), bound);
        extra.Add(column);
        return new OrderKey(Bound.Of(column.Attribute), item.Ascending, item.NullsFirst);
    }

    private void BindKeys()
    {
        if (select.Grouping is not { } grouping)
        {
            return;
        }

        foreach (var node in grouping.Keys)
        {
            AddKey(BindKey(node));
        }

        var all = Enumerable.Range(0, _keys.Count).ToList();
        switch (grouping.Kind)
        {
            case "rollup":
                for (var count = all.Count; count >= 0; count--)
                {
                    _sets.Add(all[..count]);
                }

                break;
            case "cube":
                for (var mask = 0; mask < 1 << all.Count; mask++)
                {
                    _sets.Add([.. all.Where(index => (mask & (1 << (all.Count - 1 - index))) == 0)]);
                }

                break;
            case "sets":
                _sets.AddRange(grouping.Sets!.Select(set => set.Select(node => AddKey(BindKey(node))).ToList()));
                break;
        }

        if (grouping.Kind != "plain")
        {
            _groupingId = analyzer.New("grouping_id", SparkType.Long, false);
        }
    }

    private Bound BindKey(Node node)
    {
        if (node is LiteralNode { Value: long ordinal } && node.Position >= 0)
        {
            if (ordinal < 1 || ordinal > items.Count)
            {
                throw SparkException.Analysis(
                    "GROUP_BY_POS_OUT_OF_RANGE",
                    $"GROUP BY position {ordinal} is not in select list (valid range is [1, {items.Count}])."
                );
            }

            node = items[(int)ordinal - 1];
        }

        Bound bound;
        try
        {
            bound = Bind(node);
        }
        catch (SparkException) when (node is NameNode { Parts: [var name] } && Aliased(name) is not null)
        {
            bound = Bind(Aliased(name)!);
        }

        if (bound.Has(BoundKind.Aggregate))
        {
            throw SparkException.Analysis(
                "GROUP_BY_AGGREGATE",
                $"Aggregate functions are not allowed in GROUP BY, but found {bound.Name}."
            );
        }

        if (!bound.Type.IsOrderable)
        {
            throw SparkException.Analysis(
                "GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE",
                $"The expression \"{bound.Name}\" cannot be used as a grouping expression because its data type \"{bound.Type.Sql}\" is not an orderable data type."
            );
        }

        return bound;
    }

    private Node? Aliased(string name) =>
        items
            .OfType<AliasNode>()
            .FirstOrDefault(item =>
                item.Names is [var own] && string.Equals(own, name, StringComparison.OrdinalIgnoreCase)
            )
            ?.Child;

    private int AddKey(Bound bound)
    {
        var bare = bound.Kind == BoundKind.Alias ? bound.Arguments[0] : bound;
        var text = bare.Print(_printer);
        var index = _keyTexts.IndexOf(text);
        if (index >= 0)
        {
            return index;
        }

        if (bare is { Kind: BoundKind.Generator, Tag: Functions.GeneratorShape { Columns: [var single] } shape })
        {
            // A sliding window: each row is counted in every window it falls into.
            var added = analyzer.New(single.Name, single.Type, true);
            child = new GeneratePlan(bare, shape.Outer, [added], child);
            _keyTexts.Add(text);
            _keys.Add(new Computed(added, Bound.Of(added)));
            return _keys.Count - 1;
        }

        var isNullable = bound.Nullable || select.Grouping!.Kind != "plain";
        var fresh =
            bare.Attribute is { } attribute && select.Grouping!.Kind == "plain"
                ? attribute
                : analyzer.New(bound.Name, bound.Type, isNullable) with
                {
                    Qualifier = bare.Attribute?.Qualifier ?? [],
                };
        _keyTexts.Add(text);
        _keys.Add(new Computed(fresh, bare));
        return _keys.Count - 1;
    }

    /// <summary>Puts columns of the aggregate plan for keys and aggregate calls.</summary>
    private Bound Rewrite(Bound bound) => bound.Rewrite(Replace);

    private Bound? Replace(Bound bound)
    {
        if (bound.Kind == BoundKind.Aggregate)
        {
            return Column(bound);
        }

        if (bound.Kind is BoundKind.Literal or BoundKind.Subquery || _keys.Count == 0 || bound.Has(BoundKind.Aggregate))
        {
            return null;
        }

        var index = bound.Has(BoundKind.Variable) ? -1 : _keyTexts.IndexOf(bound.Print(_printer));
        return index < 0
            ? null
            : Bound.Of(_keys[index].Attribute) with
            {
                Name = bound.Name,
                Kind = bound.Kind == BoundKind.Attribute ? BoundKind.Attribute : BoundKind.Scalar,
            };
    }

    private Bound Column(Bound aggregate)
    {
        if (aggregate.Tag is GroupingTag tag)
        {
            return Grouping(aggregate, tag);
        }

        var text = aggregate.Print(_printer).Replace(Functions.AggregateTable.Mark, "", StringComparison.Ordinal);
        if (!_aggregateTexts.TryGetValue(text, out var attribute))
        {
            attribute = analyzer.New(aggregate.Name, aggregate.Type, aggregate.Nullable);
            _aggregateTexts[text] = attribute;
            var template = aggregate.Template;
            _aggregates.Add(
                new Computed(
                    attribute,
                    aggregate with
                    {
                        Template = (printer, printed) =>
                            template(printer, printed)
                                .Replace(Functions.AggregateTable.Mark, "", StringComparison.Ordinal),
                    }
                )
            );
        }

        return Bound.Of(attribute) with
        {
            Name = aggregate.Name,
            Kind = BoundKind.Scalar,
        };
    }

    private Bound Grouping(Bound aggregate, GroupingTag tag)
    {
        if (_groupingId is not { } id)
        {
            throw SparkException.Analysis(
                "UNSUPPORTED_GROUPING_EXPRESSION",
                "grouping()/grouping_id() can only be used with GroupingSets/Cube/Rollup."
            );
        }

        if (!tag.Single)
        {
            return Bound.Scalar(aggregate.Name, SparkType.Long, false, [Bound.Of(id)], p => $"{p[0]}::BIGINT");
        }

        var index = _keyTexts.IndexOf(tag.Arguments[0].Print(_printer));
        var shift = _keys.Count - 1 - index;
        return Bound.Scalar(
            aggregate.Name,
            SparkType.Byte,
            false,
            [Bound.Of(id)],
            p => $"(({p[0]} >> {shift}) & 1)::TINYINT"
        );
    }

    private void Check(Bound bound)
    {
        var allowed = _keys.Select(key => key.Attribute.Id).Concat(_aggregates.Select(a => a.Attribute.Id)).ToHashSet();
        if (_groupingId is { } id)
        {
            allowed.Add(id.Id);
        }

        var stray = bound
            .SelfAndDescendants()
            .FirstOrDefault(b =>
                b.Tag is Attr attribute
                && b.Kind is BoundKind.Attribute or BoundKind.Scalar
                && !allowed.Contains(attribute.Id)
                && child.Output.Any(own => own.Id == attribute.Id)
            );
        if (stray is null)
        {
            return;
        }

        throw select.Grouping is null
            ? SparkException.Analysis(
                "MISSING_GROUP_BY",
                "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses."
            )
            : SparkException.Analysis(
                "MISSING_AGGREGATION",
                $"The non-aggregating expression \"{stray.Name}\" is based on columns which are not participating in the GROUP BY clause."
            );
    }
}

/// <summary>Marks grouping(x) and grouping_id(…) until the grouping is known.</summary>
internal sealed record GroupingTag(bool Single, IReadOnlyList<Bound> Arguments);
