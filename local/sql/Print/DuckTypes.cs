using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Print;

/// <summary>
/// How values are held in DuckDB. Rows are STRUCTs with fields f0, f1, …; a timestamp with time zone is a STRUCT of the
/// UTC timestamp and the zone's name; intervals are BIGINT months or milliseconds; json, uuid and ipaddress are VARCHAR.
/// </summary>
internal static class DuckTypes
{
    public const string ZonedTimestamp = "STRUCT(i TIMESTAMP, z VARCHAR)";
    public const string ZonedTime = "STRUCT(t TIME, o BIGINT)";

    public static string Of(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Unknown => "INTEGER",
            SqlKind.Boolean => "BOOLEAN",
            SqlKind.TinyInt => "TINYINT",
            SqlKind.SmallInt => "SMALLINT",
            SqlKind.Integer => "INTEGER",
            SqlKind.BigInt => "BIGINT",
            SqlKind.Real => "FLOAT",
            SqlKind.Double => "DOUBLE",
            SqlKind.Decimal => $"DECIMAL({type.Precision},{type.Scale})",
            SqlKind.Varchar or SqlKind.Char or SqlKind.Json or SqlKind.JsonPath or SqlKind.Uuid or SqlKind.IpAddress =>
                "VARCHAR",
            SqlKind.Varbinary => "BLOB",
            SqlKind.Date => "DATE",
            SqlKind.Time => "TIME",
            SqlKind.TimeWithTimeZone => ZonedTime,
            SqlKind.Timestamp or SqlKind.Instant => "TIMESTAMP",
            SqlKind.TimestampWithTimeZone => ZonedTimestamp,
            SqlKind.IntervalYearToMonth or SqlKind.IntervalDayToSecond => "BIGINT",
            SqlKind.Array => $"{Of(type.Element)}[]",
            SqlKind.Map => $"MAP({Of(type.Key)}, {Of(type.Value)})",
            SqlKind.Row => $"STRUCT({string.Join(", ", type.Fields.Select((field, i) => $"f{i} {Of(field.Type)}"))})",
            SqlKind.Function => throw new InvalidOperationException("A lambda has no DuckDB type."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

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
