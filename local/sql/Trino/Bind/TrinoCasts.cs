using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>CAST: which are allowed, and how each prints. Nested types convert element by element.</summary>
internal static class TrinoCasts
{
    public static bool CanCast(SqlType from, SqlType to)
    {
        if (from == to || from.Kind == SqlKind.Unknown)
        {
            return true;
        }

        if (to.Kind == SqlKind.Json)
        {
            return TrinoJsonCasts.CanWrite(from);
        }

        if (from.Kind == SqlKind.Json)
        {
            return TrinoJsonCasts.CanRead(to);
        }

        return (from.Kind, to.Kind) switch
        {
            (SqlKind.Array, SqlKind.Array) => CanCast(from.Element, to.Element),
            (SqlKind.Map, SqlKind.Map) => CanCast(from.Key, to.Key) && CanCast(from.Value, to.Value),
            (SqlKind.Row, SqlKind.Row) => from.Fields.Count == to.Fields.Count
                && from.Fields.Zip(to.Fields).All(pair => CanCast(pair.First.Type, pair.Second.Type)),
            (SqlKind.Array or SqlKind.Map or SqlKind.Row, _) or (_, SqlKind.Array or SqlKind.Map or SqlKind.Row) =>
                false,
            _ => from.Kind == to.Kind || CanCastScalar(from.Kind, to.Kind),
        };
    }

    private static bool CanCastScalar(SqlKind from, SqlKind to)
    {
        var isNumber = IsNumber(from);
        return to switch
        {
            SqlKind.Varchar => from != SqlKind.Varbinary,
            SqlKind.Char => from is SqlKind.Varchar,
            SqlKind.Boolean => isNumber || IsText(from),
            SqlKind.TinyInt
            or SqlKind.SmallInt
            or SqlKind.Integer
            or SqlKind.BigInt
            or SqlKind.Real
            or SqlKind.Double
            or SqlKind.Decimal => isNumber || from is SqlKind.Boolean || IsText(from),
            SqlKind.Varbinary => from is SqlKind.Varchar or SqlKind.Uuid or SqlKind.IpAddress,
            SqlKind.Date => IsText(from) || from is SqlKind.Timestamp or SqlKind.TimestampWithTimeZone,
            SqlKind.Time => IsText(from)
                || from is SqlKind.Timestamp or SqlKind.TimestampWithTimeZone or SqlKind.TimeWithTimeZone,
            SqlKind.TimeWithTimeZone => IsText(from) || from is SqlKind.Time or SqlKind.TimestampWithTimeZone,
            SqlKind.Timestamp => IsText(from) || from is SqlKind.Date or SqlKind.TimestampWithTimeZone or SqlKind.Time,
            SqlKind.TimestampWithTimeZone => IsText(from) || from is SqlKind.Date or SqlKind.Timestamp,
            SqlKind.Uuid => from is SqlKind.Varchar or SqlKind.Varbinary,
            SqlKind.IpAddress => from is SqlKind.Varchar or SqlKind.Varbinary,
            SqlKind.JsonPath => from is SqlKind.Varchar,
            _ => false,
        };
    }

    private static bool IsText(SqlKind kind) => kind is SqlKind.Varchar or SqlKind.Char;

    private static bool IsNumber(SqlKind kind) => kind is >= SqlKind.TinyInt and <= SqlKind.Decimal;

    /// <summary>Prints a cast; TRY_CAST wraps the failing one.</summary>
    public static string Print(SqlType from, SqlType to, string sql, CastMode mode)
    {
        var text = Convert(from, to, sql);
        return mode == CastMode.Try && from != to ? TryText.Print(text) : text;
    }

    public static string Convert(SqlType from, SqlType to, string sql)
    {
        if (from == to)
        {
            return sql;
        }

        if (from.Kind == SqlKind.Unknown)
        {
            return $"CAST(NULL AS {DuckTypes.Of(to)})";
        }

        if (to.Kind == SqlKind.Json)
        {
            return TrinoJsonCasts.Write(from, sql);
        }

        if (from.Kind == SqlKind.Json)
        {
            return TrinoJsonCasts.Read(to, sql);
        }

        return to.Kind switch
        {
            SqlKind.Array =>
                $"list_transform({sql}, lambda {Variable(sql)}: {Convert(from.Element, to.Element, Variable(sql))})",
            SqlKind.Map => ConvertMap(from, to, sql),
            SqlKind.Row => ConvertRow(from, to, sql),
            SqlKind.Varchar => ToVarchar(from, to, sql),
            SqlKind.Char => $"rpad(left({ToVarchar(from, SqlType.Varchar, sql)}, {to.Length}), {to.Length}, ' ')",
            SqlKind.Boolean => IsText(from.Kind) ? $"lake_to_boolean({sql})" : $"({sql} <> 0)",
            SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer or SqlKind.BigInt => ToInteger(from, to, sql),
            SqlKind.Real or SqlKind.Double => IsText(from.Kind)
                ? $"lake_to_{(to.Kind == SqlKind.Real ? "real" : "double")}({Trimmed(from, sql)})"
                : $"CAST({sql} AS {DuckTypes.Of(to)})",
            SqlKind.Decimal => ToDecimal(from, to, sql),
            SqlKind.Varbinary => from.Kind == SqlKind.Uuid ? $"unhex(replace({sql}, '-', ''))" : $"encode({sql})",
            SqlKind.Date
            or SqlKind.Time
            or SqlKind.TimeWithTimeZone
            or SqlKind.Timestamp
            or SqlKind.TimestampWithTimeZone => TrinoTimeCasts.Convert(from, to, sql),
            SqlKind.Uuid => $"lake_to_uuid({sql})",
            SqlKind.IpAddress => $"lake_to_ip({sql})",
            _ => sql,
        };
    }

    /// <summary>A lambda parameter that no part of the text uses.</summary>
    public static string Variable(string sql)
    {
        var name = "e";
        while (sql.Contains(name, StringComparison.Ordinal))
        {
            name += "e";
        }

        return name;
    }

    private static string ConvertMap(SqlType from, SqlType to, string sql)
    {
        var variable = Variable(sql);
        var keys = $"list_transform(map_keys({sql}), lambda {variable}: {Convert(from.Key, to.Key, variable)})";
        var values = $"list_transform(map_values({sql}), lambda {variable}: {Convert(from.Value, to.Value, variable)})";
        return $"(CASE WHEN {sql} IS NULL THEN NULL ELSE map({keys}, {values}) END)";
    }

    private static string ConvertRow(SqlType from, SqlType to, string sql)
    {
        if (from.Fields.Zip(to.Fields).All(pair => pair.First.Type == pair.Second.Type))
        {
            return sql;
        }

        var fields = from.Fields.Select(
            (field, i) => $"f{i} := {Convert(field.Type, to.Fields[i].Type, $"({sql}).f{i}")}"
        );
        return $"(CASE WHEN {sql} IS NULL THEN NULL ELSE struct_pack({string.Join(", ", fields)}) END)";
    }

    private static string Trimmed(SqlType from, string sql) => from.Kind == SqlKind.Char ? $"rtrim({sql}, ' ')" : sql;

    private static string ToVarchar(SqlType from, SqlType to, string sql)
    {
        var text = from.Kind switch
        {
            SqlKind.Varchar or SqlKind.Uuid or SqlKind.IpAddress => sql,
            SqlKind.Char => $"rpad({sql}, {from.Length}, ' ')",
            SqlKind.Double => $"lake_double_text({sql})",
            SqlKind.Real => $"lake_real_text({sql})",
            SqlKind.Time => $"lake_time_text({sql}, {from.Precision})",
            SqlKind.TimeWithTimeZone or SqlKind.Timestamp or SqlKind.TimestampWithTimeZone => TrinoTimeCasts.Text(
                from,
                sql
            ),
            SqlKind.IntervalDayToSecond => $"lake_interval_text({sql})",
            SqlKind.IntervalYearToMonth => $"lake_months_text({sql})",
            SqlKind.Decimal => DecimalText(from, sql),
            _ => $"CAST({sql} AS VARCHAR)",
        };
        if (to.Length is not { } length || (from.Kind is SqlKind.Varchar or SqlKind.Char && from.Length <= length))
        {
            return text;
        }

        if (IsText(from.Kind))
        {
            return $"left({text}, {length})";
        }

        var message = $"'Value ' || {text} || ' cannot be represented as varchar({length})'";
        return $"(CASE WHEN length({text}) <= {length} THEN {text} WHEN {sql} IS NOT NULL THEN "
            + $"{Bound.Raise("INVALID_CAST_ARGUMENT", message)} END)";
    }

    /// <summary>DuckDB leaves the zero out before the point where no digit may stand there.</summary>
    public static string DecimalText(SqlType type, string sql) =>
        type.Precision == type.Scale && type.Precision < 38
            ? $"CAST(CAST({sql} AS DECIMAL({type.Precision + 1},{type.Scale})) AS VARCHAR)"
            : $"CAST({sql} AS VARCHAR)";

    private static string ToInteger(SqlType from, SqlType to, string sql)
    {
        var type = DuckTypes.Of(to);
        if (IsText(from.Kind))
        {
            return $"CAST(lake_to_{type.ToLowerInvariant()}({Trimmed(from, sql)}) AS {type})";
        }

        return from.Kind is SqlKind.Real or SqlKind.Double ? $"CAST(round({sql}) AS {type})" : $"CAST({sql} AS {type})";
    }

    private static string ToDecimal(SqlType from, SqlType to, string sql)
    {
        var type = DuckTypes.Of(to);
        return from.Kind switch
        {
            SqlKind.Varchar or SqlKind.Char =>
                $"CAST(lake_to_decimal({Trimmed(from, sql)}, {to.Precision}, {to.Scale}) AS {type})",
            SqlKind.Double or SqlKind.Real =>
                $"CAST(lake_double_to_decimal(CAST({sql} AS DOUBLE), {to.Precision}, {to.Scale}) AS {type})",
            _ => $"CAST({sql} AS {type})",
        };
    }
}
