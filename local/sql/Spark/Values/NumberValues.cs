using System.Globalization;
using System.Numerics;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Numbers to and from text, and between types, as Spark's casts do (ANSI off).</summary>
internal static class NumberValues
{
    public static ReadOnlySpan<char> Trim(string text)
    {
        var span = text.AsSpan();
        while (span.Length > 0 && (span[0] <= ' ' || char.IsWhiteSpace(span[0])))
        {
            span = span[1..];
        }

        while (span.Length > 0 && (span[^1] <= ' ' || char.IsWhiteSpace(span[^1])))
        {
            span = span[..^1];
        }

        return span;
    }

    /// <summary>An integer of so many bits; a fraction is cut off, an exponent refused.</summary>
    public static long? ToLong(string text, long least, long most)
    {
        var span = Trim(text);
        var negative = false;
        if (span.Length > 0 && span[0] is '+' or '-')
        {
            negative = span[0] == '-';
            span = span[1..];
        }

        if (span.Length == 0)
        {
            return null;
        }

        var dot = span.IndexOf('.');
        var whole = dot < 0 ? span : span[..dot];
        if (
            whole.ContainsAnyExceptInRange('0', '9')
            || (dot >= 0 && span[(dot + 1)..].ContainsAnyExceptInRange('0', '9'))
        )
        {
            return null;
        }

        if (whole.TrimStart('0').Length > 19)
        {
            return null;
        }

        var value = whole.Length == 0 ? BigInteger.Zero : BigInteger.Parse(whole, CultureInfo.InvariantCulture);
        value = negative ? -value : value;
        return value < least || value > most ? null : (long)value;
    }

    public static double? ToDouble(string text)
    {
        var span = Trim(text);
        var lower = span.ToString().ToLowerInvariant();
        switch (lower)
        {
            case "nan":
                return double.NaN;
            case "inf" or "+inf" or "infinity" or "+infinity":
                return double.PositiveInfinity;
            case "-inf" or "-infinity":
                return double.NegativeInfinity;
        }

        if (lower.Length > 0 && lower[^1] is 'd' or 'f')
        {
            lower = lower[..^1];
        }

        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return
            lower.Length > 0
            && !lower.Contains('i', StringComparison.Ordinal)
            && !lower.Contains('n', StringComparison.Ordinal)
            && double.TryParse(lower, Style, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    public static string? ToDecimal(string text, int precision, int scale) =>
        BigDecimal.Parse(Trim(text)) is { } value ? value.Fit(precision, scale) : null;

    public static string? DoubleToDecimal(double value, int precision, int scale) =>
        double.IsFinite(value)
            ? BigDecimal.Parse(value.ToString("R", CultureInfo.InvariantCulture))?.Fit(precision, scale)
            : null;

    public static bool? ToBoolean(string text) =>
        Trim(text).ToString().ToLowerInvariant() switch
        {
            "t" or "true" or "y" or "yes" or "1" => true,
            "f" or "false" or "n" or "no" or "0" => false,
            _ => null,
        };

    /// <summary>Java's double to long: NaN is zero, values beyond are the nearest bound.</summary>
    public static long DoubleToLong(double value) =>
        double.IsNaN(value) ? 0
        : value >= long.MaxValue ? long.MaxValue
        : value <= long.MinValue ? long.MinValue
        : (long)value;

    public static int DoubleToInt(double value) =>
        double.IsNaN(value) ? 0
        : value >= int.MaxValue ? int.MaxValue
        : value <= int.MinValue ? int.MinValue
        : (int)value;

    /// <summary>The low bits of a decimal's integral part.</summary>
    public static long DecimalToLong(string text)
    {
        var value = BigDecimal.Parse(text)!.Value;
        var whole = value.Unscaled / BigInteger.Pow(10, value.Scale);
        return (long)(ulong)(whole & ulong.MaxValue);
    }

    /// <summary>Rounds by the digits that the double shows, as Spark's round and bround do.</summary>
    public static double Round(double value, int scale, bool halfEven)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }

        var exact = BigDecimal.Parse(value.ToString("R", CultureInfo.InvariantCulture))!.Value;
        var rounded = Round(exact, scale, halfEven);
        return double.Parse(
            rounded.Unscaled.ToString(CultureInfo.InvariantCulture)
                + "E"
                + (-rounded.Scale).ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
    }

    public static BigDecimal Round(BigDecimal value, int scale, bool halfEven)
    {
        if (scale >= value.Scale)
        {
            return value;
        }

        var divisor = BigInteger.Pow(10, value.Scale - scale);
        var unscaled = halfEven
            ? BigDecimal.DivideHalfEven(value.Unscaled, divisor)
            : BigDecimal.DivideHalfUp(value.Unscaled, divisor);
        return new BigDecimal(unscaled, scale);
    }
}
