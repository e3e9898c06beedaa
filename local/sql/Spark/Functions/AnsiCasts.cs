using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Casts under <c>spark.sql.ansi.enabled</c>: a text that does not fit is an error, not null.</summary>
internal static class AnsiCasts
{
    public static Bound Bind(Casts casts, Bound child, SparkType to)
    {
        var plain = casts.Explicit(child, to, false, named: true);
        if (child.Type != SparkType.String || to == SparkType.String)
        {
            return plain;
        }

        var template = plain.Template;
        return plain with
        {
            Template = (printer, printed) =>
            {
                var value = template(printer, printed);
                return $"CASE WHEN {printed[0]} IS NOT NULL AND {value} IS NULL THEN CAST(spark_cast_error({printed[0]}, '{to.Sql}') AS {to.DuckDb}) ELSE {value} END";
            },
        };
    }
}
