using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>Binds relations to plans: from what was written, or built in Python, to what can be printed.</summary>
internal sealed partial class Analyzer(SessionState session)
{
    private readonly Stack<Dictionary<string, Plan>> _with = new();

    public SessionState Session => session;

    public Casts Casts => session.Casts;

    public Plan Analyze(Relation relation, Scope? outer = null) =>
        relation switch
        {
            FrameRelation frame => session.Frame(frame.Frame),
            BoundRelation bound => bound.Plan,
            TableRelation table => Table(table),
            FileRelation file => Files.ScanFactory.Open(session, file),
            RowsRelation rows => Files.ScanFactory.Rows(session, rows),
            LinesRelation lines => Files.ScanFactory.Lines(session, lines),
            RangeRelation range => new RangePlan(New("id", SparkType.Long, false), range.Start, range.End, range.Step),
            ValuesRelation values => Values(values, outer),
            OneRowRelation => new OneRowPlan(),
            SelectRelation select => Select(select, outer, []),
            FilterRelation filter => Filter(filter, outer),
            SortRelation sort => Sort(sort, outer),
            LimitRelation limit => Limit(limit, outer),
            DropRelation drop => Drop(drop, outer),
            TailRelation tail => new TailPlan(tail.Count, Analyze(tail.Child, outer)),
            DistinctRelation distinct => Distinct(distinct, outer),
            SetRelation set => SetOperation(set, outer),
            JoinRelation join => Join(join, outer),
            AliasRelation alias => Alias(alias, outer),
            LateralViewRelation view => LateralView(view, outer),
            WithRelation with => With(with, outer),
            FunctionRelation function => Function(function, outer),
            PivotRelation pivot => Pivot(pivot, outer),
            UnpivotRelation unpivot => Unpivot(unpivot, outer),
            SampleRelation sample => sample.Rows is { } rows
                ? new LimitPlan(rows, 0, Analyze(sample.Child, outer))
                : new SamplePlan(sample.Fraction ?? 1, sample.Seed, Analyze(sample.Child, outer)),
            _ => throw SparkException.Unsupported($"a relation of the form {relation.GetType().Name}"),
        };

    public Attr New(string name, SparkType type, bool nullable) => new(session.NextId(), name, type, nullable);

    public ExpressionBinder Binder(IReadOnlyList<Attr> input, Scope? outer = null) =>
        new(session, new Scope(input, outer), this);

    private Plan Table(TableRelation table)
    {
        if (table.Parts.Count == 1)
        {
            foreach (var tables in _with)
            {
                if (tables.TryGetValue(table.Parts[0], out var plan))
                {
                    return Qualified(Instance(plan), table.Parts);
                }
            }
        }

        return Qualified(session.Table(table.Parts), table.Parts);
    }

    /// <summary>The same rows under fresh ids, so that a table may stand twice in a query.</summary>
    public Plan Instance(Plan plan) => Instance(plan, out _);

    public Plan Instance(Plan plan, out Dictionary<int, Attr> moved)
    {
        var map = new Dictionary<int, Attr>();
        var items = new List<Computed>();
        foreach (var attribute in plan.Output)
        {
            var fresh = attribute with { Id = session.NextId() };
            map[attribute.Id] = fresh;
            items.Add(new Computed(fresh, Bound.Of(attribute)));
        }

        moved = map;
        return new ProjectPlan(items, plan);
    }

    public static Plan Qualified(Plan plan, IReadOnlyList<string> qualifier) =>
        new ViewPlan(
            [
                .. plan.Output.Select(attribute =>
                    attribute.IsHidden ? attribute : attribute with { Qualifier = qualifier }
                ),
            ],
            plan
        );

    private ValuesPlan Values(ValuesRelation values, Scope? outer)
    {
        var binder = Binder([], outer);
        var rows = values.Rows.Select(row => binder.Bind(row)).ToList();
        var width = rows[0].Count;
        if (rows.Any(row => row.Count != width))
        {
            throw SparkException.Analysis(
                "INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH",
                "The rows of an inline table differ in their number of columns."
            );
        }

        var types = Enumerable
            .Range(0, width)
            .Select(column =>
                Coercion.Common(rows.Select(row => row[column].Type))
                ?? throw SparkException.Analysis(
                    "INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE",
                    "Incompatible types in an inline table."
                )
            )
            .ToList();
        var output = types
            .Select((type, column) => New($"col{column + 1}", type, rows.Any(row => row[column].Nullable)))
            .ToList();
        return new ValuesPlan(
            output,
            [.. rows.Select(row => row.Select((cell, i) => Casts.Coerce(cell, types[i])).ToList())]
        );
    }

    private FilterPlan FilterOn(Plan child, Bound condition)
    {
        if (condition.Has(BoundKind.Aggregate))
        {
            throw SparkException.Analysis(
                "INVALID_WHERE_CONDITION",
                $"The WHERE condition \"{condition.Name}\" contains invalid expressions: aggregates."
            );
        }

        if (condition.Has(BoundKind.Window))
        {
            throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1034",
                "It is not allowed to use window functions inside WHERE clause"
            );
        }

        if (condition.Type != SparkType.Boolean && condition.Type != SparkType.Void)
        {
            throw SparkException.Analysis(
                "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
                $"Cannot resolve \"{condition.Name}\" due to data type mismatch: Filter expression \"{condition.Name}\" of type"
                    + $" \"{condition.Type.Sql}\" is not a boolean."
            );
        }

        return new FilterPlan(Casts.Coerce(condition, SparkType.Boolean), child);
    }

    private Plan Filter(FilterRelation filter, Scope? outer)
    {
        var child = Analyze(filter.Child, outer);
        return WithMissing(child, outer, (plan, binder) => FilterOn(plan, binder.Bind(filter.Condition)));
    }

    /// <summary>
    /// Binds over a plan; a column that a projection below has dropped is brought back for it and dropped again, as Spark
    /// does for ORDER BY and filters.
    /// </summary>
    private Plan WithMissing(Plan child, Scope? outer, Func<Plan, ExpressionBinder, Plan> build)
    {
        try
        {
            return build(child, Binder(child.Output, outer));
        }
        catch (SparkException error) when (IsMissing(error) && Extended(child) is { } wide)
        {
            Plan built;
            try
            {
                built = build(wide, Binder(wide.Output, outer));
            }
            catch (SparkException again) when (IsMissing(again))
            {
                throw error;
            }

            return new ProjectPlan(
                [.. child.Output.Select(attribute => new Computed(attribute, Bound.Of(attribute)))],
                built
            );
        }
    }

    private static bool IsMissing(SparkException error) =>
        error.Condition is { } condition
        && (
            condition.StartsWith("UNRESOLVED_COLUMN", StringComparison.Ordinal)
            || condition.StartsWith("MISSING_ATTRIBUTES", StringComparison.Ordinal)
        );

    /// <summary>A projection with the columns of its child added, unless their names are taken.</summary>
    private static Plan? Extended(Plan plan)
    {
        switch (plan)
        {
            case ViewPlan view when Extended(view.Child) is { } wider:
                return new ViewPlan([.. view.Output, .. wider.Output.Skip(view.Child.Output.Count)], wider);
            case FilterPlan filter when Extended(filter.Child) is { } wider:
                return new FilterPlan(filter.Condition, wider);
            case ProjectPlan project:
                var child = Extended(project.Child) ?? project.Child;
                var added = child.Output.Where(attribute =>
                    project.Output.All(own =>
                        own.Id != attribute.Id
                        && !string.Equals(own.Name, attribute.Name, StringComparison.OrdinalIgnoreCase)
                    )
                );
                List<Computed> items =
                [
                    .. project.Items,
                    .. added.Select(attribute => new Computed(attribute, Bound.Of(attribute))),
                ];
                return items.Count == project.Items.Count ? null : new ProjectPlan(items, child);
            default:
                return null;
        }
    }

    private Plan Sort(SortRelation sort, Scope? outer)
    {
        if (sort.Child is SelectRelation select)
        {
            return Select(select, outer, sort.Order);
        }

        if (sort.Child is WithRelation with && with.Child is SelectRelation inner)
        {
            return With(with with { Child = new SortRelation(inner, sort.Order) }, outer);
        }

        var child = Analyze(sort.Child, outer);
        return WithMissing(child, outer, (plan, binder) => new SortPlan(Keys(sort.Order, plan, binder), plan));
    }

    private static List<OrderKey> Keys(IReadOnlyList<SortNode> order, Plan plan, ExpressionBinder binder) =>
        [
            .. order.Select(item =>
            {
                var bound =
                    item.Child is LiteralNode { Value: long ordinal } && item.Position >= 0
                        ? Ordinal(plan.Output, ordinal)
                        : binder.Bind(item.Child);
                return Key(item, bound);
            }),
        ];

    private static OrderKey Key(SortNode item, Bound bound) =>
        bound.Type.IsOrderable
            ? new OrderKey(Sortable(bound), item.Ascending, item.NullsFirst)
            : throw ExpressionBinder.Mismatch(
                "INVALID_ORDERING_TYPE",
                bound.Name,
                $"\"{bound.Type.Sql}\" has no order"
            );

    private static Bound Sortable(Bound bound) =>
        bound.Type is StructType or ArrayType
            ? Bound.Scalar(
                bound.Name,
                SparkType.Binary,
                bound.Nullable,
                [bound],
                p => Functions.Operators.Key(p[0], bound.Type)
            )
            : bound;

    private static Bound Ordinal(IReadOnlyList<Attr> output, long ordinal) =>
        ordinal >= 1 && ordinal <= output.Count
            ? Bound.Of(output[(int)ordinal - 1])
            : throw SparkException.Analysis(
                "ORDER_BY_POS_OUT_OF_RANGE",
                $"ORDER BY position {ordinal} is not in select list (valid range is [1, {output.Count}])."
            );

    private LimitPlan Limit(LimitRelation limit, Scope? outer)
    {
        var child = Analyze(limit.Child, outer);
        var bound = Binder([]).Bind(limit.Count);
        if (bound.Tag is not long count)
        {
            throw SparkException.Analysis(
                "INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE",
                $"The limit like expression \"{bound.Name}\" is invalid."
            );
        }

        if (count < 0)
        {
            throw SparkException.Analysis(
                "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
                $"The limit like expression \"{count}\" is invalid. The limit expression must be equal to or greater than 0, but got {count}."
            );
        }

        return limit.IsOffset ? new LimitPlan(null, count, child) : new LimitPlan(count, 0, child);
    }

    private DistinctPlan Distinct(DistinctRelation distinct, Scope? outer)
    {
        var child = Analyze(distinct.Child, outer);
        if (distinct.Subset is not { } names)
        {
            CheckNoMap(child);
            return new DistinctPlan(null, child);
        }

        var subset = names.SelectMany(name =>
        {
            var found = child
                .Output.Where(attribute => string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
                .ToList();
            return found.Count > 0
                ? found
                : throw SparkException.Analysis(
                    "_LEGACY_ERROR_TEMP_1201",
                    $"Cannot resolve column name \"{name}\" among ({string.Join(", ", child.Output.Select(a => a.Name))})."
                );
        });
        return new DistinctPlan([.. subset], child);
    }

    private static void CheckNoMap(Plan plan)
    {
        if (plan.Output.FirstOrDefault(attribute => !attribute.Type.IsOrderable) is { } map)
        {
            throw SparkException.Analysis(
                "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE",
                $"Cannot have MAP type columns in DataFrame which calls set operations, but the type of column `{map.Name}` is \"{map.Type.Sql}\"."
            );
        }
    }

    private Plan Alias(AliasRelation alias, Scope? outer)
    {
        var child = Analyze(alias.Child, outer);
        var visible = child.Output.Where(attribute => !attribute.IsHidden).ToList();
        if (alias.Columns.Count > 0 && alias.Columns.Count != visible.Count)
        {
            throw SparkException.Analysis(
                "ASSIGNMENT_ARITY_MISMATCH",
                $"Number of column aliases does not match number of columns: {alias.Columns.Count} and {visible.Count}."
            );
        }

        var output = visible
            .Select(
                (attribute, i) =>
                    attribute with
                    {
                        Name = alias.Columns.Count > 0 ? alias.Columns[i] : attribute.Name,
                        Qualifier = [alias.Name],
                    }
            )
            .Concat(child.Output.Where(attribute => attribute.IsHidden));
        return new ViewPlan([.. output], child);
    }

    private Plan With(WithRelation with, Scope? outer)
    {
        var tables = new Dictionary<string, Plan>(StringComparer.OrdinalIgnoreCase);
        _with.Push(tables);
        try
        {
            foreach (var (name, query) in with.Tables)
            {
                tables[name] = Analyze(query, outer);
            }

            return Analyze(with.Child, outer);
        }
        finally
        {
            _with.Pop();
        }
    }
}
