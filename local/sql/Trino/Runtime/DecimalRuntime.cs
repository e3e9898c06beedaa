using System.Globalization;
using System.Numerics;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Decimal arithmetic that DuckDB does in doubles or cannot do: on text, exactly.</summary>
internal static class DecimalRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of(
            "lake_decimal_divide",
            (string left, string right, long scale) => Divide(left, right, (int)scale)
        ),
        RuntimeFunction.Of("lake_decimal_multiply", (string left, string right) => Multiply(left, right)),
    ];

    private static readonly BigInteger Limit = BigInteger.Pow(10, 38);

    private static (BigInteger Unscaled, int Scale) Read(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : text.Length - 1 - point;
        var digits = point < 0 ? text : text.Remove(point, 1);
        return (BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), scale);
    }

    private static string Divide(string left, string right, int scale)
    {
        var (a, b) = (Read(left), Read(right));
        if (b.Unscaled.IsZero)
        {
            throw new RuntimeFailure("DIVISION_BY_ZERO", "Division by zero");
        }

        var numerator = a.Unscaled * BigInteger.Pow(10, scale + b.Scale);
        var denominator = b.Unscaled * BigInteger.Pow(10, a.Scale);
        return Text(RoundedQuotient(numerator, denominator), scale);
    }

    /// <summary>Rounds half away from zero.</summary>
    public static BigInteger RoundedQuotient(BigInteger numerator, BigInteger denominator)
    {
        var sign = numerator.Sign * denominator.Sign;
        var (a, b) = (BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        return ((2 * a) + b) / (2 * b) * sign;
    }

    private static string Multiply(string left, string right)
    {
        var (a, b) = (Read(left), Read(right));
        return Text(a.Unscaled * b.Unscaled, a.Scale + b.Scale);
    }

    public static string Text(BigInteger unscaled, int scale)
    {
        if (BigInteger.Abs(unscaled) >= Limit)
        {
            throw new RuntimeFailure("NUMERIC_VALUE_OUT_OF_RANGE", "Decimal overflow");
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = unscaled.Sign < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }
}
