using System.Globalization;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>Floating-point numbers as Java and Trino write them.</summary>
internal static class JavaNumbers
{
    /// <summary>Java's <c>Double.toString</c>: plain from 0.001 up to below 10,000,000, else <c>1.0E7</c>.</summary>
    public static string Text(double value) =>
        Format(value, value.ToString("R", CultureInfo.InvariantCulture), plain: true);

    public static string Text(float value) =>
        Format(value, value.ToString("R", CultureInfo.InvariantCulture), plain: true);

    /// <summary>Trino's cast to varchar: always with an exponent (<c>1.5E0</c>).</summary>
    public static string Scientific(double value) =>
        Format(value, value.ToString("R", CultureInfo.InvariantCulture), plain: false);

    public static string Scientific(float value) =>
        Format(value, value.ToString("R", CultureInfo.InvariantCulture), plain: false);

    private static string Format(double value, string shortest, bool plain)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        var (digits, exponent) = Split(shortest);
        var sign = double.IsNegative(value) ? "-" : "";
        if (digits == "0")
        {
            return sign + (plain ? "0.0" : "0E0");
        }

        if (!plain || exponent is < -3 or >= 7)
        {
            var fraction = digits.Length > 1 ? digits[1..] : "0";
            return $"{sign}{digits[0]}.{fraction}E{exponent.ToString(CultureInfo.InvariantCulture)}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1
            ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The significant digits, and the exponent of the first of them.</summary>
    private static (string Digits, int Exponent) Split(string text)
    {
        text = text.TrimStart('-');
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var first = digits.Length - digits.TrimStart('0').Length;
        if (first == digits.Length)
        {
            return ("0", 0);
        }

        return (digits[first..].TrimEnd('0'), exponent + whole.Length - 1 - first);
    }
}
