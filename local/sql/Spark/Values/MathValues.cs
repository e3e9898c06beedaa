using System.Globalization;
using System.Numerics;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Mathematics as Java's StrictMath gives it, and exact decimal operations.</summary>
internal static class MathValues
{
    public static double Unary(string name, double x) =>
        name switch
        {
            "sin" => Math.Sin(x),
            "cos" => Math.Cos(x),
            "tan" => Math.Tan(x),
            "asin" => Math.Asin(x),
            "acos" => Math.Acos(x),
            "atan" => Math.Atan(x),
            "sinh" => Math.Sinh(x),
            "cosh" => Math.Cosh(x),
            "tanh" => Math.Tanh(x),
            "asinh" => Math.Asinh(x),
            "acosh" => Math.Acosh(x),
            "atanh" => Math.Atanh(x),
            "exp" => x == 1 ? 2.7182818284590455 : Math.Exp(x),
            "expm1" => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
            "cbrt" => Math.Cbrt(x),
            "sqrt" => Math.Sqrt(x),
            "log1p" => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x),
            "cot" => 1 / Math.Tan(x),
            "sec" => 1 / Math.Cos(x),
            "csc" => 1 / Math.Sin(x),
            "degrees" => x * (180 / Math.PI),
            "radians" => x / 180 * Math.PI,
            "rint" => Math.Round(x, MidpointRounding.ToEven),
            "signum" => x > 0 ? 1
            : x < 0 ? -1
            : x,
            "ln" => Math.Log(x),
            "log10" => Math.Log10(x),
            "log2" => Math.Log(x) / Math.Log(2),
            _ => throw SparkException.Unsupported($"the function {name}").ForEngine(),
        };

    public static double Binary(string name, double a, double b) =>
        name switch
        {
            "pow" => Math.Pow(a, b),
            "atan2" => Math.Atan2(a, b),
            "hypot" => double.Hypot(a, b),
            _ => Math.Log(b) / Math.Log(a),
        };

    public static string? DecimalOperation(string symbol, string left, string right, int size)
    {
        var (precision, scale) = (size / 100, size % 100);
        var (a, b) = (BigDecimal.Parse(left)!.Value, BigDecimal.Parse(right)!.Value);
        if (symbol is "/" or "%" && b.Unscaled.IsZero)
        {
            return null;
        }

        var result = symbol switch
        {
            "+" => a + b,
            "-" => a + new BigDecimal(-b.Unscaled, b.Scale),
            "*" => a * b,
            "/" => a.Divide(b, scale),
            _ => a.Remainder(b),
        };
        return result.Fit(precision, scale);
    }

    public static long? DecimalDivision(string left, string right)
    {
        var (a, b) = (BigDecimal.Parse(left)!.Value, BigDecimal.Parse(right)!.Value);
        if (b.Unscaled.IsZero)
        {
            return null;
        }

        var scale = Math.Max(a.Scale, b.Scale);
        var quotient = BigInteger.Divide(a.WithScale(scale).Unscaled, b.WithScale(scale).Unscaled);
        return (long)(ulong)(quotient & ulong.MaxValue);
    }

    public static string? DecimalRound(string value, int scale, bool halfEven, int size) =>
        NumberValues.Round(BigDecimal.Parse(value)!.Value, scale, halfEven).Fit(size / 100, size % 100);

    public static string? DecimalEdge(string function, string value, int scale, int size)
    {
        var exact = BigDecimal.Parse(value)!.Value;
        if (scale < exact.Scale)
        {
            var divisor = BigInteger.Pow(10, exact.Scale - scale);
            var quotient = BigInteger.DivRem(exact.Unscaled, divisor, out var rest);
            quotient +=
                rest.IsZero ? 0
                : function == "ceil" && rest.Sign > 0 ? 1
                : function == "floor" && rest.Sign < 0 ? -1
                : 0;
            exact = new BigDecimal(quotient, scale);
        }

        return exact.Fit(size / 100, size % 100);
    }

    public static long LongRound(long value, int scale, bool halfEven)
    {
        var rounded = NumberValues.Round(new BigDecimal(value, 0), scale, halfEven).WithScale(0).Unscaled;
        return (long)(ulong)(rounded & ulong.MaxValue);
    }

    public static long Shift(string name, long value, int bits, bool wide) =>
        (name, wide) switch
        {
            ("shiftleft", true) => value << bits,
            ("shiftleft", false) => (int)value << bits,
            ("shiftright", true) => value >> bits,
            ("shiftright", false) => (int)value >> bits,
            (_, true) => value >>> bits,
            _ => (int)value >>> bits,
        };

    public static long? WidthBucket(double value, double low, double high, long count)
    {
        if (count <= 0 || double.IsNaN(value) || low == high || !double.IsFinite(low) || !double.IsFinite(high))
        {
            return null;
        }

        var (least, most) = (Math.Min(low, high), Math.Max(low, high));
        if (low < high)
        {
            return value < least ? 0
                : value >= most ? count + 1
                : (long)((count * (value - least) / (most - least)) + 1);
        }

        return value > most ? 0
            : value <= least ? count + 1
            : (long)((count * (most - value) / (most - least)) + 1);
    }

    /// <summary>Skewness or kurtosis of a list printed by the engine.</summary>
    public static double? Moment(string name, string list)
    {
        var values = list.Trim('[', ']')
            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(text => text != "NULL")
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var mean = values.Average();
        var n = (double)values.Count;
        var m2 = values.Sum(x => Math.Pow(x - mean, 2));
        return m2 == 0 ? double.NaN
            : name == "skewness" ? Math.Sqrt(n) * values.Sum(x => Math.Pow(x - mean, 3)) / Math.Sqrt(m2 * m2 * m2)
            : (n * values.Sum(x => Math.Pow(x - mean, 4)) / (m2 * m2)) - 3;
    }
}
