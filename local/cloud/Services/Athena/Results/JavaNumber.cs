using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>Floating point in Java's notation: <c>1.5</c>, <c>1.0E20</c>, <c>1.0E-7</c>, <c>NaN</c>, <c>Infinity</c>.</summary>
internal static class JavaNumber
{
    private const int LeastPlainExponent = -3;
    private const int MostPlainExponent = 6;

    public static string Text(double value, bool isSingle)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        // The shortest digits that read back as the same number, as Java has given them since version 19.
        var shortest = isSingle
            ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        return (value < 0 ? "-" : "") + Layout(Digits(shortest), ExponentOf(shortest));
    }

    private static string Layout(string digits, int exponent)
    {
        if (exponent is >= LeastPlainExponent and <= MostPlainExponent)
        {
            if (exponent < 0)
            {
                return $"0.{new string('0', -exponent - 1)}{digits}";
            }

            return digits.Length <= exponent + 1
                ? $"{digits.PadRight(exponent + 1, '0')}.0"
                : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
        }

        return $"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Digits(string shortest)
    {
        var mantissa = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        var digits = mantissa.TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }

    /// <summary>The power of ten of the first digit that is not zero.</summary>
    private static int ExponentOf(string shortest)
    {
        var parts = shortest.TrimStart('-').Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? parts[0] : parts[0][..point]).TrimStart('0');
        var shift = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        if (whole.Length > 0)
        {
            return whole.Length - 1 + shift;
        }

        var fraction = parts[0][(point + 1)..];
        return fraction.TrimStart('0').Length - fraction.Length - 1 + shift;
    }
}
