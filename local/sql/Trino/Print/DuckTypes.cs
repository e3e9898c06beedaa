using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Print;

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
            SqlKind.Timestamp => "TIMESTAMP",
            SqlKind.TimestampWithTimeZone => ZonedTimestamp,
            SqlKind.IntervalYearToMonth or SqlKind.IntervalDayToSecond => "BIGINT",
            SqlKind.Array => $"{Of(type.Element)}[]",
            SqlKind.Map => $"MAP({Of(type.Key)}, {Of(type.Value)})",
            SqlKind.Row => $"STRUCT({string.Join(", ", type.Fields.Select((field, i) => $"f{i} {Of(field.Type)}"))})",
            SqlKind.Function => throw new InvalidOperationException("A lambda has no DuckDB type."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
