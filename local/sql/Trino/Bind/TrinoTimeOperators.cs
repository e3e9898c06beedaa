using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Arithmetic of dates, times and intervals; null where the operands are none.</summary>
internal static class TrinoTimeOperators
{
    private const string DateParts = "'Cannot add hour, minutes or seconds to a date'";

    public static BoundExpression? Bind(BinaryExpression tree, BoundExpression left, BoundExpression right)
    {
        var (a, b) = (left.Type.Kind, right.Type.Kind);
        var isInterval = (IsInterval(a), IsInterval(b));
        switch (tree.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract when a == b && isInterval.Item1:
                return Bound.Call(
                    left.Type,
                    tree.Operator == BinaryOperator.Add ? "({0} + {1})" : "({0} - {1})",
                    left,
                    right
                );
            case BinaryOperator.Add or BinaryOperator.Subtract when isInterval.Item2 && IsTemporal(a):
                return Shift(left, right, tree.Operator == BinaryOperator.Subtract);
            case BinaryOperator.Add when isInterval.Item1 && IsTemporal(b):
                return Shift(right, left, false);
            case BinaryOperator.Subtract when a == b && a is SqlKind.Date:
                return Bound.Call(SqlType.IntervalDayToSecond, "(CAST({0} - {1} AS BIGINT) * 86400000)", left, right);
            case BinaryOperator.Subtract
                when IsStamp(a) && IsStamp(b) || (IsStamp(a) && b == SqlKind.Date) || (a == SqlKind.Date && IsStamp(b)):
                return Difference(left, right);
            case BinaryOperator.Subtract when a == b && a == SqlKind.Time:
                return Bound.Call(
                    SqlType.IntervalDayToSecond,
                    "((epoch_us(DATE '1970-01-01' + {0}) - epoch_us(DATE '1970-01-01' + {1})) // 1000)",
                    left,
                    right
                );
            case BinaryOperator.Multiply when isInterval.Item1 && right.Type.IsNumeric:
                return Scaled(left, right, "*");
            case BinaryOperator.Multiply when isInterval.Item2 && left.Type.IsNumeric:
                return Scaled(right, left, "*");
            case BinaryOperator.Divide when isInterval.Item1 && right.Type.IsNumeric:
                return Scaled(left, right, "/");
            default:
                return null;
        }
    }

    private static bool IsInterval(SqlKind kind) => kind is SqlKind.IntervalDayToSecond or SqlKind.IntervalYearToMonth;

    private static bool IsStamp(SqlKind kind) => kind is SqlKind.Timestamp or SqlKind.TimestampWithTimeZone;

    private static bool IsTemporal(SqlKind kind) => IsStamp(kind) || kind is SqlKind.Date or SqlKind.Time;

    private static BoundExpression Scaled(BoundExpression interval, BoundExpression number, string symbol)
    {
        var isInteger = number.Type.IsInteger;
        var template = (symbol, isInteger) switch
        {
            ("*", true) => "CAST({0} * {1} AS BIGINT)",
            ("*", false) => "CAST(trunc({0} * CAST({1} AS DOUBLE)) AS BIGINT)",
            (_, true) =>
                $"(CASE WHEN {{1}} = 0 THEN {TrinoOperators.DivisionByZero} ELSE CAST({{0}} // {{1}} AS BIGINT) END)",
            _ => "CAST(trunc({0} / CAST({1} AS DOUBLE)) AS BIGINT)",
        };
        return Bound.Call(interval.Type, template, interval, number);
    }

    private static BoundExpression Difference(BoundExpression left, BoundExpression right)
    {
        var isZoned =
            left.Type.Kind == SqlKind.TimestampWithTimeZone || right.Type.Kind == SqlKind.TimestampWithTimeZone;
        var type = isZoned ? SqlType.TimestampWithTimeZone(6) : SqlType.Timestamp(6);
        var (a, b) = (Bound.Comparable(Bound.Coerce(left, type)), Bound.Comparable(Bound.Coerce(right, type)));
        return Bound.Call(SqlType.IntervalDayToSecond, "((epoch_us({0}) - epoch_us({1})) // 1000)", a, b);
    }

    /// <summary>The result has at least the interval's milliseconds where it is one of days and seconds.</summary>
    private static BoundExpression Shift(BoundExpression value, BoundExpression interval, bool subtract)
    {
        var sign = subtract ? "-" : "+";
        var isMonths = interval.Type.Kind == SqlKind.IntervalYearToMonth;
        var amount = isMonths ? $"to_months(CAST({{1}} AS INTEGER))" : "to_milliseconds({1})";
        var type = value.Type;
        switch (type.Kind)
        {
            case SqlKind.Date when isMonths:
                return Bound.Call(type, $"CAST({{0}} {sign} {amount} AS DATE)", value, interval);
            case SqlKind.Date:
                var days = $"CAST({{1}} // 86400000 AS INTEGER)";
                return Bound.Call(
                    type,
                    $"(CASE WHEN {{1}} % 86400000 <> 0 THEN {Bound.Raise("INVALID_FUNCTION_ARGUMENT", DateParts)} ELSE {{0}} {sign} {days} END)",
                    value,
                    interval
                );
            case SqlKind.Time:
                return Bound.Call(type, $"CAST((DATE '2000-01-01' + {{0}}) {sign} {amount} AS TIME)", value, interval);
            case SqlKind.Timestamp:
                var wide = isMonths ? type : SqlType.Timestamp(Math.Max(3, type.Precision));
                return Bound.Call(wide, $"({{0}} {sign} {amount})", value, interval);
            default:
                // Months keep the local time; days and seconds move the instant.
                var zoned = isMonths ? type : SqlType.TimestampWithTimeZone(Math.Max(3, type.Precision));
                var moved = isMonths
                    ? $"lake_zone_utc(lake_zone_local(({{0}}).i, ({{0}}).z) {sign} {amount}, ({{0}}).z)"
                    : $"(({{0}}).i {sign} {amount})";
                return Bound.Call(zoned, TrinoTimeCasts.Zoned(moved, "({0}).z"), value, interval);
        }
    }
}
