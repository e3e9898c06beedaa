using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Casts to and from dates, times and timestamps. The session's zone is UTC.</summary>
internal static class TrinoTimeCasts
{
    private const string Session = "'UTC'";

    public static string Convert(SqlType from, SqlType to, string sql) =>
        to.Kind switch
        {
            SqlKind.Date => from.Kind switch
            {
                SqlKind.TimestampWithTimeZone => $"CAST({Local(sql)} AS DATE)",
                SqlKind.Timestamp => $"CAST({sql} AS DATE)",
                _ => $"lake_to_date({sql})",
            },
            SqlKind.Timestamp => from.Kind switch
            {
                SqlKind.Date => $"CAST({sql} AS TIMESTAMP)",
                SqlKind.Time => $"(DATE '1970-01-01' + {sql})",
                SqlKind.Timestamp => Rounded(sql, from.Precision, to.Precision),
                SqlKind.TimestampWithTimeZone => Rounded(Local(sql), from.Precision, to.Precision),
                _ => $"lake_to_timestamp({sql}, {to.Precision})",
            },
            SqlKind.TimestampWithTimeZone => from.Kind switch
            {
                SqlKind.Date => Zoned($"CAST({sql} AS TIMESTAMP)", Session),
                SqlKind.Timestamp => Zoned(Rounded(sql, from.Precision, to.Precision), Session),
                SqlKind.TimestampWithTimeZone => from.Precision <= to.Precision
                    ? sql
                    : Zoned(Rounded($"({sql}).i", from.Precision, to.Precision), $"({sql}).z"),
                _ => Zoned(
                    $"lake_zoned_instant({sql}, {to.Precision}, {Session})",
                    $"lake_zoned_zone({sql}, {Session})"
                ),
            },
            SqlKind.Time => from.Kind switch
            {
                SqlKind.Timestamp => $"CAST({Rounded(sql, from.Precision, to.Precision)} AS TIME)",
                SqlKind.TimestampWithTimeZone => $"CAST({Rounded(Local(sql), from.Precision, to.Precision)} AS TIME)",
                SqlKind.TimeWithTimeZone => $"({sql}).t",
                SqlKind.Time => from.Precision <= to.Precision
                    ? sql
                    : $"lake_to_time(CAST({sql} AS VARCHAR), {to.Precision})",
                _ => $"lake_to_time({sql}, {to.Precision})",
            },
            _ => from.Kind switch
            {
                SqlKind.Time => $"struct_pack(t := {sql}, o := CAST(0 AS BIGINT))",
                SqlKind.TimeWithTimeZone => sql,
                SqlKind.TimestampWithTimeZone =>
                    $"struct_pack(t := CAST({Local(sql)} AS TIME), o := lake_zone_minutes(({sql}).i, ({sql}).z))",
                _ => $"struct_pack(t := lake_to_time({sql}, {to.Precision}), o := lake_time_offset({sql}))",
            },
        };

    /// <summary>A zoned timestamp from an instant and a zone; NULL if the instant is.</summary>
    public static string Zoned(string instant, string zone) =>
        $"(CASE WHEN {instant} IS NOT NULL THEN struct_pack(i := {instant}, z := {zone}) END)";

    /// <summary>The local timestamp of a zoned one.</summary>
    public static string Local(string sql) => $"lake_zone_local(({sql}).i, ({sql}).z)";

    private static string Rounded(string sql, int from, int to) =>
        to >= from || to >= 6 ? sql : $"lake_timestamp_round({sql}, {to})";

    public static string Text(SqlType type, string sql) =>
        type.Kind switch
        {
            SqlKind.Timestamp => $"lake_timestamp_text({sql}, {type.Precision})",
            SqlKind.TimestampWithTimeZone => $"lake_zoned_text(({sql}).i, ({sql}).z, {type.Precision})",
            _ => $"(lake_time_text(({sql}).t, {type.Precision}) || lake_offset_text(({sql}).o))",
        };
}
