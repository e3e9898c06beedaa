using System.Globalization;
using System.Numerics;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>An exact decimal: unscaled × 10^−scale. Rounds half up unless told otherwise.</summary>
internal readonly record struct BigDecimal(BigInteger Unscaled, int Scale)
{
    public int Digits => BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).TrimStart('0').Length;

    public static BigDecimal? Parse(ReadOnlySpan<char> text)
    {
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (
                !int.TryParse(
                    text[(e + 1)..],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out exponent
                )
            )
            {
                return null;
            }

            text = text[..e];
        }

        var dot = text.IndexOf('.');
        var digits = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        var scale = dot < 0 ? 0 : text.Length - dot - 1;
        var start = digits.Length > 0 && digits[0] is '+' or '-' ? 1 : 0;
        if (
            digits.Length == start
            || digits.AsSpan(start).ContainsAnyExceptInRange('0', '9')
            || Math.Abs(exponent) > 4000
        )
        {
            return null;
        }

        var unscaled = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new BigDecimal(unscaled, scale - exponent);
    }

    public BigDecimal WithScale(int scale)
    {
        if (scale >= Scale)
        {
            return new BigDecimal(Unscaled * BigInteger.Pow(10, scale - Scale), scale);
        }

        return new BigDecimal(DivideHalfUp(Unscaled, BigInteger.Pow(10, Math.Min(Scale - scale, 5000))), scale);
    }

    public static BigInteger DivideHalfUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        if (BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(divisor))
        {
            quotient += value.Sign * divisor.Sign;
        }

        return quotient;
    }

    public static BigInteger DivideHalfEven(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        if (twice > BigInteger.Abs(divisor) || (twice == BigInteger.Abs(divisor) && !quotient.IsEven))
        {
            quotient += value.Sign * divisor.Sign;
        }

        return quotient;
    }

    /// <summary>The digits at a scale, or null when more than <paramref name="precision"/> are needed.</summary>
    public string? Fit(int precision, int scale)
    {
        var fitted = WithScale(scale);
        return fitted.Digits > precision ? null : fitted.ToString();
    }

    /// <summary>Plain notation, with all digits of the scale.</summary>
    public override string ToString()
    {
        if (Scale < 0)
        {
            return WithScale(0).ToString();
        }

        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var sign = Unscaled.Sign < 0 ? "-" : "";
        return Scale == 0 ? sign + digits : $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }

    public static BigDecimal operator +(BigDecimal a, BigDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new BigDecimal(a.WithScale(scale).Unscaled + b.WithScale(scale).Unscaled, scale);
    }

    public static BigDecimal operator *(BigDecimal a, BigDecimal b) => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale);

    public BigDecimal Divide(BigDecimal other, int scale)
    {
        var shift = scale + other.Scale - Scale;
        var numerator = shift >= 0 ? Unscaled * BigInteger.Pow(10, shift) : Unscaled;
        var denominator = shift >= 0 ? other.Unscaled : other.Unscaled * BigInteger.Pow(10, -shift);
        return new BigDecimal(DivideHalfUp(numerator, denominator), scale);
    }

    public BigDecimal Remainder(BigDecimal other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return new BigDecimal(BigInteger.Remainder(WithScale(scale).Unscaled, other.WithScale(scale).Unscaled), scale);
    }
}
