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

    [GeneratedRegex(@"%(?<i>\d+\$)?(?<f>[-#+ 0,(]*)(?<w>\d+)?(\.(?<p>\d+))?(?<c>[a-zA-Z%])")]
    private static partial Regex Specifier();

    /// <summary>Java's String.format of text arguments.</summary>
    public static string Printf(string format, IReadOnlyList<string?> arguments)
    {
        var next = 0;
        return Specifier()
            .Replace(
                format,
                match =>
                {
                    var kind = match.Groups["c"].Value[0];
                    if (kind is '%' or 'n')
                    {
                        return kind == '%' ? "%" : "\n";
                    }

                    var index = match.Groups["i"].Success
                        ? int.Parse(match.Groups["i"].Value.TrimEnd('$'), CultureInfo.InvariantCulture) - 1
                        : next++;
                    var argument =
                        index < arguments.Count
                            ? arguments[index]
                            : throw SparkException
                                .Job(
                                    null,
                                    $"Format specifier '{match.Value}'",
                                    "java.util.MissingFormatArgumentException"
                                )
                                .ForEngine();
                    return Pad(Convert(kind, argument, match), match);
                }
            );
    }

    private static string Convert(char kind, string? argument, Match match)
    {
        var precision = match.Groups["p"].Success
            ? int.Parse(match.Groups["p"].Value, CultureInfo.InvariantCulture)
            : -1;
        var flags = match.Groups["f"].Value;
        if (argument is null)
        {
            return "null";
        }

        switch (kind)
        {
            case 's' or 'S':
                var text = precision >= 0 && precision < argument.Length ? argument[..precision] : argument;
                return kind == 'S' ? text.ToUpperInvariant() : text;
            case 'd':
                var whole = flags.Contains(',', StringComparison.Ordinal) ? Number(argument, "0", false)! : argument;
                return flags.Contains('+', StringComparison.Ordinal) && !whole.StartsWith('-') ? "+" + whole : whole;
            case 'x' or 'X':
                var hex =
                    long.Parse(argument, CultureInfo.InvariantCulture) is var value && value is >= int.MinValue and < 0
                        ? ((int)value).ToString("x", CultureInfo.InvariantCulture)
                        : value.ToString("x", CultureInfo.InvariantCulture);
                return kind == 'X' ? hex.ToUpperInvariant() : hex;
            case 'o':
                return System.Convert.ToString(long.Parse(argument, CultureInfo.InvariantCulture), 8);
            case 'f':
                var decimals = precision < 0 ? 6 : precision;
                var rounded = BigDecimal.Parse(argument)!.Value.WithScale(decimals).ToString();
                return flags.Contains(',', StringComparison.Ordinal)
                    ? Number(rounded, decimals.ToString(CultureInfo.InvariantCulture), false)!
                    : rounded;
            case 'e' or 'E':
                var real = double.Parse(argument, CultureInfo.InvariantCulture)
                    .ToString(
                        (kind == 'e' ? "e" : "E") + (precision < 0 ? 6 : precision),
                        CultureInfo.InvariantCulture
                    );
                return Exponent().Replace(real, "$1$2");
            case 'b' or 'B':
                return argument == "false" ? "false" : "true";
            case 'c':
                return argument;
            default:
                throw SparkException
                    .Job(null, $"Conversion = '{kind}'", "java.util.UnknownFormatConversionException")
                    .ForEngine();
        }
    }

    [GeneratedRegex(@"([eE][+-])0(\d\d)$")]
    private static partial Regex Exponent();

    private static string Pad(string text, Match match)
    {
        if (!match.Groups["w"].Success)
        {
            return text;
        }

        var width = int.Parse(match.Groups["w"].Value, CultureInfo.InvariantCulture);
        var flags = match.Groups["f"].Value;
        if (flags.Contains('-', StringComparison.Ordinal))
        {
            return text.PadRight(width);
        }

        if (!flags.Contains('0', StringComparison.Ordinal))
        {
            return text.PadLeft(width);
        }

        return text.StartsWith('-') ? "-" + text[1..].PadLeft(width - 1, '0') : text.PadLeft(width, '0');
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
