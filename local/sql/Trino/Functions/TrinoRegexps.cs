using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Regular expressions in Java's syntax (Trino's documentation, "Regular expression functions").</summary>
internal static class TrinoRegexps
{
    /// <summary>The length that Trino's signature gives: <c>x + max(x * y / 2, y) * (x + 1)</c>.</summary>
    private static SqlType Replaced(IReadOnlyList<SqlType> types)
    {
        if (types[0].Length is not { } x || types[2].Length is not { } y)
        {
            return SqlType.Varchar;
        }

        return SqlType.VarcharOf((int)Math.Min(int.MaxValue, x + (Math.Max((long)x * y / 2, y) * (x + 1))));
    }

    public static readonly Function[] Functions =
    [
        Scalar("regexp_like(varchar, varchar) -> boolean", "lake_regexp_like({0}, {1})"),
        Scalar("regexp_extract(varchar(x), varchar) -> varchar(x)", "lake_regexp_extract({0}, {1}, CAST(0 AS BIGINT))"),
        Scalar("regexp_extract(varchar(x), varchar, bigint) -> varchar(x)", "lake_regexp_extract({0}, {1}, {2})"),
        Scalar(
            "regexp_extract_all(varchar(x), varchar) -> array(varchar(x))",
            "lake_regexp_extract_all({0}, {1}, CAST(0 AS BIGINT))"
        ),
        Scalar(
            "regexp_extract_all(varchar(x), varchar, bigint) -> array(varchar(x))",
            "lake_regexp_extract_all({0}, {1}, {2})"
        ),
        Scalar("regexp_replace(varchar(x), varchar) -> varchar(x)", "lake_regexp_replace({0}, {1}, '')"),
        Scalar("regexp_replace(varchar, varchar, varchar) -> varchar", "lake_regexp_replace({0}, {1}, {2})")
            .Returning(Replaced),
        Scalar("regexp_split(varchar(x), varchar) -> array(varchar(x))", "lake_regexp_split({0}, {1})"),
        Scalar("regexp_count(varchar, varchar) -> bigint", "lake_regexp_count({0}, {1})"),
        Scalar(
            "regexp_position(varchar, varchar) -> integer",
            "CAST(lake_regexp_position({0}, {1}, CAST(1 AS BIGINT), CAST(1 AS BIGINT)) AS INTEGER)"
        ),
        Scalar(
            "regexp_position(varchar, varchar, bigint) -> integer",
            "CAST(lake_regexp_position({0}, {1}, {2}, CAST(1 AS BIGINT)) AS INTEGER)"
        ),
        Scalar(
            "regexp_position(varchar, varchar, bigint, bigint) -> integer",
            "CAST(lake_regexp_position({0}, {1}, {2}, {3}) AS INTEGER)"
        ),
    ];
}
