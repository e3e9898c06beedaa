using System.Globalization;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Constants as Spark types them: 1 is int, 1.5 decimal(2,1), 1e2 double, 1L bigint.</summary>
internal static class Literals
{
    public static LiteralNode Number(string text)
    {
        var last = char.ToUpperInvariant(text[^1]);
        var invariant = CultureInfo.InvariantCulture;
        switch (last)
        {
            case 'L':
                return new LiteralNode(long.Parse(text[..^1], invariant), SparkType.Long);
            case 'S':
                return new LiteralNode(long.Parse(text[..^1], invariant), SparkType.Short);
            case 'Y':
                return new LiteralNode(long.Parse(text[..^1], invariant), SparkType.Byte);
            case 'F':
                return new LiteralNode((double)float.Parse(text[..^1], invariant), SparkType.Float);
            case 'D' when text.Length > 1 && char.ToUpperInvariant(text[^2]) == 'B':
                return DecimalText(text[..^2]);
            case 'D':
                return new LiteralNode(double.Parse(text[..^1], invariant), SparkType.Double);
        }

        if (text.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            return new LiteralNode(double.Parse(text, invariant), SparkType.Double);
        }

        if (text.Contains('.', StringComparison.Ordinal))
        {
            return DecimalText(text);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var value))
        {
            return new LiteralNode(
                value,
                value is >= int.MinValue and <= int.MaxValue ? SparkType.Int : SparkType.Long
            );
        }

        return DecimalText(text);
    }

    /// <summary>A decimal constant: precision and scale come from its digits.</summary>
    public static LiteralNode DecimalText(string text)
    {
        var value = BigDecimal.Parse(text) ?? throw SparkException.Parse("INVALID_NUMERIC_LITERAL_RANGE", text);
        if (value.Scale < 0)
        {
            value = value.WithScale(0);
        }

        var digits = Math.Max(value.Digits, value.Scale);
        if (digits > DecimalType.MaxPrecision)
        {
            throw new SparkException(
                "ParseException",
                "_LEGACY_ERROR_TEMP_0061",
                string.Create(CultureInfo.InvariantCulture, $"decimal can only support precision up to 38.")
            );
        }

        return new LiteralNode(value.ToString(), new DecimalType(Math.Max(digits, 1), value.Scale));
    }

    public static LiteralNode Typed(string kind, string text)
    {
        if (kind == "x")
        {
            return new LiteralNode(Convert.FromHexString(text.Length % 2 == 0 ? text : "0" + text), SparkType.Binary);
        }

        object? value = kind == "date" ? DateValues.ParseDate(text) : DateValues.ParseTimestamp(text, "UTC");
        var type =
            kind == "date" ? SparkType.Date
            : kind == "timestamp_ntz" ? SparkType.TimestampNtz
            : SparkType.Timestamp;
        if (value is null)
        {
            throw SparkException.Parse(
                "INVALID_TYPED_LITERAL",
                $"The value of the typed literal \"{kind.ToUpperInvariant()}\" is invalid: '{text}'."
            );
        }

        // Without a zone in the text, a timestamp is local to the session: kept as text until it is bound.
        return kind is "timestamp" or "timestamp_ltz"
            ? new LiteralNode(text, type)
            : new LiteralNode(Convert.ToInt64(value, CultureInfo.InvariantCulture), type);
    }
}
