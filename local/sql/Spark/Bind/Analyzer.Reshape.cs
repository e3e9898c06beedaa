using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

internal sealed partial class Analyzer
{
    private Plan LateralView(LateralViewRelation view, Scope? outer)
    {
        var child = Analyze(view.Child, outer);
        var generator = Binder(child.Output, outer).Bind(view.Generator);
        if (generator.Tag is not GeneratorShape shape)
        {
            throw SparkException.Analysis("INVALID_USAGE_OF_GENERATOR", $"{generator.Name} is not a generator.");
        }

        var columns = new List<Computed>();
        var plan = Generate(
            generator with
            {
                Tag = shape with { Outer = shape.Outer || view.Outer },
            },
            view.Columns,
            child,
            columns
        );
        var qualifier = view.Table is null ? new List<string>() : [view.Table];
        var added = plan.Added.Select(attribute => attribute with { Qualifier = qualifier });
        return new ViewPlan([.. child.Output, .. added], plan);
    }

    private Plan Function(FunctionRelation function, Scope? outer)
    {
        var call = function.Call;
        if (call.Function == "range")
        {
            var numbers = call
                .Arguments.Select(argument =>
                    Convert.ToInt64(Binder([]).Bind(argument).Tag, CultureInfo.InvariantCulture)
                )
                .ToList();
            var range =
                numbers.Count == 1
                    ? new RangeRelation(0, numbers[0], 1)
                    : new RangeRelation(numbers[0], numbers[1], numbers.Count > 2 ? numbers[2] : 1);
            return Analyze(range, outer);
        }

        return Project([call], new OneRowPlan(), new Scope([], outer), []);
    }

    private Plan Pivot(PivotRelation pivot, Scope? outer)
    {
        var child = Analyze(pivot.Child, outer);
        var binder = Binder(child.Output, outer);
        var column = binder.Bind(pivot.Columns[0]);
        var values = pivot.Values ?? PivotValues(child, column);
        var keys = pivot.Keys ?? OtherColumns(pivot, child, binder);
        var items = new List<Node>(keys);
        var single = pivot.Aggregates.Count == 1;
        foreach (var value in values)
        {
            var literal = value is AliasNode aliased ? aliased.Child : value;
            var bound = Binder([]).Bind(literal);
            var label = value is AliasNode named ? named.Names[0] : PivotLabel(bound);
            foreach (var aggregate in pivot.Aggregates)
            {
                var inner = aggregate is AliasNode alias ? alias.Child : aggregate;
                var name = aggregate is AliasNode given ? given.Names[0] : binder.Bind(inner).Name;
                var only = Restrict(inner, new CallNode("<=>", [pivot.Columns[0], literal]));
                items.Add(new AliasNode(only, [single ? label : $"{label}_{name}"]));
            }
        }

        var grouping = new GroupingNode(keys, "plain", null);
        return Select(new SelectRelation(new BoundRelation(child), items) { Grouping = grouping }, outer, []);
    }

    private static List<Node> OtherColumns(PivotRelation pivot, Plan child, ExpressionBinder binder)
    {
        var used = pivot
            .Aggregates.Concat(pivot.Columns)
            .SelectMany(node => binder.Bind(node is AliasNode alias ? alias.Child : node).SelfAndDescendants())
            .Select(bound => bound.Attribute?.Id)
            .ToHashSet();
        return
        [
            .. child
                .Output.Where(attribute => !attribute.IsHidden && !used.Contains(attribute.Id))
                .Select(attribute => new BoundNode(Bound.Of(attribute))),
        ];
    }

    private List<Node> PivotValues(Plan child, Bound column)
    {
        var distinct = new DistinctPlan(
            null,
            new ProjectPlan([new Computed(New("p", column.Type, true), column)], child)
        );
        var sorted = new SortPlan([new OrderKey(Bound.Of(distinct.Output[0]), true, true)], distinct);
        var rows = session.Engine.Column(session.Ready(sorted), column.Type, Casts);
        return [.. rows.Select(value => (Node)new BoundNode(Make.Literal(value, column.Type)))];
    }

    private string PivotLabel(Bound value)
    {
        if (value.IsNullLiteral)
        {
            return "null";
        }

        return
            value.Tag is string or long or bool or double
            && value.Type.IsAtomic
            && value.Type != SparkType.Date
            && !value.Type.IsInstant
            ? Make.LiteralName(value.Tag, value.Type)
            : session.Engine.Scalar(Casts.ToText(value.Print(new Print.SqlPrinter()), value.Type)) ?? "null";
    }

    /// <summary>The aggregate over only the rows where a condition holds.</summary>
    private static Node Restrict(Node node, Node condition) =>
        node switch
        {
            CallNode call when AggregateTable.Find(call.Function) is not null => call.Function == "count"
                // Spark's pivot has no count of zero: the value is null where no row matched.
                ? new CallNode("nullif", [call with { Filter = condition }, new LiteralNode(0L, SparkType.Long)])
                : call with
                {
                    Filter = condition,
                },
            CallNode call => call with
            {
                Arguments = [.. call.Arguments.Select(argument => Restrict(argument, condition))],
            },
            CastNode cast => cast with { Child = Restrict(cast.Child, condition) },
            _ => node,
        };

    private Plan Unpivot(UnpivotRelation unpivot, Scope? outer)
    {
        var child = Analyze(unpivot.Child, outer);
        var binder = Binder(child.Output, outer);
        var ids = unpivot.Ids?.Select(binder.Bind).ToList();
        var values = unpivot.Values?.Select(pair => (Bound: binder.Bind(pair.Column), pair.Alias)).ToList();
        var valueIds = values?.Select(value => value.Bound.Attribute?.Id).ToHashSet() ?? [];
        ids ??=
        [
            .. child
                .Output.Where(attribute => !attribute.IsHidden && !valueIds.Contains(attribute.Id))
                .Select(Bound.Of),
        ];
        var idIds = ids.Select(id => id.Attribute?.Id).ToHashSet();
        values ??=
        [
            .. child
                .Output.Where(attribute => !attribute.IsHidden && !idIds.Contains(attribute.Id))
                .Select(attribute => (Bound.Of(attribute), (string?)null)),
        ];
        var type =
            Coercion.Common(values.Select(value => value.Bound.Type))
            ?? throw SparkException.Analysis(
                "UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
                "Unpivot value columns must share a least common type, some types do not."
            );
        var name = New(unpivot.NameColumn, SparkType.String, false);
        var value = New(unpivot.ValueColumn, type, true);
        var entries = values.Select(item => Casts.Coerce(item.Bound, type)).ToList();
        var labels = values.Select(item => item.Alias ?? item.Bound.Name).ToList();
        var rows = new Bound(BoundKind.Generator, new ArrayType(SparkType.Void), false, "unpivot", entries)
        {
            Template = (_, printed) =>
                $"[{string.Join(", ", printed.Select((x, i) => $"{{'f0': {DuckSql.Literal(labels[i])}, 'f1': {x}}}"))}]",
        };
        Plan plan = new GeneratePlan(rows, false, [name, value], child);
        if (!unpivot.IncludeNulls)
        {
            plan = new FilterPlan(Make.Not(Make.IsNull(Bound.Of(value))), plan);
        }

        return new ProjectPlan(
            [
                .. ids.Select(id => new Computed(id.Attribute ?? New(id.Name, id.Type, id.Nullable), id)),
                new Computed(name, Bound.Of(name)),
                new Computed(value, Bound.Of(value)),
            ],
            plan
        );
    }
}

/// <summary>A plan that is bound already, standing among unbound relations.</summary>
internal sealed record BoundRelation(Plan Plan) : Relation;
