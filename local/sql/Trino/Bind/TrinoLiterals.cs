using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Types and values of literals.</summary>
internal static class TrinoLiterals
{
    public static BoundExpression Bind(Expression literal) =>
        literal switch
        {
            StringLiteral text => Bound.Text(text.Value, TextLength(text.Value)),
            NumberLiteral number => BindNumber(number),
            BinaryLiteral binary => new BoundLiteral(
                SqlType.Varbinary,
                $"unhex('{Convert.ToHexString(binary.Bytes)}')",
                binary.Bytes
            ),
            IntervalLiteral interval => BindInterval(interval),
            TypedLiteral typed => BindTyped(typed),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Characters as Trino counts them: code points.</summary>
    public static int TextLength(string value) => value.EnumerateRunes().Count();

    private static BoundLiteral BindNumber(NumberLiteral number)
    {
        if (number.Form != NumberForm.Integer)
        {
            // Athena reads 1.5 as a double, where Trino has a decimal.
            var value = double.Parse(number.Text, CultureInfo.InvariantCulture);
            return Double(value);
        }

        if (!long.TryParse(number.Text, CultureInfo.InvariantCulture, out var integer))
        {
            throw new SqlException("SYNTAX_ERROR", $"Invalid numeric literal: {number.Text}", number.At);
        }

        return Bound.Integer(
            integer,
            integer is >= int.MinValue and <= int.MaxValue ? SqlType.Integer : SqlType.BigInt
        );
    }

    public static BoundLiteral Double(double value) =>
        new(
            SqlType.Double,
            double.IsFinite(value)
                ? $"CAST({value.ToString("R", CultureInfo.InvariantCulture)} AS DOUBLE)"
                : $"CAST('{(double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf")}' AS DOUBLE)",
            value
        );

    private static BoundLiteral BindInterval(IntervalLiteral interval)
    {
        var sign = interval.Negative ? -1 : 1;
        if (interval.From is "YEAR" or "MONTH")
        {
            var months = IntervalText.Months(interval) * sign;
            return new BoundLiteral(
                SqlType.IntervalYearToMonth,
                $"CAST({months.ToString(CultureInfo.InvariantCulture)} AS BIGINT)",
                months
            );
        }

        var milliseconds = IntervalText.Milliseconds(interval) * sign;
        return new BoundLiteral(
            SqlType.IntervalDayToSecond,
            $"CAST({milliseconds.ToString(CultureInfo.InvariantCulture)} AS BIGINT)",
            milliseconds
        );
    }

    private static BoundExpression BindTyped(TypedLiteral literal)
    {
        var name = literal.Type.Text;
        switch (name)
        {
            case "timestamp":
                var timestamp = TrinoTime.Timestamp(literal.Value) ?? throw Invalid(literal);
                return BindTimestamp(timestamp.Local, timestamp.Digits, timestamp.Zone);
            case "time":
                var time = TrinoTime.Time(literal.Value) ?? throw Invalid(literal);
                return BindTime(time.Time, time.Digits, time.Offset);
            case "date":
                var date = TrinoTime.Date(literal.Value) ?? throw Invalid(literal);
                return new BoundLiteral(
                    SqlType.Date,
                    $"DATE '{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
                    date
                );
            case "decimal":
                return BindDecimal(literal);
            case "json":
                return BindJson(literal);
        }

        var type =
            TrinoTypes.Parse(name) ?? throw new SqlException("TYPE_MISMATCH", $"Unknown type: {name}", literal.At);
        var text = Bound.Text(literal.Value);
        if (type.Kind == SqlKind.Varchar)
        {
            return text;
        }

        if (
            type.Kind is SqlKind.Double or SqlKind.Real
            && double.TryParse(literal.Value, CultureInfo.InvariantCulture, out var number)
        )
        {
            var value = Double(number);
            return type.Kind == SqlKind.Double ? value : new BoundLiteral(type, $"CAST({value.Sql} AS FLOAT)", number);
        }

        if (type.IsInteger && long.TryParse(literal.Value, CultureInfo.InvariantCulture, out var integer))
        {
            var isInside = type.Kind switch
            {
                SqlKind.TinyInt => integer is >= sbyte.MinValue and <= sbyte.MaxValue,
                SqlKind.SmallInt => integer is >= short.MinValue and <= short.MaxValue,
                SqlKind.Integer => integer is >= int.MinValue and <= int.MaxValue,
                _ => true,
            };
            return isInside ? Bound.Integer(integer, type) : throw Invalid(literal);
        }

        return TrinoCasts.CanCast(SqlType.Varchar, type)
            ? new BoundCast(type, text, CastMode.Explicit)
            : throw new SqlException("INVALID_LITERAL", $"No literal form for type: {name}", literal.At);
    }

    private static SqlException Invalid(TypedLiteral literal) =>
        new(
            "INVALID_LITERAL",
            $"'{literal.Value}' is not a valid {literal.Type.Text.ToUpperInvariant()} literal",
            literal.At
        );

    private static string Micros(DateTime value) =>
        value.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static BoundLiteral BindTimestamp(DateTime local, int digits, string? zone)
    {
        if (zone is null)
        {
            return new BoundLiteral(SqlType.Timestamp(digits), $"TIMESTAMP '{Micros(local)}'", local);
        }

        var instant = Zones.ToUtc(local, zone);
        return new BoundLiteral(
            SqlType.TimestampWithTimeZone(digits),
            $"struct_pack(i := TIMESTAMP '{Micros(instant)}', z := {DuckSql.Literal(zone)})"
        );
    }

    private static BoundLiteral BindTime(TimeSpan time, int digits, int? offset)
    {
        var text =
            $"TIME '{new DateTime(1, 1, 1).Add(time).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
        return offset is null
            ? new BoundLiteral(SqlType.Time(digits), text)
            : new BoundLiteral(
                SqlType.TimeWithTimeZone(digits),
                $"struct_pack(t := {text}, o := CAST({offset.Value.ToString(CultureInfo.InvariantCulture)} AS BIGINT))"
            );
    }

    private static BoundLiteral BindDecimal(TypedLiteral literal)
    {
        var text = literal.Value.Trim();
        var unsigned = text.TrimStart('+', '-');
        var point = unsigned.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : unsigned.Length - 1 - point;
        if (!NumberRuntime.TryUnscaled(text, scale, out _))
        {
            throw new SqlException("INVALID_LITERAL", $"Invalid DECIMAL literal '{literal.Value}'", literal.At);
        }

        var whole = (point < 0 ? unsigned : unsigned[..point]).TrimStart('0');
        var precision = Math.Max(1, whole.Length + scale);
        if (precision > 38)
        {
            throw new SqlException(
                "NUMERIC_VALUE_OUT_OF_RANGE",
                $"Invalid DECIMAL literal '{literal.Value}'",
                literal.At
            );
        }

        return new BoundLiteral(
            SqlType.Decimal(precision, scale),
            $"CAST('{text}' AS DECIMAL({precision},{scale}))",
            text
        );
    }

    private static BoundLiteral BindJson(TypedLiteral literal) =>
        JsonValues.TryCanonical(literal.Value) is { } text
            ? new BoundLiteral(SqlType.Json, DuckSql.Literal(text), text)
            : throw new SqlException("INVALID_LITERAL", $"Cannot convert '{literal.Value}' to JSON", literal.At);
}

/// <summary>The text of interval literals.</summary>
internal static class IntervalText
{
    public static long Months(IntervalLiteral interval)
    {
        if (interval.To is null)
        {
            return Whole(interval, interval.Value) * (interval.From == "YEAR" ? 12 : 1);
        }

        var parts = interval.Value.Split('-');
        return parts.Length == 2
            ? (Whole(interval, parts[0]) * 12) + Whole(interval, parts[1])
            : throw Invalid(interval);
    }

    public static long Milliseconds(IntervalLiteral interval)
    {
        var text = interval.Value.Trim();
        var sign = 1;
        if (text.StartsWith('-'))
        {
            (text, sign) = (text[1..], -1);
        }

        string[] units = ["DAY", "HOUR", "MINUTE", "SECOND"];
        var from = Array.IndexOf(units, interval.From);
        var to = interval.To is null ? from : Array.IndexOf(units, interval.To);
        var parts = text.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (to < from || parts.Length != to - from + 1)
        {
            throw Invalid(interval);
        }

        var total = 0m;
        for (var i = 0; i < parts.Length; i++)
        {
            var unit = units[from + i];
            var scale = unit switch
            {
                "DAY" => 86_400_000m,
                "HOUR" => 3_600_000m,
                "MINUTE" => 60_000m,
                _ => 1000m,
            };
            if (
                !decimal.TryParse(
                    parts[i],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                ) || (unit != "SECOND" && number != decimal.Truncate(number))
            )
            {
                throw Invalid(interval);
            }

            total += number * scale;
        }

        return (long)total * sign;
    }

    private static long Whole(IntervalLiteral interval, string text) =>
        long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value) ? value : throw Invalid(interval);

    private static SqlException Invalid(IntervalLiteral interval) =>
        new("INVALID_LITERAL", $"'{interval.Value}' is not a valid INTERVAL literal", interval.At);
}
