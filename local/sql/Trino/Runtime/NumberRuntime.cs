using System.Globalization;
using System.Numerics;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Casts between text and numbers, with Trino's leniency and words.</summary>
internal static class NumberRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_double_text", (double value) => JavaNumbers.Scientific(value)),
        RuntimeFunction.Of("lake_real_text", (float value) => JavaNumbers.Scientific(value)),
        RuntimeFunction.Of("lake_double_java", (double value) => JavaNumbers.Text(value)),
        RuntimeFunction.Of("lake_real_java", (float value) => JavaNumbers.Text(value)),
        RuntimeFunction.Of(
            "lake_to_tinyint",
            (string text) => Integer(text, sbyte.MinValue, sbyte.MaxValue, "TINYINT")
        ),
        RuntimeFunction.Of(
            "lake_to_smallint",
            (string text) => Integer(text, short.MinValue, short.MaxValue, "SMALLINT")
        ),
        RuntimeFunction.Of("lake_to_integer", (string text) => Integer(text, int.MinValue, int.MaxValue, "INT")),
        RuntimeFunction.Of("lake_to_bigint", (string text) => Integer(text, long.MinValue, long.MaxValue, "BIGINT")),
        RuntimeFunction.Of("lake_to_double", (string text) => Floating(text, "DOUBLE")),
        RuntimeFunction.Of("lake_to_real", (string text) => (float)Floating(text, "REAL")),
        RuntimeFunction.Of(
            "lake_to_ip",
            (string text) =>
                System.Net.IPAddress.TryParse(text, out var address) && text.AsSpan().IndexOfAny('.', ':') >= 0
                    ? address.ToString()
                    : throw RuntimeFailure.Cast($"Cannot cast value to IPADDRESS: {text}")
        ),
        RuntimeFunction.Of("lake_to_boolean", (string text) => Boolean(text)),
        RuntimeFunction.Of(
            "lake_to_decimal",
            (string text, long precision, long scale) => Decimal(text, (int)precision, (int)scale)
        ),
        RuntimeFunction.Of(
            "lake_double_to_decimal",
            (double value, long precision, long scale) => FromDouble(value, (int)precision, (int)scale)
        ),
    ];

    private static long Integer(string text, long low, long high, string name)
    {
        var trimmed = text.Trim();
        return
            trimmed.Length > 0
            && trimmed.All(c => char.IsAsciiDigit(c) || c is '+' or '-')
            && long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= low
            && value <= high
            ? value
            : throw RuntimeFailure.Cast($"Cannot cast '{text}' to {name}");
    }

    /// <summary>What Java's <c>Double.parseDouble</c> takes.</summary>
    private static double Floating(string text, string name)
    {
        var trimmed = text.Trim();
        var unsigned = trimmed.TrimStart('+', '-');
        if (unsigned is "NaN" or "Infinity" && trimmed.Length - unsigned.Length <= 1)
        {
            return unsigned == "NaN" ? double.NaN
                : trimmed[0] == '-' ? double.NegativeInfinity
                : double.PositiveInfinity;
        }

        if (trimmed.Length > 1 && trimmed[^1] is 'd' or 'D' or 'f' or 'F')
        {
            trimmed = trimmed[..^1];
        }

        const NumberStyles styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return
            trimmed.Length > 0
            && (char.IsAsciiDigit(trimmed[^1]) || trimmed[^1] == '.')
            && double.TryParse(trimmed, styles, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw RuntimeFailure.Cast($"Cannot cast '{text}' to {name}");
    }

    private static bool Boolean(string text) =>
        text.ToUpperInvariant() switch
        {
            "T" or "TRUE" or "1" => true,
            "F" or "FALSE" or "0" => false,
            _ => throw RuntimeFailure.Cast($"Cannot cast '{text}' to BOOLEAN"),
        };

    /// <summary>Text as a decimal with its scale exactly, rounded half away from zero.</summary>
    private static string Decimal(string text, int precision, int scale)
    {
        var type = $"DECIMAL({precision}, {scale})";
        if (!TryUnscaled(text.Trim(), scale, out var unscaled))
        {
            throw RuntimeFailure.Cast($"Cannot cast VARCHAR '{text}' to {type}. Value is not a number.");
        }

        return BigInteger.Abs(unscaled) < BigInteger.Pow(10, precision)
            ? new BigDecimal(unscaled, scale).ToString()
            : throw RuntimeFailure.Cast($"Cannot cast VARCHAR '{text}' to {type}. Value too large.");
    }

    private static string FromDouble(double value, int precision, int scale)
    {
        var isNumber = TryUnscaled(value.ToString("R", CultureInfo.InvariantCulture), scale, out var unscaled);
        return isNumber && BigInteger.Abs(unscaled) < BigInteger.Pow(10, precision)
            ? new BigDecimal(unscaled, scale).ToString()
            : throw RuntimeFailure.Cast(
                $"Cannot cast DOUBLE '{JavaNumbers.Text(value)}' to DECIMAL({precision}, {scale})"
            );
    }

    /// <summary>The number times ten to the scale, rounded half away from zero.</summary>
    public static bool TryUnscaled(string text, int scale, out BigInteger unscaled)
    {
        var value = BigDecimal.Parse(text)?.WithScale(scale);
        unscaled = value?.Unscaled ?? default;
        return value is not null;
    }
}
