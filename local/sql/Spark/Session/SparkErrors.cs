using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>What the engine complains about, as Spark would say it.</summary>
internal static class SparkErrors
{
    public static SparkException Translate(DuckDBException error)
    {
        if (SparkException.FromEngine(error.Message) is { } own)
        {
            return own;
        }

        if (error.Message.Contains("More than one row returned by a subquery", StringComparison.Ordinal))
        {
            return SparkException.Job(
                "SCALAR_SUBQUERY_TOO_MANY_ROWS",
                "More than one row returned by a subquery used as an expression.",
                "org.apache.spark.SparkException"
            );
        }

        if (error.Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase))
        {
            return SparkException.Job(
                null,
                "The query needs more memory than the local runtime gives it.",
                "java.lang.OutOfMemoryError"
            );
        }

        return SparkException.Job(
            null,
            $"The local engine could not run the query: {error.Message.Split('\n')[0]}",
            "org.apache.spark.SparkException"
        );
    }
}
