using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Binds expressions in one scope; calls are in <c>.Calls</c>, subqueries in <c>.Subqueries</c>, names in <c>.Names</c>.</summary>
internal sealed partial class ExpressionBinder(BindContext context, Scope scope, CommonTables tables)
{
    private readonly List<(string Name, BoundVariable Variable)> _variables = [];

    public BindContext Context => context;

    public Scope Scope => scope;

    /// <summary>Named windows of the query level.</summary>
    public IReadOnlyDictionary<string, NamedWindow> Windows { get; init; } = new Dictionary<string, NamedWindow>();

    /// <summary>Aggregate, window and grouping calls met, in reading order.</summary>
    public List<Expression> SpecialCalls { get; } = [];

    /// <summary>Names that GROUP BY, HAVING or ORDER BY may use besides columns: aliases of the SELECT list.</summary>
    public Func<string, BoundExpression?>? Aliases { get; init; }

    /// <summary>Aliases are looked up before columns (ORDER BY), not after them.</summary>
    public bool AliasesFirst { get; init; }

    public BoundExpression Bind(Expression tree) =>
        tree switch
        {
            NullLiteral => BoundLiteral.Null(SqlType.Unknown),
            BooleanLiteral literal => new BoundLiteral(
                SqlType.Boolean,
                literal.Value ? "true" : "false",
                literal.Value
            ),
            StringLiteral or NumberLiteral or BinaryLiteral or TypedLiteral or IntervalLiteral => TrinoLiterals.Bind(
                tree
            ),
            NameExpression name => BindName(name),
            FieldExpression field => BindField(field),
            ParameterExpression parameter => BindParameter(parameter),
            UnaryExpression { Operator: UnaryOperator.Not } not => Bound.Not(
                Boolean(not.Operand, "Value of logical NOT expression")
            ),
            UnaryExpression unary => TrinoOperators.Unary(unary, Bind(unary.Operand)),
            BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } logical => BindLogical(logical),
            BinaryExpression binary => BindBinary(binary),
            IsNullExpression isNull => Bound.IsNull(Bind(isNull.Operand), isNull.Negated),
            BetweenExpression between => BindBetween(between),
            InListExpression list => BindInList(list),
            LikeExpression like => TrinoAccess.Like(
                like,
                Bind(like.Operand),
                Bind(like.Pattern),
                like.Escape is null ? null : Bind(like.Escape)
            ),
            InQueryExpression or ExistsExpression or QuantifiedExpression or SubqueryExpression => BindSubquery(tree),
            CaseExpression choice => BindCase(choice),
            CastExpression cast => BindCast(cast),
            ExtractExpression extract => TrinoTimeFields.Extract(extract, Bind(extract.Operand)),
            AtTimeZoneExpression zone => TrinoTimeFields.AtTimeZone(zone, Bind(zone.Operand), Bind(zone.Zone)),
            CurrentExpression current => TrinoTimeFields.Current(current, context.Options),
            CallExpression call => BindCall(call),
            ArrayExpression array => BindArray(array),
            RowExpression row => BindRow(row),
            SubscriptExpression subscript => TrinoAccess.Subscript(
                subscript,
                Bind(subscript.Base),
                Bind(subscript.Index)
            ),
            JsonExpression json => TrinoJsonExpressions.Bind(json, this),
            JsonConstructor constructor => TrinoJsonExpressions.Construct(constructor, this),
            NamedExpression named => Bind(named.Value),
            _ => throw TrinoErrors.NotSupported($"The expression '{TreeText.Of(tree)}'", tree.At),
        };

    /// <summary>Binds, and requires a boolean (NULL is one); <paramref name="what"/> begins the message.</summary>
    public BoundExpression Boolean(Expression tree, string what)
    {
        var bound = Bind(tree);
        return TrinoCoercions.CanCoerce(bound.Type, SqlType.Boolean)
            ? Coerce(bound, SqlType.Boolean)
            : throw TrinoErrors.NotBoolean(what, bound.Type, tree.At);
    }

    private static BoundExpression Coerce(BoundExpression value, SqlType type) => Bound.Coerce(value, type);

    /// <summary>Coerces all to their common type; an item's error is placed at its tree.</summary>
    public static BoundExpression[] Unify(
        IReadOnlyList<BoundExpression> values,
        string what,
        IReadOnlyList<Expression> trees
    )
    {
        var common = values[0].Type;
        for (var i = 1; i < values.Count; i++)
        {
            common =
                TrinoCoercions.CommonType(common, values[i].Type)
                ?? throw TrinoErrors.NoCommonType(
                    what,
                    [.. values.Select(v => v.Type)],
                    common,
                    values[i].Type,
                    trees[i].At
                );
        }

        return [.. values.Select(value => Coerce(value, common))];
    }

    private BoundExpression BindParameter(ParameterExpression parameter) =>
        parameter.Index < context.Parameters.Count
            ? new ExpressionBinder(context, Scope.Empty, CommonTables.None).Bind(context.Parameters[parameter.Index])
            : throw new SqlException(
                "INVALID_PARAMETER_USAGE",
                $"Incorrect number of parameters: expected {parameter.Index + 1} but found {context.Parameters.Count}",
                new Position(1, 1)
            );

    private BoundExpression BindLogical(BinaryExpression tree)
    {
        // A long chain leans left; a loop keeps the stack flat.
        var terms = new Stack<Expression>();
        Expression first = tree;
        while (first is BinaryExpression binary && binary.Operator == tree.Operator)
        {
            terms.Push(binary.Right);
            first = binary.Left;
        }

        var word = tree.Operator == BinaryOperator.And ? "AND" : "OR";
        var result = Boolean(first, "Logical expression term");
        while (terms.TryPop(out var term))
        {
            result = Bound.Call(
                SqlType.Boolean,
                $"({{0}} {word} {{1}})",
                result,
                Boolean(term, "Logical expression term")
            );
        }

        return result;
    }

    private BoundExpression BindBinary(BinaryExpression tree)
    {
        var operands = new Stack<BinaryExpression>();
        Expression first = tree;
        while (first is BinaryExpression { Operator: not (BinaryOperator.And or BinaryOperator.Or) } binary)
        {
            operands.Push(binary);
            first = binary.Left;
        }

        var result = Bind(first);
        while (operands.TryPop(out var operation))
        {
            result = TrinoOperators.Bind(operation, result, Bind(operation.Right));
        }

        return result;
    }

    private BoundExpression BindBetween(BetweenExpression tree)
    {
        var low = new BinaryExpression(BinaryOperator.GreaterOrEqual, tree.Operand, tree.Low) { At = tree.At };
        var high = new BinaryExpression(BinaryOperator.LessOrEqual, tree.Operand, tree.High) { At = tree.At };
        var operand = Bind(tree.Operand);
        var both = Bound.Call(
            SqlType.Boolean,
            "({0} AND {1})",
            TrinoOperators.Bind(low, operand, Bind(tree.Low)),
            TrinoOperators.Bind(high, operand, Bind(tree.High))
        );
        return tree.Negated ? Bound.Not(both) : both;
    }

    private BoundExpression BindInList(InListExpression tree)
    {
        Expression[] trees = [tree.Operand, .. tree.Items];
        var values = Unify([.. trees.Select(Bind)], "IN value and list items", trees);
        var items = values.Select(value => Bound.Comparable(value)).ToArray();
        var places = string.Join(", ", Enumerable.Range(1, items.Length - 1).Select(i => $"{{{i}}}"));
        var test =
            items.Length <= 10
                ? Bound.Call(SqlType.Boolean, $"({{0}} IN ({places}))", items)
                : Bound.Call(SqlType.Boolean, new Functions.DelegateForm(Bound.PrintIn), items);
        return tree.Negated ? Bound.Not(test) : test;
    }

    private BoundExpression BindCase(CaseExpression tree)
    {
        var conditions = new List<BoundExpression>();
        var operand = tree.Operand is null ? null : Bind(tree.Operand);
        foreach (var when in tree.Whens)
        {
            if (operand is null)
            {
                conditions.Add(Boolean(when.Condition, "CASE WHEN clause"));
                continue;
            }

            var value = Bind(when.Condition);
            if (TrinoCoercions.CommonType(operand.Type, value.Type) is null)
            {
                throw new SqlException(
                    "TYPE_MISMATCH",
                    "CASE operand type does not match WHEN clause operand type: "
                        + $"{TrinoTypes.Spell(operand.Type)} vs {TrinoTypes.Spell(value.Type)}",
                    when.Condition.At
                );
            }

            var equal = new BinaryExpression(BinaryOperator.Equal, tree.Operand!, when.Condition) { At = when.At };
            conditions.Add(TrinoOperators.Bind(equal, operand, value));
        }

        Expression[] trees = [.. tree.Whens.Select(when => when.Result), tree.Else ?? new NullLiteral()];
        var results = Unify([.. trees.Select(Bind)], "All CASE results", trees);
        return Bound.Case(conditions, results[..^1], results[^1]);
    }

    private BoundExpression BindCast(CastExpression tree)
    {
        var type = BindType(tree.Type, tree.At);
        var operand = Bind(tree.Operand);
        return TrinoCasts.CanCast(operand.Type, type)
            ? new BoundCast(type, operand, tree.Try ? CastMode.Try : CastMode.Explicit)
            : throw TrinoErrors.CannotCast(operand.Type, type, tree.At);
    }

    public static SqlType BindType(TypeReference type, Position at) =>
        TrinoTypes.Parse(type.Text) ?? throw TrinoErrors.UnknownType(type.Text, at);

    private BoundExpression BindArray(ArrayExpression tree)
    {
        if (tree.Items.Count == 0)
        {
            return Bound.Array([], SqlType.Unknown);
        }

        var items = Unify([.. tree.Items.Select(Bind)], "All ARRAY elements", tree.Items);
        return Bound.Array(items, items[0].Type);
    }

    private BoundExpression BindRow(RowExpression tree)
    {
        var fields = new List<(string? Name, BoundExpression Value)>();
        foreach (var item in tree.Items)
        {
            fields.Add(item is NamedExpression named ? (named.Name.Name, Bind(named.Value)) : (null, Bind(item)));
        }

        return Bound.Row(fields);
    }
}
