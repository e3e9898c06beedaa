using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>Spark's casts (ANSI off), printed for DuckDB. DuckDB's own casts are used only where they agree.</summary>
internal sealed class Casts(string zone)
{
    private int _variables;

    public bool IsUtc => zone is "UTC" or "Etc/UTC" or "GMT" or "Z" or "+00:00";

    public string Zone => zone;

    /// <summary>A cast that coercion adds: the column keeps the name of what it casts.</summary>
    public Bound Coerce(Bound child, SparkType to) => child.Type.Same(to) ? child : Cast(child, to, child.Name);

    /// <summary>A cast by function name, such as <c>int(x)</c>, or one that the user wrote.</summary>
    public Bound Explicit(Bound child, SparkType to, bool isTry, bool named)
    {
        if (!CanCast(child.Type, to))
        {
            throw SparkException.Analysis(
                "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION",
                $"Cannot resolve \"CAST({child.Name} AS {to.Sql})\" due to data type mismatch: cannot cast"
                    + $" \"{child.Type.Sql}\" to \"{to.Sql}\"."
            );
        }

        var word = isTry ? "TRY_CAST" : "CAST";
        var cast = Cast(child, to, named ? $"{word}({child.Name} AS {to.Sql})" : child.Name);
        if (isTry && to.IsIntegral && child.Type.IsNumeric)
        {
            cast = cast with { Template = (_, printed) => $"TRY_CAST({printed[0]} AS {to.DuckDb})" };
        }

        return cast with
        {
            Kind = BoundKind.Cast,
        };
    }

    private Bound Cast(Bound child, SparkType to, string name)
    {
        if (child.IsNullLiteral)
        {
            return Make.Literal(null, to, name);
        }

        if (child.IsLiteral && child.Type == SparkType.Int && to == SparkType.Long)
        {
            return Make.Literal(child.Tag, to, name);
        }

        var nullable = child.Nullable || MayFail(child.Type, to);
        return Bound.Scalar(name, to, nullable, [child], printed => Print(printed[0], child.Type, to));
    }

    private static bool MayFail(SparkType from, SparkType to) =>
        (from == SparkType.String && to != SparkType.Binary && to != SparkType.String)
        || (
            to is DecimalType wide
            && (
                from.IsFraction
                || DecimalType.For(from) is var need && (need.Precision - need.Scale > wide.Precision - wide.Scale)
            )
        );

    public static bool CanCast(SparkType from, SparkType to)
    {
        if (from.Same(to) || from == SparkType.Void || to == SparkType.String)
        {
            return true;
        }

        switch (from, to)
        {
            case (ArrayType a, ArrayType b):
                return CanCast(a.Element, b.Element);
            case (MapType a, MapType b):
                return CanCast(a.Key, b.Key)
                    && CanCast(a.Value, b.Value)
                    && (a.Key != SparkType.String || b.Key == SparkType.String);
            case (StructType a, StructType b):
                return a.Fields.Count == b.Fields.Count
                    && a.Fields.Zip(b.Fields).All(pair => CanCast(pair.First.Type, pair.Second.Type));
        }

        if (from == SparkType.String)
        {
            return to.IsAtomic;
        }

        if (from.IsNumeric)
        {
            return to.IsNumeric
                || to == SparkType.Boolean
                || to == SparkType.Timestamp
                || (to == SparkType.Binary && from.IsIntegral);
        }

        if (from == SparkType.Boolean)
        {
            return to.IsNumeric || to == SparkType.Timestamp;
        }

        if (from == SparkType.Date)
        {
            return to.IsInstant || to.IsNumeric || to == SparkType.Boolean;
        }

        if (from == SparkType.Timestamp)
        {
            return to == SparkType.Date || to == SparkType.TimestampNtz || to.IsNumeric || to == SparkType.Boolean;
        }

        return from == SparkType.TimestampNtz ? to == SparkType.Date || to == SparkType.Timestamp
            : from is DayTimeType ? to is DayTimeType || to.IsIntegral || to is DecimalType
            : from is YearMonthType && (to is YearMonthType || to.IsIntegral || to is DecimalType);
    }

    public string Print(string x, SparkType from, SparkType to)
    {
        if (from.Same(to))
        {
            return x;
        }

        if (from == SparkType.Void)
        {
            return $"CAST(NULL AS {to.DuckDb})";
        }

        return to switch
        {
            _ when to == SparkType.String => ToText(x, from),
            _ when to.IsIntegral => ToWhole(x, from, to),
            _ when to.IsFraction => ToFraction(x, from, to),
            DecimalType wide => ToDecimal(x, from, wide),
            _ when to == SparkType.Boolean => ToBoolean(x, from),
            _ when to == SparkType.Date => ToDate(x, from),
            _ when to.IsInstant => ToInstant(x, from, to),
            _ when to == SparkType.Binary => from == SparkType.String
                ? $"encode({x})"
                : $"unhex(spark_bytes({x}::BIGINT, {Width(from)}))",
            ArrayType array => Each(x, ((ArrayType)from).Element, array.Element),
            MapType map => EachEntry(x, (MapType)from, map),
            StructType row => EachField(x, (StructType)from, row),
            DayTimeType or YearMonthType => from == SparkType.String
                ? $"spark_interval({x}, '{to.Simple}')::{to.DuckDb}"
                : x,
            _ when to == SparkType.Void => "NULL::INTEGER",
            _ => throw SparkException.Unsupported($"casting {from.Simple} to {to.Simple}"),
        };
    }

    private static int Width(SparkType type) =>
        type == SparkType.Byte ? 1
        : type == SparkType.Short ? 2
        : type == SparkType.Int ? 4
        : 8;

    public string Variable() => string.Create(CultureInfo.InvariantCulture, $"x{_variables++}");

    private string Each(string x, SparkType from, SparkType to)
    {
        var v = Variable();
        return $"list_transform({x}, lambda {v}: {Print(v, from, to)})";
    }

    private string EachEntry(string x, MapType from, MapType to)
    {
        var v = Variable();
        var key = Print($"{v}.key", from.Key, to.Key);
        var value = Print($"{v}.value", from.Value, to.Value);
        return $"map_from_entries(list_transform(map_entries({x}), lambda {v}: {{'key': {key}, 'value': {value}}}))";
    }

    private string EachField(string x, StructType from, StructType to)
    {
        var fields = from.Fields.Zip(
            to.Fields,
            (a, b) => $"{DuckSql.Identifier(b.Name)} := {Print(Field(x, a.Name), a.Type, b.Type)}"
        );
        return $"CASE WHEN {x} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END";
    }

    public static string Field(string x, string name) => $"struct_extract({x}, {DuckSql.Literal(name)})";

    /// <summary>A value as text; <paramref name="shown"/> for <c>df.show()</c>, which writes nulls and binary its own way.</summary>
    public string ToText(string x, SparkType from, bool shown = false)
    {
        switch (from)
        {
            case ArrayType array:
                return $"('[' || array_to_string({Parts(x, array.Element, shown)}, ', ') || ']')";
            case MapType map:
                var v = Variable();
                var key = ToText($"{v}.key", map.Key, shown);
                var value = $"COALESCE({ToText($"{v}.value", map.Value, shown)}, {NullText(shown)})";
                var entries = $"list_transform(map_entries({x}), lambda {v}: {key} || ' -> ' || {value})";
                return $"('{{' || array_to_string({entries}, ', ') || '}}')";
            case StructType row:
                var parts = row.Fields.Select(field =>
                    $"COALESCE({ToText(Field(x, field.Name), field.Type, shown)}, {NullText(shown)})"
                );
                var list = row.Fields.Count == 0 ? "''" : string.Join(" || ', ' || ", parts);
                return $"CASE WHEN {x} IS NOT NULL THEN '{{' || {list} || '}}' END";
            case DayTimeType or YearMonthType:
                return $"spark_interval_text({x}::BIGINT, '{from.Simple}')";
        }

        return from switch
        {
            _ when from == SparkType.String => x,
            _ when from == SparkType.Double => $"spark_double_text({x})",
            _ when from == SparkType.Float => $"spark_float_text({x})",
            _ when from == SparkType.Date => $"spark_date_text({Days(x)})",
            _ when from == SparkType.Timestamp => $"spark_time_text(epoch_us({x}), {DuckSql.Literal(zone)})",
            _ when from == SparkType.TimestampNtz => $"spark_time_text(epoch_us({x}), 'UTC')",
            _ when from == SparkType.Binary && shown =>
                $"('[' || rtrim(regexp_replace(hex({x}), '(..)', '\\1 ', 'g')) || ']')",
            _ when from == SparkType.Binary => $"spark_blob_text(hex({x}))",
            _ when from == SparkType.Void => "CAST(NULL AS VARCHAR)",
            _ when from == SparkType.CalendarInterval =>
                $"spark_calendar_text({IntervalMonths(x)}, {IntervalDays(x)}, {IntervalMicros(x)})",
            _ => $"CAST({x} AS VARCHAR)",
        };
    }

    private static string IntervalMonths(string x) =>
        $"(date_part('year', {x}) * 12 + date_part('month', {x}))::INTEGER";

    private static string IntervalDays(string x) => $"date_part('day', {x})::INTEGER";

    private static string IntervalMicros(string x) =>
        $"(date_part('hour', {x}) * 3600000000 + date_part('minute', {x}) * 60000000 + date_part('microsecond', {x}))::BIGINT";

    private static string NullText(bool shown) => shown ? "'NULL'" : "'null'";

    private string Parts(string x, SparkType element, bool shown)
    {
        var v = Variable();
        return $"list_transform({x}, lambda {v}: COALESCE({ToText(v, element, shown)}, {NullText(shown)}))";
    }

    public static string Days(string x) => $"({x} - DATE '1970-01-01')::INTEGER";

    private static string ToWhole(string x, SparkType from, SparkType to)
    {
        if (from == SparkType.String)
        {
            return to == SparkType.Long ? $"spark_to_long({x})" : $"spark_to_int({x}, {Width(to)})::{to.DuckDb}";
        }

        if (from == SparkType.Boolean || (from.IsIntegral && Width(from) < Width(to)))
        {
            return $"CAST({x} AS {to.DuckDb})";
        }

        if (from.IsFraction)
        {
            return to == SparkType.Long
                ? $"spark_double_long({x}::DOUBLE)"
                : Wrap($"spark_double_int({x}::DOUBLE)::BIGINT", to);
        }

        var whole = from switch
        {
            DecimalType { Precision: <= 18 } => $"CAST(trunc({x}) AS BIGINT)",
            DecimalType => $"spark_decimal_long(CAST({x} AS VARCHAR))",
            _ when from == SparkType.Timestamp =>
                $"(epoch_us({x}) // 1000000 - CASE WHEN epoch_us({x}) % 1000000 < 0 THEN 1 ELSE 0 END)",
            _ when from == SparkType.Date => "CAST(NULL AS BIGINT)",
            DayTimeType time => $"({x} // {Scale(time)})",
            _ => $"CAST({x} AS BIGINT)",
        };
        return to == SparkType.Long ? $"CAST({whole} AS BIGINT)" : Wrap(whole, to);
    }

    private static long Scale(DayTimeType type) =>
        new[] { DateValues.MicrosPerDay, 3_600_000_000, 60_000_000, 1_000_000 }[type.End];

    /// <summary>The low bits of a BIGINT, as Java narrows.</summary>
    public static string Wrap(string x, SparkType to) =>
        to == SparkType.Int ? $"CAST((({x} + 2147483648) & 4294967295) - 2147483648 AS INTEGER)"
        : to == SparkType.Short ? $"CAST((({x} + 32768) & 65535) - 32768 AS SMALLINT)"
        : $"CAST((({x} + 128) & 255) - 128 AS TINYINT)";

    /// <summary>The low 64 bits of a HUGEINT.</summary>
    public static string WrapHuge(string x) =>
        $"CAST((({x} + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT AS BIGINT)";

    private static string ToFraction(string x, SparkType from, SparkType to) =>
        from switch
        {
            _ when from == SparkType.String => $"CAST(spark_to_double({x}) AS {to.DuckDb})",
            _ when from == SparkType.Boolean => $"CAST(CAST({x} AS INTEGER) AS {to.DuckDb})",
            _ when from == SparkType.Timestamp => $"CAST(epoch_us({x}) / 1000000::DOUBLE AS {to.DuckDb})",
            _ when from == SparkType.Date => $"CAST(NULL AS {to.DuckDb})",
            DecimalType { Precision: > 15 } => $"CAST(spark_to_double(CAST({x} AS VARCHAR)) AS {to.DuckDb})",
            _ => $"CAST({x} AS {to.DuckDb})",
        };

    private static string ToDecimal(string x, SparkType from, DecimalType to)
    {
        var sizes = string.Create(CultureInfo.InvariantCulture, $"{to.Precision}, {to.Scale}");
        return from switch
        {
            _ when from == SparkType.String => $"CAST(spark_to_decimal({x}, {sizes}) AS {to.DuckDb})",
            _ when from == SparkType.Float => $"CAST(spark_to_decimal(spark_float_text({x}), {sizes}) AS {to.DuckDb})",
            _ when from == SparkType.Double => $"CAST(spark_double_decimal({x}, {sizes}) AS {to.DuckDb})",
            _ when from == SparkType.Boolean => $"CAST(CAST({x} AS INTEGER) AS {to.DuckDb})",
            _ when from == SparkType.Timestamp => $"TRY_CAST(epoch_us({x}) / 1000000::DECIMAL(7,0) AS {to.DuckDb})",
            DecimalType same when same.Scale <= to.Scale && same.Precision - same.Scale <= to.Precision - to.Scale =>
                $"CAST({x} AS {to.DuckDb})",
            _ => $"TRY_CAST({x} AS {to.DuckDb})",
        };
    }

    private static string ToBoolean(string x, SparkType from) =>
        from switch
        {
            _ when from == SparkType.String => $"spark_to_boolean({x})",
            _ when from == SparkType.Timestamp => $"(epoch_us({x}) <> 0)",
            _ when from == SparkType.Date => "CAST(NULL AS BOOLEAN)",
            _ => $"({x} <> 0)",
        };

    private string ToDate(string x, SparkType from) =>
        from switch
        {
            _ when from == SparkType.String => $"(DATE '1970-01-01' + spark_to_date({x}))",
            _ when from == SparkType.TimestampNtz || IsUtc => $"CAST({x} AS DATE)",
            _ => $"CAST({Local(x)} AS DATE)",
        };

    /// <summary>A timestamp as the session's wall clock shows it.</summary>
    public string Local(string x) =>
        IsUtc ? x : $"make_timestamp(spark_from_utc(epoch_us({x}), {DuckSql.Literal(zone)}))";

    /// <summary>A wall-clock time of the session as a timestamp.</summary>
    public string FromLocal(string x) =>
        IsUtc ? x : $"make_timestamp(spark_to_utc(epoch_us({x}), {DuckSql.Literal(zone)}))";

    private string ToInstant(string x, SparkType from, SparkType to)
    {
        var isNtz = to == SparkType.TimestampNtz;
        return from switch
        {
            _ when from == SparkType.String => isNtz
                ? $"make_timestamp(spark_to_local({x}))"
                : $"make_timestamp(spark_to_timestamp({x}, {DuckSql.Literal(zone)}))",
            _ when from == SparkType.Date => isNtz ? $"CAST({x} AS TIMESTAMP)" : FromLocal($"CAST({x} AS TIMESTAMP)"),
            _ when from == SparkType.TimestampNtz => FromLocal(x),
            _ when from == SparkType.Timestamp => Local(x),
            _ when from == SparkType.Boolean => $"make_timestamp(CAST({x} AS BIGINT))",
            DecimalType => $"make_timestamp(TRY_CAST(trunc({x}::DECIMAL(38,6) * 1000000) AS BIGINT))",
            _ when from.IsFraction => $"make_timestamp(spark_seconds_micros({x}::DOUBLE))",
            _ => $"make_timestamp(CAST({x} AS BIGINT) * 1000000)",
        };
    }
}
