using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary><c>TABLE(sequence(start, stop, step))</c>.</summary>
internal static class TrinoTableFunctions
{
    public static BoundRelation Bind(FunctionRelation tree, RelationBinder binder)
    {
        var name = tree.Name[^1].Name.ToLowerInvariant();
        if (name != "sequence")
        {
            throw new SqlException("FUNCTION_NOT_FOUND", $"Table function '{name}' not registered", tree.At);
        }

        string[] names = ["start", "stop", "step"];
        var values = new Dictionary<string, BoundExpression>();
        var expressions = new ExpressionBinder(binder.Context, Scope.Empty, binder.Tables);
        foreach (var (argument, index) in tree.Arguments.Select((argument, index) => (argument, index)))
        {
            var (key, value) = argument is NamedExpression named
                ? (named.Name.Name.ToLowerInvariant(), named.Value)
                : (names[Math.Min(index, 2)], argument);
            values[key] = Bound.Coerce(expressions.Bind(value), SqlType.BigInt);
        }

        var start = values.GetValueOrDefault("start") ?? Bound.Integer(0, SqlType.BigInt);
        var step = values.GetValueOrDefault("step") ?? Bound.Integer(1, SqlType.BigInt);
        if (!values.TryGetValue("stop", out var stop))
        {
            throw new SqlException("MISSING_ARGUMENT", "Missing argument: STOP", tree.At);
        }

        var output = binder.Context.NewOutput(SqlType.BigInt);
        var list = Bound.Call(SqlType.Array(SqlType.BigInt), "generate_series({0}, {1}, {2})", start, stop, step);
        return new BoundRelation(
            new UnnestPlan([list], [output], null),
            [new ScopeField([], "sequential_number", output.Reference)]
        );
    }
}
