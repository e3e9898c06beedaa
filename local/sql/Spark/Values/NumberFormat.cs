using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>format_number, format_string and to_number.</summary>
internal static partial class NumberFormat
{
    /// <summary>Thousands separators and so many decimals, half even; or a pattern such as <c>#,###.00</c>.</summary>
    public static string? Number(string number, string format, bool isPattern)
    {
        if (number is "NaN")
        {
            return "NaN";
        }

        if (number is "Infinity" or "-Infinity")
        {
            return number.StartsWith('-') ? "-∞" : "∞";
        }

        var decimals = 0;
        var least = 1;
        var grouped = true;
        if (isPattern)
        {
            var dot = format.IndexOf('.', StringComparison.Ordinal);
            decimals = dot < 0 ? 0 : format.Length - dot - 1;
            grouped = format.Contains(',', StringComparison.Ordinal);
            least = (dot < 0 ? format : format[..dot]).Count(c => c == '0');
        }
        else
        {
            decimals = int.Parse(format, CultureInfo.InvariantCulture);
            if (decimals < 0)
            {
                return null;
            }
        }

        var exact = BigDecimal.Parse(number)!.Value;
        var rounded = NumberValues.Round(exact, decimals, halfEven: true).WithScale(decimals).ToString();
        var negative = rounded.StartsWith('-');
        var parts = rounded.TrimStart('-').Split('.');
        var whole = parts[0].TrimStart('0').PadLeft(least, '0');
        if (grouped)
        {
            whole = Thousands().Replace(whole, ",");
        }

        var text = decimals > 0 ? $"{whole}.{parts[1]}" : whole;
        return negative ? "-" + text : text;
    }

    [GeneratedRegex(@"(?<=\d)(?=(\d{3})+$)")]
    private static partial Regex Thousands();

    private static readonly JavaFormat Formatter = new(
        "org.apache.spark.unsafe.types.UTF8String",
        "org.apache.spark.sql.types.Decimal"
    );

    /// <summary>format_string; arguments in the form that <see cref="JavaFormat"/> takes.</summary>
    public static string Printf(string format, List<string> arguments)
    {
        try
        {
            return Formatter.Format(format, arguments);
        }
        catch (JavaFormatException failure)
        {
            throw SparkException.Job(null, failure.Message, $"java.util.{failure.Name}Exception").ForEngine();
        }
    }

    /// <summary>The decimal type that a to_number format describes.</summary>
    public static DecimalType TypeOf(string format)
    {
        var digits = format.Replace("G", ",", StringComparison.OrdinalIgnoreCase);
        var dot = digits.IndexOfAny(['.', 'D', 'd']);
        var scale = dot < 0 ? 0 : digits[dot..].Count(IsDigit);
        return new DecimalType(Math.Max(1, digits.Count(IsDigit)), scale);
    }

    private static bool IsDigit(char c) => c is '9' or '0';

    public static string? ToNumber(string text, string format, bool quiet)
    {
        if (Match(text.Trim(), format) is { } value && BigDecimal.Parse(value) is { } exact)
        {
            var type = TypeOf(format);
            if (exact.Fit(type.Precision, type.Scale) is { } fitted)
            {
                return fitted;
            }
        }

        return quiet
            ? null
            : throw new SparkException(
                "IllegalArgumentException",
                "INVALID_FORMAT.MISMATCH_INPUT",
                $"[INVALID_FORMAT.MISMATCH_INPUT] The format is invalid: '{format}'. The input \"STRING\" '{text}' does not match the format."
            ).ForEngine();
    }

    private static string? Match(string text, string format)
    {
        var negative = false;
        if (format.EndsWith("PR", StringComparison.OrdinalIgnoreCase))
        {
            format = format[..^2];
            negative = text.StartsWith('<') && text.EndsWith('>');
            text = text.Trim('<', '>');
        }

        foreach (var sign in (ReadOnlySpan<string>)["S", "MI"])
        {
            if (format.EndsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                format = format[..^sign.Length];
                negative |= text.EndsWith('-');
                text = text.TrimEnd('-', '+');
            }
            else if (format.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
            {
                format = format[sign.Length..];
                negative |= text.StartsWith('-');
                text = text.TrimStart('-', '+');
            }
        }

        if (format.StartsWith('$') || format.StartsWith('L'))
        {
            format = format[1..];
            if (!text.StartsWith('$'))
            {
                return null;
            }

            text = text[1..];
        }

        var result = new StringBuilder(negative ? "-" : "");
        foreach (var c in text)
        {
            if (c == ',' && format.AsSpan().ContainsAny(",Gg"))
            {
                continue;
            }

            if (!char.IsAsciiDigit(c) && !(c == '.' && format.AsSpan().ContainsAny(".Dd")))
            {
                return null;
            }

            result.Append(c);
        }

        return text.Length == 0 ? null : result.ToString();
    }
}
