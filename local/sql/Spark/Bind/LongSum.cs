using CustomerLake.Local.Sql.Spark.Print;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>
/// Marks a sum or difference of two longs. A chain of them wraps around once, at its outside, since a HUGEINT holds every
/// step: the same value, and text that does not nest with each term (DuckDB's time grows with the cube of the depth).
/// </summary>
internal sealed record LongSum(string Symbol)
{
    public static string Print(Bound sum, SqlPrinter printer)
    {
        var terms = new Stack<string>();
        while (sum.Tag is LongSum step)
        {
            terms.Push($" {step.Symbol} {sum.Arguments[1].Print(printer)}::HUGEINT");
            sum = sum.Arguments[0];
        }

        return Casts.WrapHuge($"({sum.Print(printer)}::HUGEINT{string.Concat(terms)})");
    }
}
