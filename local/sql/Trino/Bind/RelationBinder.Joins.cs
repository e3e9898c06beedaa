using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class RelationBinder
{
    private BoundRelation BindJoin(JoinRelation tree)
    {
        var left = Bind(tree.Left);
        var isLateral = IsLateral(tree.Right);
        var rightOuter = isLateral ? new Scope(left.Fields, outer) : outer;
        var right = new RelationBinder(context, tables, rightOuter).Bind(tree.Right);
        if (tree.Natural)
        {
            throw new SqlException("NOT_SUPPORTED", "Natural join not supported", tree.Left.At);
        }

        if (tree.Using.Count > 0)
        {
            return BindUsing(tree, left, right);
        }

        BoundExpression? condition = null;
        var isUnnest = tree.Right is UnnestRelation or AliasedRelation { Source: UnnestRelation };
        if (
            isUnnest
            && tree
                is {
                    Kind: JoinKind.Left or JoinKind.Right or JoinKind.Full,
                    On: not BooleanLiteral { Value: true } and not null
                }
        )
        {
            throw new SqlException(
                "NOT_SUPPORTED",
                $"{tree.Kind.ToString().ToUpperInvariant()} JOIN involving UNNEST is only supported with condition ON TRUE",
                tree.On.At
            );
        }

        if (tree.On is not null)
        {
            var binder = new ExpressionBinder(context, new Scope([.. left.Fields, .. right.Fields], outer), tables);
            condition = binder.Bind(tree.On);
            if (binder.SpecialCalls.Count > 0)
            {
                throw TrinoErrors.NotScalar("JOIN clause", binder.SpecialCalls[0], tree.On.At);
            }

            condition = TrinoCoercions.CanCoerce(condition.Type, SqlType.Boolean)
                ? Bound.Coerce(condition, SqlType.Boolean)
                : throw new SqlException(
                    "TYPE_MISMATCH",
                    $"JOIN ON clause must evaluate to a boolean: actual type {TrinoTypes.Spell(condition.Type)}",
                    tree.On.At
                );
        }

        var plan = new JoinPlan(tree.Kind, left.Plan, right.Plan, condition) { Lateral = isLateral };
        return new BoundRelation(plan, [.. left.Fields, .. right.Fields]);
    }

    private static bool IsLateral(Relation tree) =>
        tree switch
        {
            AliasedRelation aliased => IsLateral(aliased.Source),
            UnnestRelation or LateralRelation or FunctionRelation => true,
            _ => false,
        };

    private BoundRelation BindUsing(JoinRelation tree, BoundRelation left, BoundRelation right)
    {
        BoundExpression? condition = null;
        var merged = new List<(string Name, BoundExpression Value, bool Computed)>();
        var (leftUsed, rightUsed) = (new HashSet<ScopeField>(), new HashSet<ScopeField>());
        foreach (var name in tree.Using)
        {
            var mine = One(left, name, "left");
            var other = One(right, name, "right");
            var common =
                TrinoCoercions.CommonType(mine.Value.Type, other.Value.Type)
                ?? throw TrinoErrors.CannotApply("=", mine.Value.Type, other.Value.Type, name.At);
            var equal = TrinoOperators.Bind(
                new BinaryExpression(BinaryOperator.Equal, new NameExpression(name), new NameExpression(name))
                {
                    At = name.At,
                },
                mine.Value,
                other.Value
            );
            condition = condition is null ? equal : Bound.Call(SqlType.Boolean, "({0} AND {1})", condition, equal);
            var value = tree.Kind switch
            {
                JoinKind.Right => other.Value,
                JoinKind.Full => Bound.Call(
                    common,
                    "coalesce({0}, {1})",
                    Bound.Coerce(mine.Value, common),
                    Bound.Coerce(other.Value, common)
                ),
                _ => mine.Value,
            };
            merged.Add((mine.Name ?? name.Name, value, tree.Kind == JoinKind.Full));
            leftUsed.Add(mine);
            rightUsed.Add(other);
        }

        BoundPlan plan = new JoinPlan(
            tree.Kind,
            left.Plan,
            right.Plan,
            condition ?? new BoundLiteral(SqlType.Boolean, "true")
        );
        var fields = new List<ScopeField>();
        var computed = new List<PlanItem>();
        foreach (var (name, value, isComputed) in merged)
        {
            var shown = value;
            if (isComputed)
            {
                computed.Add(new PlanItem(context.NewId(), value));
                shown = computed[^1].Output.Reference;
            }

            fields.Add(new ScopeField([], name, shown));
        }

        if (computed.Count > 0)
        {
            plan = new ProjectPlan(plan, [.. plan.Outputs.Select(o => new PlanItem(o.Id, o.Reference)), .. computed]);
        }

        fields.AddRange(left.Fields.Where(field => !leftUsed.Contains(field)));
        fields.AddRange(right.Fields.Where(field => !rightUsed.Contains(field)));
        return new BoundRelation(plan, fields);
    }

    private static ScopeField One(BoundRelation relation, Identifier name, string side)
    {
        ScopeField[] found = [.. relation.Fields.Where(field => !field.Hidden && field.IsNamed(name.Name))];
        return found switch
        {
            [var field] => field,
            [] => throw TrinoErrors.UsingColumnMissing(name.Name, side, name.At),
            _ => throw TrinoErrors.ColumnAmbiguous(name.Name, name.At),
        };
    }
}
