using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class ExpressionBinder
{
    private BoundExpression BindCall(CallExpression tree)
    {
        var name = tree.Name[^1].Name.ToLowerInvariant();
        if (TrinoSpecialCalls.Bind(tree, name, this) is { } special)
        {
            return special;
        }

        var overloads = TrinoFunctions.Table.Find(name);
        if (overloads.Count == 0)
        {
            throw TrinoRefusals.Has(name)
                ? TrinoErrors.NotSupported($"Athena's function '{name}'", tree.At)
                : TrinoErrors.FunctionNotFound(name, tree.At);
        }

        var trees = tree.Arguments is [StarExpression { Base: null }] ? [] : tree.Arguments;
        var specialBefore = SpecialCalls.Count;
        var arguments = trees.Select(argument => argument is LambdaExpression ? null : Bind(argument)).ToArray();
        var (function, bound) = Resolve(name, overloads, trees, arguments, tree.At);
        var type = ResultOf(function, bound);
        if (tree.Over is not null)
        {
            return BindWindow(tree, function, bound, type);
        }

        switch (function.Kind)
        {
            case FunctionKind.Aggregate:
                return BindAggregate(tree, function, bound, type, specialBefore);
            case FunctionKind.Window:
                throw new SqlException("MISSING_OVER", $"Window function {name} requires an OVER clause", tree.At);
        }

        if (tree.Filter is not null)
        {
            throw new SqlException("FUNCTION_NOT_AGGREGATE", "Filter is only valid for aggregation functions", tree.At);
        }

        if (tree.Distinct)
        {
            throw new SqlException(
                "FUNCTION_NOT_AGGREGATE",
                $"DISTINCT is not supported for non-aggregation functions",
                tree.At
            );
        }

        return function.Expand is { } expand
            ? expand(bound, type)
            : new BoundCall(type, function.Form, bound.ToNodeList());
    }

    /// <summary>Calls a function of the dialect by name over bound arguments, as if it had been written.</summary>
    public BoundExpression Call(string name, Position at, params BoundExpression[] arguments)
    {
        var trees = arguments.Select(Expression (_) => new NullLiteral { At = at }).ToArray();
        var (function, bound) = Resolve(name, TrinoFunctions.Table.Find(name), trees, arguments, at);
        var type = ResultOf(function, bound);
        return function.Expand is { } expand
            ? expand(bound, type)
            : new BoundCall(type, function.Form, bound.ToNodeList());
    }

    private static SqlType ResultOf(SignatureMatch match, BoundExpression[] arguments) =>
        match.Result([.. arguments.Select(argument => argument.Type)]);

    private readonly Dictionary<Function, SignatureMatch> _matches = [];

    private SqlType ResultOf(Function function, BoundExpression[] bound) => ResultOf(_matches[function], bound);

    private (Function Function, BoundExpression[] Arguments) Resolve(
        string name,
        IReadOnlyList<Function> overloads,
        IReadOnlyList<Expression> trees,
        BoundExpression?[] arguments,
        Position at
    )
    {
        var types = arguments.Select(argument => argument?.Type).ToArray();
        var match = Choose(overloads, types, coerce: false) ?? Choose(overloads, types, coerce: true);
        if (match is null)
        {
            var shown = types.Select(type => type ?? SqlType.Function([], SqlType.Unknown)).ToArray();
            throw TrinoErrors.UnexpectedArguments(name, shown, overloads, at);
        }

        var bound = new BoundExpression[arguments.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = arguments[i] is { } argument
                ? Bound.Coerce(argument, match.Parameters[i]!)
                : BindLambda(
                    (LambdaExpression)trees[i],
                    match,
                    match.Function.Signature.ArgumentAt(i),
                    name,
                    overloads,
                    at
                );
        }

        // A lambda may have widened a variable that an argument also uses: reduce(array(integer), 0, (s, x) -> s + 1e0).
        _matches[match.Function] = match;
        return (match.Function, bound);
    }

    private static SignatureMatch? Choose(IReadOnlyList<Function> overloads, SqlType?[] types, bool coerce)
    {
        SignatureMatch? best = null;
        foreach (var generic in new[] { false, true })
        {
            foreach (var overload in overloads.Where(overload => overload.Signature.IsGeneric == generic))
            {
                var match = new SignatureMatch(overload);
                if (match.Matches(types, coerce) && (best is null || IsMoreSpecific(match, best)))
                {
                    best = match;
                }
            }

            if (best is not null)
            {
                return best;
            }
        }

        return null;
    }

    private static bool IsMoreSpecific(SignatureMatch left, SignatureMatch right)
    {
        var differs = false;
        for (var i = 0; i < left.Parameters.Length; i++)
        {
            if (left.Parameters[i] is { } mine && right.Parameters[i] is { } other && mine != other)
            {
                differs = true;
                if (!TrinoCoercions.CanCoerce(mine, other))
                {
                    return false;
                }
            }
        }

        return differs;
    }

    private BoundLambda BindLambda(
        LambdaExpression tree,
        SignatureMatch match,
        SignatureType signature,
        string name,
        IReadOnlyList<Function> overloads,
        Position at
    )
    {
        var types = match.LambdaParameters(signature);
        if (types is null || types.Count != tree.Parameters.Count)
        {
            throw types is null
                ? TrinoErrors.UnexpectedArguments(name, [SqlType.Unknown], overloads, at)
                : new SqlException(
                    "INVALID_PARAMETER_USAGE",
                    $"Expected a lambda that takes {types.Count} argument(s) but got {tree.Parameters.Count}",
                    tree.At
                );
        }

        var lambda = BindLambda(tree, types);
        var wanted = match.LambdaResult(signature, lambda.Body.Type);
        return wanted is not null && TrinoCoercions.CanCoerce(lambda.Body.Type, wanted)
            ? new BoundLambda(SqlType.Function(types, wanted), lambda.Parameters, Bound.Coerce(lambda.Body, wanted))
            : throw TrinoErrors.UnexpectedArguments(name, [lambda.Type], overloads, at);
    }

    /// <summary>Bodies of the lambdas being bound.</summary>
    private readonly Stack<Expression> _lambdas = new();

    /// <summary>Binds a lambda whose parameters have these types.</summary>
    public BoundLambda BindLambda(LambdaExpression tree, IReadOnlyList<SqlType> types)
    {
        var names = new List<string>();
        foreach (var (parameter, type) in tree.Parameters.Zip(types))
        {
            var unique = context.NewName("lake_v") + "_";
            names.Add(unique);
            _variables.Add((parameter.Name, new BoundVariable(type, unique)));
        }

        _lambdas.Push(tree.Body);
        var body = Bind(tree.Body);
        _lambdas.Pop();
        _variables.RemoveRange(_variables.Count - names.Count, names.Count);
        return new BoundLambda(SqlType.Function(types, body.Type), names.ToNodeList(), body);
    }

    private BoundAggregate BindAggregate(
        CallExpression tree,
        Function function,
        BoundExpression[] arguments,
        SqlType type,
        int specialBefore
    )
    {
        if (SpecialCalls.Count > specialBefore)
        {
            throw new SqlException(
                "NESTED_AGGREGATION",
                $"Cannot nest aggregations inside aggregation '{function.Name}': "
                    + $"[{string.Join(", ", SpecialCalls.Skip(specialBefore).Select(TreeText.Of))}]",
                tree.At
            );
        }

        var filter = tree.Filter is null ? null : Boolean(tree.Filter, "Filter expression");
        var order = tree.OrderBy.Select(BindOrder).ToNodeList();
        if (tree.Distinct)
        {
            for (var i = 0; i < order.Count; i++)
            {
                if (!arguments.Contains(order[i].Key))
                {
                    throw new SqlException(
                        "EXPRESSION_NOT_IN_DISTINCT",
                        "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments",
                        tree.OrderBy[i].Key.At
                    );
                }
            }
        }

        SpecialCalls.Add(tree);
        return new BoundAggregate(type, function.Form, arguments.ToNodeList())
        {
            Name = function.Name,
            Distinct = tree.Distinct,
            Filter = filter,
            OrderBy = order,
        };
    }

    public BoundOrder BindOrder(OrderItem item)
    {
        var key = Bound.Comparable(Bind(item.Key));
        return new BoundOrder(key, item.Descending, item.NullsFirst ?? false);
    }

    /// <summary>Notes a call that makes the query an aggregation (grouping()), or that may not stand in WHERE.</summary>
    public void NoteSpecialCall(Expression tree) => SpecialCalls.Add(tree);
}
