using System.Globalization;
using System.Numerics;
using System.Text;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Mathematical and statistical functions.</summary>
internal static class MathRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_round", (double value, long digits) => Round(value, digits)),
        RuntimeFunction.Of("lake_round_decimal", (string value, long digits) => RoundDecimal(value, digits)),
        RuntimeFunction.Of("lake_ln", (double value) => Math.Log(value)),
        RuntimeFunction.Of("lake_log2", (double value) => Math.Log2(value)),
        RuntimeFunction.Of("lake_log10", (double value) => Math.Log10(value)),
        RuntimeFunction.Of("lake_power", (double value, double exponent) => Math.Pow(value, exponent)),
        RuntimeFunction.Of(
            "lake_width_bucket",
            (double value, double low, double high, long count) => WidthBucket(value, low, high, count)
        ),
        RuntimeFunction.Of(
            "lake_width_bucket_array",
            (double value, List<double> bins) => (long)bins.Count(bin => bin <= value)
        ),
        RuntimeFunction.Of("lake_from_base", (string text, long radix) => FromBase(text, radix)),
        RuntimeFunction.Of("lake_to_base", (long value, long radix) => ToBase(value, radix)),
        RuntimeFunction.Of(
            "lake_wilson",
            (long successes, long trials, double z, double sign) => Wilson(successes, trials, z, sign)
        ),
        RuntimeFunction.Of("lake_shift", (long value, long by, long bits) => Shift(value, by, (int)bits)),
        RuntimeFunction.Of("lake_bit_count", (long value, long bits) => BitCount(value, bits)),
        RuntimeFunction.Of("lake_format_number", (double value) => FormatNumber(value)),
        RuntimeFunction.Of("lake_skewness", (List<double> values) => Skewness(values)),
        RuntimeFunction.Of("lake_kurtosis", (List<double> values) => Kurtosis(values)),
        RuntimeFunction.Of(
            "lake_listagg_checked",
            (string text) =>
                Encoding.UTF8.GetByteCount(text) <= 1_048_576
                    ? text
                    : throw new RuntimeFailure(
                        "EXCEEDED_FUNCTION_MEMORY_LIMIT",
                        "Concatenated string has the length in bytes larger than the maximum output length 1048576"
                    )
        ),
    ];

    /// <summary>Trino's round: through a power of ten, half away from zero.</summary>
    private static double Round(double value, long digits)
    {
        if (!double.IsFinite(value) || Math.Abs(digits) > 300)
        {
            return value;
        }

        var factor = Math.Pow(10, digits);
        var scaled = Math.Abs(value) * factor;
        return double.IsInfinity(scaled) ? value : Math.CopySign(Math.Floor(scaled + 0.5) / factor, value);
    }

    private static string RoundDecimal(string text, long digits)
    {
        var scale = text.Contains('.', StringComparison.Ordinal)
            ? text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal)
            : 0;
        if (digits >= scale || !NumberRuntime.TryUnscaled(text, scale, out var unscaled))
        {
            return text;
        }

        var unit = BigInteger.Pow(10, (int)Math.Min(scale - digits, 100));
        return DecimalRuntime.Text(BigDecimal.DivideHalfUp(unscaled, unit) * unit, scale);
    }

    private static long WidthBucket(double value, double low, double high, long count)
    {
        if (count <= 0)
        {
            throw RuntimeFailure.Argument("bucketCount must be greater than 0");
        }

        if (low == high)
        {
            throw RuntimeFailure.Argument("bounds cannot equal each other");
        }

        var (a, b) = (Math.Min(low, high), Math.Max(low, high));
        var bucket =
            value < a ? 0
            : value >= b ? count + 1
            : (long)(count * (value - a) / (b - a)) + 1;
        return low > high ? count - bucket + 1 : bucket;
    }

    private static void CheckRadix(long radix)
    {
        if (radix is < 2 or > 36)
        {
            throw RuntimeFailure.Argument("Radix must be between 2 and 36");
        }
    }

    private static long FromBase(string text, long radix)
    {
        CheckRadix(radix);
        var isNegative = text.StartsWith('-');
        BigInteger value = 0;
        foreach (var c in isNegative ? text[1..] : text)
        {
            var digit =
                char.IsAsciiDigit(c) ? c - '0'
                : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10
                : 99;
            value =
                digit < radix
                    ? (value * radix) + digit
                    : throw RuntimeFailure.Argument($"Not a valid base-{radix} number: {text}");
        }

        value = isNegative ? -value : value;
        return text.Length > (isNegative ? 1 : 0) && value >= long.MinValue && value <= long.MaxValue
            ? (long)value
            : throw RuntimeFailure.Argument($"Not a valid base-{radix} number: {text}");
    }

    private static string ToBase(long value, long radix)
    {
        CheckRadix(radix);
        var text = new StringBuilder();
        for (var rest = BigInteger.Abs(value); rest > 0 || text.Length == 0; rest /= radix)
        {
            text.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
        }

        return value < 0 ? $"-{text}" : text.ToString();
    }

    private static double Wilson(long successes, long trials, double z, double sign)
    {
        if (successes < 0 || trials <= 0 || successes > trials || z < 0)
        {
            throw RuntimeFailure.Argument(
                successes < 0 ? "number of successes must not be negative"
                : trials <= 0 ? "number of trials must be positive"
                : successes > trials ? "number of successes must not be larger than number of trials"
                : "z-score must not be negative"
            );
        }

        double n = trials;
        var p = successes / n;
        var centre = p + (z * z / (2 * n));
        var spread = z * Math.Sqrt(((p * (1 - p)) + (z * z / (4 * n))) / n);
        return (centre + (sign * spread)) / (1 + (z * z / n));
    }

    /// <summary>A logical shift in a number of bits, to the right for a negative count.</summary>
    private static long Shift(long value, long by, int bits)
    {
        var mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        var unsigned = (ulong)value & mask;
        var shifted =
            Math.Abs(by) >= bits ? 0
            : by >= 0 ? (unsigned << (int)by) & mask
            : unsigned >> (int)-by;
        return (long)(shifted << (64 - bits)) >> (64 - bits);
    }

    private static long BitCount(long value, long bits)
    {
        if (bits is < 2 or > 64)
        {
            throw RuntimeFailure.Argument(
                "Bits specified in bit_count must be between 2 and 64, got "
                    + bits.ToString(CultureInfo.InvariantCulture)
            );
        }

        if (bits < 64 && (value < -(1L << (int)(bits - 1)) || value > (1L << (int)(bits - 1)) - 1))
        {
            throw RuntimeFailure.Argument(
                $"Number must be representable with the bits specified. {value} cannot be represented with {bits} bits"
            );
        }

        var mask = bits == 64 ? ulong.MaxValue : (1UL << (int)bits) - 1;
        return BitOperations.PopCount((ulong)value & mask);
    }

    private static string FormatNumber(double value)
    {
        string[] units = ["", "K", "M", "B", "T", "Q"];
        var scaled = Math.Abs(value);
        var unit = 0;
        while (scaled >= 1000 && unit < units.Length - 1)
        {
            scaled /= 1000;
            unit++;
        }

        var digits =
            unit == 0 ? 0
            : scaled < 10 ? 2
            : scaled < 100 ? 1
            : 0;
        var text = Math.Truncate(scaled * Math.Pow(10, digits)) / Math.Pow(10, digits);
        return (value < 0 ? "-" : "") + text.ToString("0.##", CultureInfo.InvariantCulture) + units[unit];
    }

    private static (double N, double M2, double M3, double M4) Moments(List<double> values)
    {
        double n = values.Count;
        var mean = values.Average();
        return (
            n,
            values.Sum(v => Math.Pow(v - mean, 2)),
            values.Sum(v => Math.Pow(v - mean, 3)),
            values.Sum(v => Math.Pow(v - mean, 4))
        );
    }

    private static double? Skewness(List<double> values)
    {
        if (values.Count < 3)
        {
            return null;
        }

        var (n, m2, m3, _) = Moments(values);
        return Math.Sqrt(n) * m3 / Math.Pow(m2, 1.5);
    }

    private static double? Kurtosis(List<double> values)
    {
        if (values.Count < 4)
        {
            return null;
        }

        var (n, m2, _, m4) = Moments(values);
        var variance = m2 / (n - 1);
        return (n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * (m4 / (variance * variance)))
            - (3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
    }
}
