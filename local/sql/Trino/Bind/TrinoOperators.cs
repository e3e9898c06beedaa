using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Operators: their result types (Trino's documentation, "Mathematical functions and operators", "Decimal functions") and texts.</summary>
internal static class TrinoOperators
{
    public static BoundExpression Bind(BinaryExpression tree, BoundExpression left, BoundExpression right)
    {
        switch (tree.Operator)
        {
            case BinaryOperator.Concat:
                return TrinoConcat.Bind(tree, left, right);
            case BinaryOperator.Add
            or BinaryOperator.Subtract
            or BinaryOperator.Multiply
            or BinaryOperator.Divide
            or BinaryOperator.Modulo:
                return Arithmetic(tree, left, right);
            default:
                return Comparison(tree, left, right);
        }
    }

    private static BoundExpression Comparison(BinaryExpression tree, BoundExpression left, BoundExpression right)
    {
        var symbol = TreeText.Symbol(tree.Operator);
        var common = TrinoCoercions.CommonType(left.Type, right.Type);
        var isOrdering =
            tree.Operator
            is BinaryOperator.Less
                or BinaryOperator.LessOrEqual
                or BinaryOperator.Greater
                or BinaryOperator.GreaterOrEqual;
        if (common is null || (isOrdering && !IsOrderable(common)))
        {
            throw TrinoErrors.CannotApply(symbol, left.Type, right.Type, tree.At);
        }

        var (first, second) = (
            Bound.Comparable(Bound.Coerce(left, common)),
            Bound.Comparable(Bound.Coerce(right, common))
        );
        if (HasNested(common) && (tree.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual))
        {
            return NestedEquality(tree.Operator, first, second);
        }

        return Bound.Call(SqlType.Boolean, $"({{0}} {symbol} {{1}})", first, second);
    }

    private static bool HasNested(SqlType type) => type.Kind is SqlKind.Array or SqlKind.Row or SqlKind.Map;

    public static bool IsOrderable(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Map or SqlKind.Json => false,
            SqlKind.Array => IsOrderable(type.Element),
            SqlKind.Row => type.Fields.All(field => IsOrderable(field.Type)),
            _ => true,
        };

    /// <summary>Equality of arrays and rows is NULL where only NULL elements leave it open; DuckDB's takes NULL for a value.</summary>
    private static BoundCall NestedEquality(BinaryOperator operation, BoundExpression left, BoundExpression right) =>
        new(SqlType.Boolean, new NestedEqualityForm(operation), [left, right]);

    private static string NestedText(SqlType type, string left, string right)
    {
        switch (type.Kind)
        {
            case SqlKind.Array:
                var pair = TrinoCasts.Variable(left + right);
                var each = NestedText(type.Element, $"{pair}[1]", $"{pair}[2]");
                var results = $"list_transform(list_zip({left}, {right}), lambda {pair}: {each})";
                return $"(CASE WHEN {left} IS NULL OR {right} IS NULL THEN NULL WHEN len({left}) <> len({right}) THEN false "
                    + $"WHEN list_contains({results}, false) THEN false WHEN list_count({results}) < len({left}) THEN NULL ELSE true END)";
            case SqlKind.Row:
                var fields = type.Fields.Select(
                    (field, i) => NestedText(field.Type, $"({left}).f{i}", $"({right}).f{i}")
                );
                return $"(CASE WHEN {left} IS NULL OR {right} IS NULL THEN NULL ELSE ({string.Join(" AND ", fields)}) END)";
            case SqlKind.Map:
                return $"(list_sort(map_entries({left})) = list_sort(map_entries({right})))";
            case SqlKind.TimestampWithTimeZone:
                return $"(({left}).i = ({right}).i)";
            default:
                return $"({left} = {right})";
        }
    }

    private sealed record NestedEqualityForm(BinaryOperator Operator) : CallForm
    {
        public override string Print(PrintedCall call)
        {
            var equal = NestedText(call.Types[0], call.Arguments[0], call.Arguments[1]);
            return Operator == BinaryOperator.Equal ? equal : $"(NOT {equal})";
        }
    }

    private static BoundExpression Arithmetic(BinaryExpression tree, BoundExpression left, BoundExpression right)
    {
        if (TrinoTimeOperators.Bind(tree, left, right) is { } temporal)
        {
            return temporal;
        }

        var common = TrinoCoercions.CommonType(left.Type, right.Type);
        if (common?.Kind == SqlKind.Unknown)
        {
            common = SqlType.Integer;
        }

        if (common is null || !common.IsNumeric)
        {
            throw TrinoErrors.CannotApply(TreeText.Symbol(tree.Operator), left.Type, right.Type, tree.At);
        }

        return common.Kind == SqlKind.Decimal
            ? TrinoDecimals.Bind(tree.Operator, AsDecimal(left), AsDecimal(right))
            : Plain(tree.Operator, common, Bound.Coerce(left, common), Bound.Coerce(right, common));
    }

    private static BoundExpression AsDecimal(BoundExpression value) =>
        value.Type.Kind == SqlKind.Decimal
            ? value
            : Bound.Coerce(value, TrinoCoercions.Target(value.Type, SqlKind.Decimal) ?? SqlType.Decimal(1, 0));

    public const string DivisionByZero = "error(chr(1) || 'DIVISION_BY_ZERO' || chr(1) || 'Division by zero')";

    private static BoundExpression Plain(
        BinaryOperator operation,
        SqlType type,
        BoundExpression left,
        BoundExpression right
    )
    {
        var duck = DuckTypes.Of(type);
        var template = (operation, type.IsInteger) switch
        {
            (BinaryOperator.Add, _) => "({0} + {1})",
            (BinaryOperator.Subtract, _) => "({0} - {1})",
            (BinaryOperator.Multiply, _) => "({0} * {1})",
            (BinaryOperator.Divide, true) =>
                $"(CASE WHEN {{1}} = 0 THEN {DivisionByZero} ELSE CAST({{0}} // {{1}} AS {duck}) END)",
            (BinaryOperator.Divide, false) => $"CAST({{0}} / {{1}} AS {duck})",
            (BinaryOperator.Modulo, true) =>
                $"(CASE WHEN {{1}} = 0 THEN {DivisionByZero} ELSE CAST({{0}} % {{1}} AS {duck}) END)",
            _ => "fmod({0}, {1})",
        };
        if (operation == BinaryOperator.Modulo && type.IsApproximate)
        {
            template = $"CAST(fmod({{0}}, {{1}}) AS {duck})";
        }

        return Bound.Call(type, template, left, right);
    }

    public static BoundExpression Unary(UnaryExpression tree, BoundExpression operand)
    {
        if (
            operand is BoundLiteral { Value: long number }
            && operand.Type.IsInteger
            && tree.Operator == UnaryOperator.Minus
        )
        {
            return Bound.Integer(-number, operand.Type);
        }

        var isSigned =
            operand.Type.IsNumeric
            || operand.Type.Kind is SqlKind.IntervalDayToSecond or SqlKind.IntervalYearToMonth or SqlKind.Unknown;
        if (!isSigned)
        {
            var verb =
                tree.Operator == UnaryOperator.Minus ? "Cannot negate" : "Unary '+' operator cannot by applied to";
            throw new SqlException(
                "TYPE_MISMATCH",
                tree.Operator == UnaryOperator.Minus
                    ? $"{verb} {TrinoTypes.Spell(operand.Type)}"
                    : $"{verb} {TrinoTypes.Spell(operand.Type)} type",
                tree.At
            );
        }

        return tree.Operator == UnaryOperator.Minus ? Bound.Call(operand.Type, "(- {0})", operand) : operand;
    }
}
