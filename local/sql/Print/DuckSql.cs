namespace CustomerLake.Local.Sql.Print;

/// <summary>Bits of DuckDB text.</summary>
internal static class DuckSql
{
    /// <summary>A string literal. DuckDB takes no NUL in one.</summary>
    public static string Literal(string value)
    {
        if (!value.Contains('\0', StringComparison.Ordinal))
        {
            return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        return "(" + string.Join(" || chr(0) || ", value.Split('\0').Select(Literal)) + ")";
    }

    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Column(int id) => $"c{id}";
}
