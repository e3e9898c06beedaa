using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Binds a function with its OVER clause.</summary>
internal static class WindowBinder
{
    private static readonly HashSet<string> Rankings =
    [
        "row_number",
        "rank",
        "dense_rank",
        "ntile",
        "percent_rank",
        "cume_dist",
    ];

    public static Bound Bind(ExpressionBinder binder, CallNode node, WindowNode window)
    {
        var function = binder.Function(node);
        if (function.Kind != BoundKind.Aggregate)
        {
            throw SparkException.Analysis(
                "UNSUPPORTED_EXPR_FOR_WINDOW",
                $"Expression \"{function.Name}\" not supported within a window function."
            );
        }

        if (node.Distinct)
        {
            throw SparkException.Analysis(
                "DISTINCT_WINDOW_FUNCTION_UNSUPPORTED",
                $"Distinct window functions are not supported: \"{function.Name}\"."
            );
        }

        var partition = binder.Bind(window.Partition);
        var order = window
            .Order.Select(sort => new OrderKey(binder.Bind(sort.Child), sort.Ascending, sort.NullsFirst))
            .ToList();
        var isOffset = node.Function is "lag" or "lead";
        var isRanking = Rankings.Contains(node.Function);
        if ((isOffset || isRanking) && order.Count == 0)
        {
            throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1037",
                $"Window function {function.Name} requires window to be ordered, please add ORDER BY clause."
            );
        }

        var frame = isOffset || isRanking ? null : window.Frame;
        var (framePrinted, frameName) = frame is null
            ? ("", DefaultFrame(node, function, order))
            : Frame(binder, frame, order);
        return Build(function, partition, order, framePrinted, frameName);
    }

    private static Bound Build(
        Bound function,
        List<Bound> partition,
        List<OrderKey> order,
        string frame,
        string frameName
    )
    {
        var count = function.Arguments.Count;
        var clauses = new List<string>();
        if (partition.Count > 0)
        {
            clauses.Add($"PARTITION BY {string.Join(", ", partition.Select(bound => bound.Name))}");
        }

        if (order.Count > 0)
        {
            clauses.Add(
                "ORDER BY "
                    + string.Join(
                        ", ",
                        order.Select(key =>
                            $"{key.Expression.Name} {(key.Ascending ? "ASC" : "DESC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"
                        )
                    )
            );
        }

        clauses.Add(frameName);
        var template = function.Template;
        return new Bound(
            BoundKind.Window,
            function.Type,
            function.Nullable,
            $"{function.Name} OVER ({string.Join(" ", clauses)})",
            [.. function.Arguments, .. partition, .. order.Select(key => key.Expression)]
        )
        {
            Template = (printer, printed) =>
            {
                var parts = new List<string>();
                if (partition.Count > 0)
                {
                    parts.Add("PARTITION BY " + string.Join(", ", printed.Skip(count).Take(partition.Count)));
                }

                if (order.Count > 0)
                {
                    var keys = order.Select(
                        (key, i) =>
                            $"{printed[count + partition.Count + i]} {(key.Ascending ? "ASC" : "DESC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"
                    );
                    parts.Add("ORDER BY " + string.Join(", ", keys));
                }

                parts.Add(frame);
                return template(printer, printed[..count])
                    .Replace(AggregateTable.Mark, $" OVER ({string.Join(" ", parts)})", StringComparison.Ordinal);
            },
        };
    }

    private static string DefaultFrame(CallNode node, Bound function, List<OrderKey> order)
    {
        if (node.Function is "lag" or "lead")
        {
            var offset = function.Tag is long given ? given : 1;
            offset = node.Function == "lag" ? -offset : offset;
            var text = offset.ToString(CultureInfo.InvariantCulture) + " FOLLOWING";
            return $"ROWS BETWEEN {text} AND {text}";
        }

        return Rankings.Contains(node.Function) ? "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
            : order.Count > 0 ? "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
            : "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
    }

    private static (string Printed, string Name) Frame(ExpressionBinder binder, FrameNode frame, List<OrderKey> order)
    {
        var lower = Value(binder, frame.Lower);
        var upper = Value(binder, frame.Upper);
        if (!frame.Rows && (lower is not (null or 0) || upper is not (null or 0)))
        {
            CheckRange(binder, frame, order);
        }

        if (lower is { } low && upper is { } high && low > high)
        {
            throw ExpressionBinder.Mismatch(
                "SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON",
                "window frame",
                "the lower bound of a window frame must not be greater than its upper bound"
            );
        }

        var unit = frame.Rows ? "ROWS" : "RANGE";
        var key = order.Count > 0 ? order[0].Expression.Type : null;
        var printed = $"{unit} BETWEEN {Print(lower, true, frame, key)} AND {Print(upper, false, frame, key)}";
        return (printed, $"{unit} BETWEEN {Describe(lower, true)} AND {Describe(upper, false)}");
    }

    private static long? Value(ExpressionBinder binder, Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var negative = node is CallNode { Function: "negative" };
        var bound = binder.Bind(negative ? ((CallNode)node).Arguments[0] : node);
        var value = bound.Tag switch
        {
            long whole => whole,
            double real => (long)real,
            _ => throw SparkException.Unsupported($"a window frame bound such as {bound.Name}"),
        };
        return negative ? -value : value;
    }

    private static void CheckRange(ExpressionBinder binder, FrameNode frame, List<OrderKey> order)
    {
        if (order.Count != 1)
        {
            throw ExpressionBinder.Mismatch(
                "RANGE_FRAME_MULTI_ORDER",
                "window frame",
                "a range window frame with value boundaries cannot be used with multiple order by expressions"
            );
        }

        var type = order[0].Expression.Type;
        var bounds = new[] { frame.Lower, frame.Upper }
            .OfType<Node>()
            .Select(node => binder.Bind(node is CallNode { Function: "negative" } call ? call.Arguments[0] : node))
            .Where(bound => bound.Tag is not 0L);
        foreach (var bound in bounds)
        {
            var fits = type.IsInstant ? bound.Type is DayTimeType : bound.Type.IsNumeric;
            if (!fits)
            {
                throw ExpressionBinder.Mismatch(
                    "RANGE_FRAME_INVALID_TYPE",
                    "window frame",
                    $"the data type \"{type.Sql}\" used in the order specification does not match the data type"
                        + $" \"{bound.Type.Sql}\" which is used in the range frame"
                );
            }
        }
    }

    private static string Print(long? value, bool isLower, FrameNode frame, SparkType? key)
    {
        if (value is not { } offset)
        {
            return isLower ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
        }

        if (offset == 0)
        {
            return "CURRENT ROW";
        }

        var amount = Math.Abs(offset).ToString(CultureInfo.InvariantCulture);
        if (!frame.Rows && key is not null)
        {
            amount =
                key == SparkType.Date ? $"INTERVAL {amount} DAY"
                : key.IsInstant ? $"to_microseconds({amount})"
                : $"{amount}::{(key is DecimalType ? "INTEGER" : key.DuckDb)}";
        }

        return amount + (offset < 0 ? " PRECEDING" : " FOLLOWING");
    }

    private static string Describe(long? value, bool isLower) =>
        value switch
        {
            null => isLower ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING",
            0 => "CURRENT ROW",
            < 0 => value.Value.ToString(CultureInfo.InvariantCulture) + " FOLLOWING",
            _ => value.Value.ToString(CultureInfo.InvariantCulture) + " FOLLOWING",
        };
}
