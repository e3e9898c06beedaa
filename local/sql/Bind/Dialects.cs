namespace CustomerLake.Local.Sql.Bind;

/// <summary>The dialects: one line each.</summary>
internal static class Dialects
{
    public static IDialectRules RulesOf(SqlDialect dialect) =>
        dialect switch
        {
            SqlDialect.Trino => Trino.Bind.TrinoRules.Instance,
            _ => throw new SqlException("NOT_SUPPORTED", $"The {dialect} dialect is not built in"),
        };
}
