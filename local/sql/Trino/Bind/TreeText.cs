using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Expressions as messages show them, in the canonical form that Trino prints.</summary>
internal static class TreeText
{
    public static string Of(Expression tree) =>
        tree switch
        {
            NullLiteral => "null",
            BooleanLiteral literal => literal.Value ? "true" : "false",
            NumberLiteral number => number.Text,
            StringLiteral text => Quote(text.Value),
            BinaryLiteral binary => $"X'{Convert.ToHexString(binary.Bytes)}'",
            TypedLiteral typed => $"{typed.Type.Text.ToUpperInvariant()} {Quote(typed.Value)}",
            IntervalLiteral interval =>
                $"INTERVAL {(interval.Negative ? "- " : "")}{Quote(interval.Value)} {interval.From}"
                    + (interval.To is null ? "" : $" TO {interval.To}"),
            NameExpression name => Name(name.Name),
            FieldExpression field => $"{Of(field.Base)}.{Name(field.Field)}",
            StarExpression star => star.Base is null ? "*" : $"{Of(star.Base)}.*",
            ParameterExpression => "?",
            UnaryExpression { Operator: UnaryOperator.Not } not => $"(NOT {Of(not.Operand)})",
            UnaryExpression unary => $"{Symbol(unary.Operator)}{Of(unary.Operand)}",
            BinaryExpression binary => $"({Of(binary.Left)} {Symbol(binary.Operator)} {Of(binary.Right)})",
            IsNullExpression test => $"({Of(test.Operand)} IS {(test.Negated ? "NOT " : "")}NULL)",
            BetweenExpression between => $"({Of(between.Operand)} BETWEEN {Of(between.Low)} AND {Of(between.High)})",
            InListExpression list => $"({Of(list.Operand)} IN ({List(list.Items)}))",
            InQueryExpression query => $"({Of(query.Operand)} IN (SELECT ...))",
            LikeExpression like => $"({Of(like.Operand)} LIKE {Of(like.Pattern)})",
            ExistsExpression => "(EXISTS (SELECT ...))",
            SubqueryExpression or QuantifiedExpression => "(SELECT ...)",
            CaseExpression choice => Case(choice),
            CastExpression cast => $"{(cast.Try ? "TRY_CAST" : "CAST")}({Of(cast.Operand)} AS {cast.Type.Text})",
            ExtractExpression extract => $"EXTRACT({extract.Field} FROM {Of(extract.Operand)})",
            AtTimeZoneExpression zone => $"{Of(zone.Operand)} AT TIME ZONE {Of(zone.Zone)}",
            CurrentExpression current => current.Name,
            CallExpression call => Call(call),
            LambdaExpression lambda => $"({string.Join(", ", lambda.Parameters)}) -> {Of(lambda.Body)}",
            ArrayExpression array => $"ARRAY[{string.Join(',', array.Items.Select(Of))}]",
            RowExpression row => $"ROW ({List(row.Items)})",
            SubscriptExpression subscript => $"{Of(subscript.Base)}[{Of(subscript.Index)}]",
            NamedExpression named => $"{Of(named.Value)} AS {named.Name}",
            JsonExpression json =>
                $"JSON_{json.Function.ToString().ToUpperInvariant()}({Of(json.Input)}, {Of(json.Path)})",
            JsonConstructor json => json.IsObject ? "JSON_OBJECT(...)" : "JSON_ARRAY(...)",
            _ => tree.GetType().Name,
        };

    private static string List(IEnumerable<Expression> items) => string.Join(", ", items.Select(Of));

    private static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Name(Identifier name) => name.Quoted ? $"\"{name.Name}\"" : name.Name;

    private static string Call(CallExpression call)
    {
        var distinct = call.Distinct ? "DISTINCT " : "";
        var order = call.OrderBy.Count == 0 ? "" : $" ORDER BY {Orders(call.OrderBy)}";
        var text = $"{string.Join('.', call.Name)}({distinct}{List(call.Arguments)}{order})";
        if (call.Filter is not null)
        {
            text += $" FILTER (WHERE {Of(call.Filter)})";
        }

        return call.Over is null ? text : $"{text} OVER {WindowText(call.Over)}";
    }

    private static string WindowText(Window window)
    {
        if (window.IsReference)
        {
            return window.Base!.Name;
        }

        var parts = new List<string>();
        if (window.PartitionBy.Count > 0)
        {
            parts.Add($"PARTITION BY {List(window.PartitionBy)}");
        }

        if (window.OrderBy.Count > 0)
        {
            parts.Add($"ORDER BY {Orders(window.OrderBy)}");
        }

        return $"({string.Join(' ', parts)})";
    }

    private static string Orders(IEnumerable<OrderItem> items) =>
        string.Join(
            ", ",
            items.Select(item =>
                $"{Of(item.Key)} {(item.Descending ? "DESC" : "ASC")}"
                + item.NullsFirst switch
                {
                    true => " NULLS FIRST",
                    false => " NULLS LAST",
                    null => "",
                }
            )
        );

    private static string Case(CaseExpression choice)
    {
        var operand = choice.Operand is null ? "" : $" {Of(choice.Operand)}";
        var whens = string.Concat(choice.Whens.Select(when => $" WHEN {Of(when.Condition)} THEN {Of(when.Result)}"));
        var otherwise = choice.Else is null ? "" : $" ELSE {Of(choice.Else)}";
        return $"(CASE{operand}{whens}{otherwise} END)";
    }

    public static string Symbol(UnaryOperator operation) =>
        operation switch
        {
            UnaryOperator.Minus => "-",
            UnaryOperator.Plus => "+",
            _ => "NOT",
        };

    public static string Symbol(BinaryOperator operation) =>
        operation switch
        {
            BinaryOperator.Or => "OR",
            BinaryOperator.And => "AND",
            BinaryOperator.Equal => "=",
            BinaryOperator.NotEqual => "<>",
            BinaryOperator.Less => "<",
            BinaryOperator.LessOrEqual => "<=",
            BinaryOperator.Greater => ">",
            BinaryOperator.GreaterOrEqual => ">=",
            BinaryOperator.IsDistinctFrom => "IS DISTINCT FROM",
            BinaryOperator.IsNotDistinctFrom => "IS NOT DISTINCT FROM",
            BinaryOperator.Add => "+",
            BinaryOperator.Subtract => "-",
            BinaryOperator.Multiply => "*",
            BinaryOperator.Divide => "/",
            BinaryOperator.Modulo => "%",
            _ => "||",
        };
}
