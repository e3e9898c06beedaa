using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Bind;

internal sealed partial class RelationBinder
{
    private BoundRelation BindJoin(JoinRelation tree)
    {
        var left = Bind(tree.Left);
        var isLateral = IsLateral(tree.Right);
        var rightOuter = isLateral ? new Scope(left.Fields, outer) : outer;
        var right = new RelationBinder(context, tables, rightOuter).Bind(tree.Right);
        if (tree.Natural && !Rules.KeepsUsingColumns)
        {
            throw new SqlException("NOT_SUPPORTED", "Natural join not supported", tree.Left.At);
        }

        if (tree.Natural || tree.Using.Count > 0)
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
                throw Errors.NotScalar("JOIN clause", binder.SpecialCalls[0], tree.On.At);
            }

            condition = Rules.CanCoerce(condition.Type, SqlType.Boolean)
                ? Bound.Coerce(condition, SqlType.Boolean)
                : throw new SqlException(
                    "TYPE_MISMATCH",
                    $"JOIN ON clause must evaluate to a boolean: actual type {Rules.Spell(condition.Type)}",
                    tree.On.At
                );
        }

        var plan = new JoinPlan(tree.Kind, left.Plan, right.Plan, condition) { Lateral = isLateral };
        IReadOnlyList<ScopeField> fields = tree.Kind is JoinKind.LeftSemi or JoinKind.LeftAnti
            ? left.Fields
            : [.. left.Fields, .. right.Fields];
        return new BoundRelation(plan, fields);
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
        Identifier[] names = tree.Natural
            ?
            [
                .. left
                    .Fields.Where(field =>
                        !field.Hidden
                        && field.Name is not null
                        && right.Fields.Any(other => !other.Hidden && other.IsNamed(field.Name))
                    )
                    .Select(field => new Identifier(field.Name!) { At = tree.At }),
            ]
            : [.. tree.Using];
        BoundExpression? condition = null;
        var merged = new List<(string Name, BoundExpression Value, bool Computed)>();
        var (leftUsed, rightUsed) = (new HashSet<ScopeField>(), new HashSet<ScopeField>());
        foreach (var name in names)
        {
            var mine = One(left, name, "left");
            var other = One(right, name, "right");
            var common =
                Rules.CommonType(mine.Value.Type, other.Value.Type)
                ?? throw Errors.CannotApply("=", mine.Value.Type, other.Value.Type, name.At);
            var equal = Rules.BindBinary(
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

            fields.Add(new ScopeField([], name, shown) { PlanIds = PlanIdsOf(left, right, name) });
        }

        if (computed.Count > 0)
        {
            plan = new ProjectPlan(plan, [.. plan.Outputs.Select(o => new PlanItem(o.Id, o.Reference)), .. computed]);
        }

        fields.AddRange(left.Fields.Where(field => !leftUsed.Contains(field)));
        if (tree.Kind is not (JoinKind.LeftSemi or JoinKind.LeftAnti))
        {
            fields.AddRange(right.Fields.Where(field => !rightUsed.Contains(field)));
        }

        // The columns behind a merged one stay reachable by their qualifier where the dialect has it so.
        if (Rules.KeepsUsingColumns)
        {
            fields.AddRange(
                leftUsed.Concat(rightUsed).Select(field => field with { Hidden = true, Name = field.Name })
            );
        }

        return new BoundRelation(plan, fields);
    }

    private static NodeList<long> PlanIdsOf(BoundRelation left, BoundRelation right, string name) =>
        left
            .Fields.Concat(right.Fields)
            .Where(field => field.IsNamed(name))
            .SelectMany(field => field.PlanIds)
            .ToNodeList();

    private ScopeField One(BoundRelation relation, Identifier name, string side)
    {
        ScopeField[] found = [.. relation.Fields.Where(field => !field.Hidden && field.IsNamed(name.Name))];
        return found switch
        {
            [var field] => field,
            [] => throw Errors.UsingColumnMissing(name.Name, side, name.At, relation.Fields),
            _ => throw Errors.ColumnAmbiguous(name.Name, name.At, found),
        };
    }
}
