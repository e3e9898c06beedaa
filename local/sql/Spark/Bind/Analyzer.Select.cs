using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Print;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

internal sealed partial class Analyzer
{
    /// <summary>A select list over its input, with the order that follows it: ORDER BY may name what is not selected.</summary>
    private Plan Select(SelectRelation select, Scope? outer, IReadOnlyList<SortNode> order)
    {
        var child = select.Child is null ? new OneRowPlan() : Analyze(select.Child, outer);
        var scope = new Scope(child.Output, outer);
        foreach (var (name, window) in select.Windows)
        {
            scope.Windows[name] = window;
        }

        var items = select.Items.SelectMany(item => Expand(item, child.Output)).ToList();
        Plan plan;
        if (select.Grouping is null && select.Having is null && !UsesAggregates(items))
        {
            plan = Project(items, child, scope, order);
        }
        else
        {
            plan = new Aggregation(this, select, items, child, scope).Build(order);
        }

        if (!select.Distinct)
        {
            return plan;
        }

        CheckNoMap(plan);
        return plan is SortPlan sort
            ? new SortPlan(sort.Keys, new DistinctPlan(null, sort.Child))
            : new DistinctPlan(null, plan);
    }

    /// <summary>Whether a list has an aggregate outside windows and subqueries.</summary>
    private static bool UsesAggregates(IEnumerable<Node> items) => items.Any(UsesAggregate);

    private static bool UsesAggregate(Node node) =>
        node switch
        {
            CallNode { Window: null, WindowName: null } call => AggregateTable.Find(call.Function) is not null
                || call.Arguments.Any(UsesAggregate),
            CallNode call => call.Arguments.Any(UsesAggregate)
                || (
                    call.Window is { } window
                    && window.Partition.Concat(window.Order.Select(sort => sort.Child)).Any(UsesAggregate)
                ),
            AliasNode alias => UsesAggregate(alias.Child),
            CastNode cast => UsesAggregate(cast.Child),
            CaseNode branch => (branch.Operand is { } operand && UsesAggregate(operand))
                || (branch.Else is { } otherwise && UsesAggregate(otherwise))
                || branch.Branches.Any(pair => UsesAggregate(pair.When) || UsesAggregate(pair.Then)),
            SubscriptNode subscript => UsesAggregate(subscript.Child) || UsesAggregate(subscript.Key),
            FieldNode field => UsesAggregate(field.Child),
            PythonNode python => python.Arguments.Any(UsesAggregate),
            SortNode sort => UsesAggregate(sort.Child),
            _ => false,
        };

    private IEnumerable<Node> Expand(Node item, IReadOnlyList<Attr> input)
    {
        switch (item)
        {
            case StarNode { Frame: >= 0 } star:
                return session
                    .Frame(star.Frame)
                    .Output.Where(a => !a.IsHidden)
                    .Select(attribute => new BoundNode(Bound.Of(attribute)));
            case PositionNode position:
                return [Positioned(position)];
            case AliasNode { Names: [_], Child: PositionNode position } renamed:
                return [renamed with { Child = Positioned(position) }];
            case StarNode { Target: [] }:
                return input
                    .Where(attribute => !attribute.IsHidden)
                    .Select(attribute => new BoundNode(Bound.Of(attribute)));
            case StarNode star:
                var qualified = input
                    .Where(attribute =>
                        !attribute.IsHidden
                        && attribute.Qualifier.Count >= star.Target.Count
                        && attribute
                            .Qualifier.Skip(attribute.Qualifier.Count - star.Target.Count)
                            .SequenceEqual(star.Target, StringComparer.OrdinalIgnoreCase)
                    )
                    .ToList();
                if (qualified.Count > 0)
                {
                    return qualified.Select(attribute => new BoundNode(Bound.Of(attribute)));
                }

                var target = Binder(input).Bind(new NameNode(star.Target) { Position = star.Position });
                return target.Type is StructType row
                    ? row.Fields.Select(field =>
                        (Node)new AliasNode(new FieldNode(new NameNode(star.Target), field.Name), [field.Name])
                    )
                    : throw SparkException.Analysis(
                        "CANNOT_RESOLVE_STAR_EXPAND",
                        $"Cannot resolve {string.Join(".", star.Target)}.* given input columns."
                    );
            case CallNode { Function: "struct" or "count" or "array" or "hash" or "concat_ws" } call
                when call.Arguments.Any(argument => argument is StarNode)
                    && !(call.Function == "count" && call.Arguments is [StarNode { Target: [] }]):
                return
                [
                    call with
                    {
                        Arguments =
                        [
                            .. call.Arguments.SelectMany(argument =>
                                argument is StarNode ? Expand(argument, input) : [argument]
                            ),
                        ],
                    },
                ];
            case AliasNode { Names: [_] } alias when alias.Child is CallNode inner:
                return [alias with { Child = Expand(inner, input).Single() }];
            default:
                return [item];
        }
    }

    private BoundNode Positioned(PositionNode position) =>
        new(
            Bound.Of(
                session.Frame(position.Frame).Output.Where(attribute => !attribute.IsHidden).ElementAt(position.Index)
            )
        );

    private Plan Drop(DropRelation drop, Scope? outer)
    {
        var child = Analyze(drop.Child, outer);
        var gone = new HashSet<int>();
        foreach (var column in drop.Columns)
        {
            try
            {
                if (Binder(child.Output, outer).Bind(column).Attribute is { } attribute)
                {
                    gone.Add(attribute.Id);
                }
            }
            catch (SparkException error) when (IsMissing(error))
            {
                // Dropping what is not there changes nothing, as in Spark.
            }
        }

        var kept = child.Output.Where(attribute =>
            attribute.IsHidden
            || !(gone.Contains(attribute.Id) || drop.Names.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase))
        );
        return new ProjectPlan([.. kept.Select(attribute => new Computed(attribute, Bound.Of(attribute)))], child);
    }

    /// <summary>The name Spark gives an unaliased column.</summary>
    internal static string NameOf(Node node, Bound bound) =>
        node switch
        {
            AliasNode alias => alias.Names[0],
            CastNode when bound.Kind == BoundKind.Cast && InnerName(bound) is { } inner => inner,
            _ => bound is { Kind: BoundKind.Scalar, Tag: string field }
            && node is NameNode or FieldNode or FrameColumnNode
                ? field
                : bound.Name,
        };

    private static string? InnerName(Bound cast)
    {
        var child = cast.Arguments.Count > 0 ? cast.Arguments[0] : cast;
        return child.Kind switch
        {
            BoundKind.Attribute => child.Attribute!.Name,
            BoundKind.Alias => child.Name,
            BoundKind.Cast => InnerName(child),
            BoundKind.Scalar => child.Tag as string,
            _ => null,
        };
    }

    private Plan Project(IReadOnlyList<Node> items, Plan child, Scope scope, IReadOnlyList<SortNode> order)
    {
        var computed = new List<Computed>();
        var generators = 0;
        foreach (var item in items)
        {
            var binder = new ExpressionBinder(session, scope, this);
            var inner = item is AliasNode { Names.Count: > 1 } several ? several.Child : item;
            var bound = inner is BoundNode done ? done.Bound : binder.Bind(inner);
            var bare = bound.Kind == BoundKind.Alias ? bound.Arguments[0] : bound;
            if (bare.Kind == BoundKind.Generator)
            {
                child = Generate(bare, item is AliasNode alias ? alias.Names : [], child, computed);
                generators++;
                continue;
            }

            if (bare.Has(BoundKind.Generator))
            {
                throw SparkException.Analysis(
                    "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
                    $"The generator is not supported: nested in expressions \"{bare.Name}\"."
                );
            }

            var column = Computed(item, bound);
            computed.Add(column);
            if (item is AliasNode { Names: [var name] })
            {
                scope.Aliases[name] = bare with { Name = name };
            }
        }

        return Ordered(computed, child, scope, order);
    }

    public Computed Computed(Node item, Bound bound)
    {
        var bare = bound.Kind == BoundKind.Alias ? bound.Arguments[0] : bound;
        if (item is not AliasNode && bare.Attribute is { } attribute)
        {
            return new Computed(attribute, bare);
        }

        var name = item is BoundNode ? bound.Name : NameOf(item, bound);
        return new Computed(New(name, bare.Type, bare.Nullable), bare);
    }

    /// <summary>Appends a generator's rows; its columns join the list at their place.</summary>
    private GeneratePlan Generate(Bound generator, IReadOnlyList<string> names, Plan child, List<Computed> computed)
    {
        var shape = (GeneratorShape)generator.Tag!;
        if (names.Count > 0 && names.Count != shape.Columns.Count)
        {
            throw SparkException.Analysis(
                "UDTF_ALIAS_NUMBER_MISMATCH",
                $"The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF. Expected {shape.Columns.Count} aliases, but got {string.Join(",", names)}."
            );
        }

        var added = shape
            .Columns.Select((column, i) => New(names.Count > 0 ? names[i] : column.Name, column.Type, true))
            .ToList();
        computed.AddRange(added.Select(attribute => new Computed(attribute, Bound.Of(attribute))));
        return new GeneratePlan(generator, shape.Outer, added, child);
    }

    private Plan Ordered(List<Computed> computed, Plan child, Scope scope, IReadOnlyList<SortNode> order)
    {
        if (order.Count == 0)
        {
            return new ProjectPlan(computed, child);
        }

        var visible = computed.Select(column => column.Attribute).ToList();
        var keys = new List<OrderKey>();
        var extra = new List<Computed>();
        foreach (var item in order)
        {
            if (item.Child is LiteralNode { Value: long ordinal })
            {
                keys.Add(Key(item, Ordinal(visible, ordinal)));
                continue;
            }

            try
            {
                keys.Add(Key(item, Binder(visible, scope.Outer).Bind(item.Child)));
            }
            catch (SparkException error) when (IsMissing(error))
            {
                var bound = new ExpressionBinder(session, new Scope(child.Output, scope.Outer), this).Bind(item.Child);
                var column = new Computed(New("_order", bound.Type, bound.Nullable), bound);
                extra.Add(column);
                keys.Add(Key(item, Bound.Of(column.Attribute)));
            }
        }

        var sorted = new SortPlan(keys, new ProjectPlan([.. computed, .. extra], child));
        return extra.Count == 0
            ? sorted
            : new ProjectPlan([.. visible.Select(attribute => new Computed(attribute, Bound.Of(attribute)))], sorted);
    }
}

/// <summary>An expression that is bound already, standing among unbound ones.</summary>
internal sealed record BoundNode(Bound Bound) : Node;
