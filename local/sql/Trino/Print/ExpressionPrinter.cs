using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Print;

/// <summary>Writes bound expressions as DuckDB text; every text stands by itself, whatever is put around it.</summary>
internal sealed class ExpressionPrinter
{
    public string Print(BoundExpression expression, PlanPrinter plans) =>
        expression switch
        {
            BoundLiteral { IsNull: true } literal => PrintNull(literal.Type),
            BoundLiteral literal => literal.Sql,
            BoundColumn column => DuckSql.Column(column.Id),
            BoundVariable variable => variable.Name,
            BoundCall call => call.Form.Print(Printed(call.Arguments, call.Type, plans)),
            BoundCast { Operand.Type.Kind: SqlKind.Unknown } cast => PrintNull(cast.Type),
            BoundCast cast => TrinoCasts.Print(cast.Operand.Type, cast.Type, Print(cast.Operand, plans), cast.Mode),
            BoundLambda lambda => $"lambda {string.Join(", ", lambda.Parameters)}: {Print(lambda.Body, plans)}",
            BoundAggregate aggregate => PrintAggregate(aggregate, plans),
            BoundWindow window => PrintWindow(window, plans),
            BoundGrouping grouping =>
                $"CAST(grouping({List(grouping.Arguments, plans)}) AS {DuckTypes.Of(grouping.Type)})",
            BoundSubquery subquery => PrintSubquery(subquery, plans),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A NULL that has a type.</summary>
    private static string PrintNull(SqlType type) =>
        type.Kind == SqlKind.Unknown ? "NULL" : $"CAST(NULL AS {DuckTypes.Of(type)})";

    /// <summary>The text, with its type said where DuckDB could choose another (text literals, NULL).</summary>
    public string PrintTyped(BoundExpression expression, PlanPrinter plans) =>
        expression is BoundLiteral
            ? $"CAST({Print(expression, plans)} AS {DuckTypes.Of(expression.Type)})"
            : Print(expression, plans);

    private string List(IEnumerable<BoundExpression> items, PlanPrinter plans) =>
        string.Join(", ", items.Select(item => Print(item, plans)));

    private PrintedCall Printed(IReadOnlyList<BoundExpression> arguments, SqlType result, PlanPrinter plans) =>
        new([.. arguments.Select(argument => Print(argument, plans))], [.. arguments.Select(a => a.Type)], result);

    public string PrintOrder(IEnumerable<BoundOrder> keys, PlanPrinter plans) =>
        string.Join(
            ", ",
            keys.Select(key =>
                $"{Print(key.Key, plans)} {(key.Descending ? "DESC" : "ASC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"
            )
        );

    /// <summary>
    /// A template writes DISTINCT and ORDER BY where its <c>{d}</c> and <c>{o}</c> stand; without them they go to the call
    /// that begins it.
    /// </summary>
    private string PrintAggregate(BoundAggregate aggregate, PlanPrinter plans)
    {
        var text = aggregate.Form.Print(Printed(aggregate.Arguments, aggregate.Type, plans));
        var order = aggregate.OrderBy.Count == 0 ? "" : $" ORDER BY {PrintOrder(aggregate.OrderBy, plans)}";
        var filter = aggregate.Filter is null ? "" : $" FILTER (WHERE {Print(aggregate.Filter, plans)})";
        return AggregateMarks.Apply(text, aggregate.Distinct ? "DISTINCT " : "", order, filter, "");
    }

    private string PrintWindow(BoundWindow window, PlanPrinter plans)
    {
        var text = window.Form.Print(Printed(window.Arguments, window.Type, plans));
        var nulls = window.IgnoreNulls == true ? " IGNORE NULLS" : "";
        var filter = window.Filter is null ? "" : $" FILTER (WHERE {Print(window.Filter, plans)})";
        var over = $" OVER ({WindowText(window, plans)})";
        return AggregateMarks.Apply(text, window.Distinct ? "DISTINCT " : "", nulls, filter, over);
    }

    private string WindowText(BoundWindow window, PlanPrinter plans)
    {
        var parts = new List<string>();
        if (window.PartitionBy.Count > 0)
        {
            parts.Add($"PARTITION BY {List(window.PartitionBy, plans)}");
        }

        if (window.OrderBy.Count > 0)
        {
            parts.Add($"ORDER BY {PrintOrder(window.OrderBy, plans)}");
        }

        if (window.FrameUnit is { } unit)
        {
            var start = Bound(window.Start, window.StartValue, plans);
            var end = window.End is { } kind ? Bound(kind, window.EndValue, plans) : "CURRENT ROW";
            parts.Add($"{unit.ToString().ToUpperInvariant()} BETWEEN {start} AND {end}");
        }

        return string.Join(' ', parts);
    }

    private string Bound(BoundKind kind, BoundExpression? value, PlanPrinter plans) =>
        kind switch
        {
            BoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            BoundKind.Preceding => $"{Print(value!, plans)} PRECEDING",
            BoundKind.CurrentRow => "CURRENT ROW",
            BoundKind.Following => $"{Print(value!, plans)} FOLLOWING",
            _ => "UNBOUNDED FOLLOWING",
        };

    private string PrintSubquery(BoundSubquery subquery, PlanPrinter plans)
    {
        var plan = plans.Print(subquery.Plan);
        if (subquery.Form is SubqueryForm.Exists)
        {
            return $"(EXISTS ({plan}))";
        }

        var first = DuckSql.Column(subquery.Plan.Outputs[0].Id);
        var single = subquery.Plan.Outputs.Count == 1 ? plan : $"SELECT {first} FROM ({plan})";
        var operand = subquery.Operand is null ? "" : Print(subquery.Operand, plans);
        return subquery.Form switch
        {
            SubqueryForm.Scalar => $"({single})",
            SubqueryForm.In => $"({operand} IN ({single}))",
            SubqueryForm.Any => $"({operand} {subquery.Operator} ANY ({single}))",
            _ => $"({operand} {subquery.Operator} ALL ({single}))",
        };
    }
}
