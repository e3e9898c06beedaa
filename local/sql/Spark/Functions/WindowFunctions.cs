using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Functions.AggregateTable;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Functions that only have a meaning over a window.</summary>
internal static class WindowFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var name in (ReadOnlySpan<string>)["row_number", "rank", "dense_rank"])
        {
            table[name] = call =>
                Ranking(call, SparkType.Int, $"CAST({call.Name}(){Mark} AS INTEGER)", $"{call.Name}()");
        }

        foreach (var name in (ReadOnlySpan<string>)["percent_rank", "cume_dist"])
        {
            table[name] = call =>
                Ranking(call, SparkType.Double, $"{call.Name}(){Mark}", $"{call.Name.ToUpperInvariant()}()");
        }

        table["ntile"] = call =>
        {
            var buckets = call.Count == 0 ? Make.Int(1) : call.Take(0, SparkType.Int);
            return Aggregate(call, SparkType.Int, [buckets], p => $"CAST(ntile({p[0]}){Mark} AS INTEGER)", false);
        };
        table["lag"] = call => Offset(call, "lag");
        table["lead"] = call => Offset(call, "lead");
        table["nth_value"] = call =>
            Aggregate(
                call,
                call[0].Type,
                [call[0], call.Take(1, SparkType.Int)],
                p => $"nth_value({p[0]}, {p[1]}){Mark}"
            );
    }

    private static Bound Ranking(FunctionCall call, SparkType type, string printed, string name) =>
        Aggregate(call, type, [], _ => printed, false, name);

    private static Bound Offset(FunctionCall call, string function)
    {
        call.Arity(1, 3);
        var value = call[0];
        var offset = call.Count > 1 ? call.Take(1, SparkType.Int) : Make.Int(1);
        var fallback = call.Count > 2 ? call.Casts.Coerce(call[2], value.Type) : Make.Null(value.Type);
        var ignore = call.Node.IgnoreNulls == true ? " IGNORE NULLS" : "";
        return Aggregate(
            call,
            value.Type,
            [value, offset, fallback],
            p => $"{function}({p[0]}, {p[1]}, {p[2]}{ignore}){Mark}",
            true,
            $"{function}({value.Name}, {offset.Name}, {fallback.Name})"
        ) with
        {
            Tag = offset.Tag is long constant ? constant : OffsetOf(call),
        };
    }

    private static object? OffsetOf(FunctionCall call) =>
        call.Count > 1 && call.Nodes[1] is Syntax.LiteralNode literal ? literal.Value : 1L;
}
