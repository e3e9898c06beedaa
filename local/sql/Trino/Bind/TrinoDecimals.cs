using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Decimal arithmetic: Trino's precision and scale, overflow and rounding.</summary>
internal static class TrinoDecimals
{
    public static BoundExpression Bind(BinaryOperator operation, BoundExpression left, BoundExpression right)
    {
        var (a, b) = (left.Type, right.Type);
        var scale = Math.Max(a.Scale, b.Scale);
        var whole = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale);
        var type = operation switch
        {
            BinaryOperator.Multiply => SqlType.Decimal(Math.Min(38, a.Precision + b.Precision), a.Scale + b.Scale),
            BinaryOperator.Divide => SqlType.Decimal(
                Math.Min(38, a.Precision + b.Scale + Math.Max(0, b.Scale - a.Scale)),
                scale
            ),
            BinaryOperator.Modulo => SqlType.Decimal(
                Math.Min(b.Precision - b.Scale, a.Precision - a.Scale) + scale is var p and > 0 ? p : 1,
                scale
            ),
            _ => SqlType.Decimal(Math.Min(38, whole + scale + 1), scale),
        };
        if (operation == BinaryOperator.Multiply && a.Scale + b.Scale > 38)
        {
            throw new SqlException(
                "INVALID_FUNCTION_ARGUMENT",
                $"DECIMAL scale must be in range [0, precision (38)]: {a.Scale + b.Scale}"
            );
        }

        return new BoundCall(type, new DecimalForm(operation), [left, right]);
    }

    /// <summary>Works on unscaled integers (HUGEINT), and on doubles only nowhere: DuckDB's own division of decimals is a double's.</summary>
    private sealed record DecimalForm(BinaryOperator Operator) : CallForm
    {
        public override string Print(PrintedCall call)
        {
            var (left, right) = (call.Arguments[0], call.Arguments[1]);
            var type = DuckTypes.Of(call.Result);
            switch (Operator)
            {
                case BinaryOperator.Add or BinaryOperator.Subtract:
                    var sign = Operator == BinaryOperator.Add ? '+' : '-';
                    return $"CAST((CAST({left} AS {type}) {sign} CAST({right} AS {type})) AS {type})";
                case BinaryOperator.Multiply when call.Types[0].Precision + call.Types[1].Precision <= 38:
                    return $"CAST(({left} * {right}) AS {type})";
                case BinaryOperator.Multiply:
                    return $"CAST(lake_decimal_multiply(CAST({left} AS VARCHAR), CAST({right} AS VARCHAR)) AS {type})";
                case BinaryOperator.Modulo:
                    var wide = $"DECIMAL(38,{call.Result.Scale})";
                    return $"(CASE WHEN {right} = 0 THEN {TrinoOperators.DivisionByZero} "
                        + $"ELSE CAST(CAST({left} AS {wide}) % CAST({right} AS {wide}) AS {type}) END)";
                default:
                    return $"CAST(lake_decimal_divide(CAST({left} AS VARCHAR), CAST({right} AS VARCHAR), {call.Result.Scale}) AS {type})";
            }
        }
    }
}
