using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class ExpressionBinder
{
    private BoundWindow BindWindow(CallExpression tree, Function function, BoundExpression[] arguments, SqlType type)
    {
        if (function.Kind == FunctionKind.Scalar)
        {
            throw new SqlException("FUNCTION_NOT_WINDOW", $"Not a window function: {function.Name}", tree.At);
        }

        if (tree.Filter is not null)
        {
            throw new SqlException(
                "NOT_SUPPORTED",
                "FILTER is not yet supported for window functions",
                new Position(1, 1)
            );
        }

        var window = ResolveWindow(tree.Over!);
        SpecialCalls.Add(tree);
        var bound = new BoundWindow(type, function.Form, arguments.ToNodeList())
        {
            Distinct = tree.Distinct,
            IgnoreNulls = tree.IgnoreNulls,
            Filter = tree.Filter is null ? null : Boolean(tree.Filter, "Filter expression"),
            PartitionBy = window.PartitionBy.Select(key => Bound.Comparable(Bind(key))).ToNodeList(),
            OrderBy = window.OrderBy.Select(BindOrder).ToNodeList(),
        };
        return window.Frame is null ? bound : WithFrame(bound, window.Frame, tree.Over!);
    }

    private Window ResolveWindow(Window window)
    {
        if (window.Base is null)
        {
            return window;
        }

        if (!Windows.TryGetValue(window.Base.Name.ToLowerInvariant(), out var named))
        {
            throw new SqlException(
                "INVALID_WINDOW_REFERENCE",
                $"Cannot resolve WINDOW name {window.Base.Name}",
                window.Base.At
            );
        }

        var inherited = ResolveWindow(named.Window);
        return window.IsReference
            ? inherited
            : window with
            {
                PartitionBy = inherited.PartitionBy,
                OrderBy = window.OrderBy.Count > 0 ? window.OrderBy : inherited.OrderBy,
            };
    }

    private BoundWindow WithFrame(BoundWindow window, Frame frame, Window tree)
    {
        bool NeedsValue(FrameBound? bound) => bound?.Kind is BoundKind.Preceding or BoundKind.Following;
        if (
            frame.Unit == FrameUnit.Range
            && window.OrderBy.Count == 0
            && (NeedsValue(frame.Start) || NeedsValue(frame.End))
        )
        {
            throw new SqlException(
                "MISSING_ORDER_BY",
                "Window frame of type RANGE PRECEDING or FOLLOWING requires ORDER BY",
                frame.At
            );
        }

        if (frame.Unit == FrameUnit.Groups && window.OrderBy.Count == 0)
        {
            throw new SqlException(
                "MISSING_ORDER_BY",
                "Window frame of type GROUPS PRECEDING or FOLLOWING requires ORDER BY",
                frame.At
            );
        }

        if (
            frame.Start.Kind == BoundKind.UnboundedFollowing
            || frame.End?.Kind == BoundKind.UnboundedPreceding
            || (frame.Start.Kind == BoundKind.CurrentRow && frame.End?.Kind == BoundKind.Preceding)
            || (
                frame.Start.Kind == BoundKind.Following
                && frame.End?.Kind is null or BoundKind.Preceding or BoundKind.CurrentRow
                && frame.Start.Kind == BoundKind.Following
            )
        )
        {
            throw new SqlException(
                "INVALID_WINDOW_FRAME",
                "Window frame starting from "
                    + $"{Words(frame.Start.Kind)} cannot end with {Words(frame.End?.Kind ?? BoundKind.CurrentRow)}",
                tree.At
            );
        }

        return window with
        {
            FrameUnit = frame.Unit,
            Start = frame.Start.Kind,
            StartValue = FrameValue(frame.Unit, frame.Start, window),
            End = frame.End?.Kind,
            EndValue = frame.End is null ? null : FrameValue(frame.Unit, frame.End, window),
        };
    }

    private static string Words(BoundKind kind) =>
        kind switch
        {
            BoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            BoundKind.Preceding => "PRECEDING",
            BoundKind.CurrentRow => "CURRENT ROW",
            BoundKind.Following => "FOLLOWING",
            _ => "UNBOUNDED FOLLOWING",
        };

    private BoundExpression? FrameValue(FrameUnit unit, FrameBound bound, BoundWindow window)
    {
        if (bound.Value is null)
        {
            return null;
        }

        var value = Bind(bound.Value);
        if (unit != FrameUnit.Range)
        {
            // The offset is checked per row in Trino; DuckDB words it otherwise.
            return Bound.Call(
                SqlType.BigInt,
                $"(CASE WHEN {{0}} >= 0 THEN {{0}} ELSE {Bound.Raise("INVALID_WINDOW_FRAME", "'Window frame offset value must not be negative or null'")} END)",
                Bound.Coerce(value, SqlType.BigInt)
            );
        }

        return value.Type.Kind switch
        {
            SqlKind.IntervalDayToSecond => Bound.Call(value.Type, "to_milliseconds({0})", value),
            SqlKind.IntervalYearToMonth => Bound.Call(value.Type, "to_months(CAST({0} AS INTEGER))", value),
            _ => Bound.Coerce(value, window.OrderBy[0].Key.Type),
        };
    }
}
