using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

internal sealed partial class ExpressionBinder
{
    private Bound Call(CallNode node)
    {
        if (node is { Window: null, WindowName: null })
        {
            return Function(node);
        }

        var window = node.Window ?? NamedWindow(node.WindowName!);
        if (window.Base is { } named)
        {
            var basis = NamedWindow(named);
            window = new WindowNode(
                basis.Partition.Count > 0 ? basis.Partition : window.Partition,
                window.Order.Count > 0 ? window.Order : basis.Order,
                window.Frame ?? basis.Frame
            );
        }

        return WindowBinder.Bind(this, node with { Window = null, WindowName = null }, window);
    }

    private WindowNode NamedWindow(string name) =>
        scope.Windows.GetValueOrDefault(name)
        ?? throw SparkException.Analysis(
            "MISSING_WINDOW_SPECIFICATION",
            $"Window specification is not defined: {name}."
        );

    /// <summary>A call without its OVER clause.</summary>
    public Bound Function(CallNode node)
    {
        if (session.PythonFunction(node.Function) is { } python)
        {
            return Bind(python with { Arguments = node.Arguments });
        }

        if (AggregateTable.Find(node.Function) is { } aggregate)
        {
            return Aggregate(node, aggregate);
        }

        var function =
            FunctionTable.Find(node.Function)
            ?? throw SparkException.Analysis(
                "UNRESOLVED_ROUTINE",
                $"Cannot resolve function `{node.Function}` on search path [`system`.`builtin`, `system`.`session`,"
                    + " `spark_catalog`.`default`]."
            );
        return function(new FunctionCall(this, node));
    }

    private Bound Aggregate(CallNode node, FunctionBinder function)
    {
        var arguments = node.Arguments;
        if (arguments is [StarNode { Target: [] }] && node.Function == "count")
        {
            arguments = [new LiteralNode(1L, SparkType.Int)];
        }

        var call = new FunctionCall(this, node with { Arguments = arguments });
        if (call.Arguments.FirstOrDefault(argument => argument.Has(BoundKind.Aggregate)) is { } nested)
        {
            throw SparkException.Analysis(
                "NESTED_AGGREGATE_FUNCTION",
                $"It is not allowed to use an aggregate function in the argument of another aggregate function: {nested.Name}."
            );
        }

        var bound = function(call);
        if (node.Filter is not { } filter)
        {
            return bound;
        }

        var condition = Casts.Coerce(Bind(filter), SparkType.Boolean);
        var count = bound.Arguments.Count;
        var template = bound.Template;
        return bound with
        {
            Name = $"{bound.Name} FILTER (WHERE {condition.Name})",
            Arguments = [.. bound.Arguments, condition],
            Template = (printer, printed) =>
                template(printer, printed[..count])
                    .Replace(
                        AggregateTable.Mark,
                        $" FILTER (WHERE {printed[count]}){AggregateTable.Mark}",
                        StringComparison.Ordinal
                    ),
        };
    }
}
