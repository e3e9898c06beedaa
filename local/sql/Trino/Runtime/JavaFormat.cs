using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>
/// Java's <c>String.format</c>. Arguments come as text after a letter for their kind: <c>b</c>oolean, <c>d</c> integer,
/// <c>f</c>loating, <c>D</c>ecimal, <c>t</c>emporal, <c>s</c> text, <c>n</c> null.
/// </summary>
internal static partial class JavaFormat
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_format", (string format, List<string> arguments) => Format(format, arguments)),
    ];

    [GeneratedRegex(@"%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([tT])?([a-zA-Z%])")]
    private static partial Regex Pattern();

    private static string Format(string format, List<string> arguments)
    {
        var next = 0;
        return Pattern()
            .Replace(
                format,
                match =>
                {
                    var conversion = match.Groups[6].Value[0];
                    if (match.Groups[5].Length == 0 && conversion is '%' or 'n')
                    {
                        return conversion == '%' ? Pad("%", match) : "\n";
                    }

                    var index = match.Groups[1].Success
                        ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1
                        : next++;
                    return index < arguments.Count
                        ? Pad(Convert(match, conversion, arguments[index]), match)
                        : throw RuntimeFailure.Argument(
                            $"Invalid format string: {format} (MissingFormatArgument: Format specifier '{match.Value}')"
                        );
                }
            );
    }

    private static string Pad(string text, Match match)
    {
        if (!match.Groups[3].Success)
        {
            return text;
        }

        var width = int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value.Contains('-', StringComparison.Ordinal)
            ? text.PadRight(width)
            : text.PadLeft(width);
    }

    private static string Convert(Match match, char conversion, string argument)
    {
        var (kind, value) = (argument[0], argument[1..]);
        if (kind == 'n')
        {
            return conversion is 'b' ? "false"
                : char.IsUpper(conversion) ? "NULL"
                : "null";
        }

        if (match.Groups[5].Length > 0)
        {
            return Temporal(conversion, value);
        }

        var text = char.ToLowerInvariant(conversion) switch
        {
            's' => Limited(value, match),
            'b' => kind == 'b' ? value : "true",
            'd' => kind is 'd' ? Signed(Integer(value, match), match) : throw Mismatch(match, conversion, kind),
            'x' => kind is 'd'
                ? long.Parse(value, CultureInfo.InvariantCulture).ToString("x", CultureInfo.InvariantCulture)
                : throw Mismatch(match, conversion, kind),
            'o' => kind is 'd'
                ? System.Convert.ToString(long.Parse(value, CultureInfo.InvariantCulture), 8)
                : throw Mismatch(match, conversion, kind),
            'f' or 'e' or 'g' => kind is 'f' or 'D'
                ? Signed(Floating(value, match, char.ToLowerInvariant(conversion)), match)
                : throw Mismatch(match, conversion, kind),
            'c' => value,
            _ => throw RuntimeFailure.Argument(
                $"Invalid format string: {match.Value} (UnknownFormatConversion: Conversion = '{conversion}')"
            ),
        };
        return char.IsUpper(conversion) ? text.ToUpperInvariant() : text;
    }

    private static RuntimeFailure Mismatch(Match match, char conversion, char kind)
    {
        var type = kind switch
        {
            'd' => "java.lang.Long",
            'f' => "java.lang.Double",
            'D' => "java.math.BigDecimal",
            'b' => "java.lang.Boolean",
            _ => "java.lang.String",
        };
        return RuntimeFailure.Argument(
            $"Invalid format string: {match.Value} (IllegalFormatConversion: {conversion} != {type})"
        );
    }

    private static string Limited(string value, Match match) =>
        match.Groups[4].Success
        && int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture) is var most
        && most < value.Length
            ? value[..most]
            : value;

    private static string Integer(string value, Match match) =>
        match.Groups[2].Value.Contains(',', StringComparison.Ordinal)
            ? long.Parse(value, CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture)
            : value;

    /// <summary>Flags that speak of the sign and of zeros before the digits.</summary>
    private static string Signed(string text, Match match)
    {
        var flags = match.Groups[2].Value;
        var isNegative = text.StartsWith('-');
        var digits = isNegative ? text[1..] : text;
        if (isNegative && flags.Contains('(', StringComparison.Ordinal))
        {
            return $"({digits})";
        }

        var sign =
            isNegative ? "-"
            : flags.Contains('+', StringComparison.Ordinal) ? "+"
            : flags.Contains(' ', StringComparison.Ordinal) ? " "
            : "";
        if (flags.Contains('0', StringComparison.Ordinal) && match.Groups[3].Success)
        {
            digits = digits.PadLeft(int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) - sign.Length, '0');
        }

        return sign + digits;
    }

    private static string Floating(string value, Match match, char conversion)
    {
        var precision = match.Groups[4].Success ? int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture) : 6;
        var number = double.Parse(value, CultureInfo.InvariantCulture);
        if (conversion == 'e')
        {
            return Exponential(number, precision);
        }

        if (conversion == 'g')
        {
            precision = Math.Max(1, precision);
            var size = number == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(number)));
            return size < -4 || size >= precision
                ? Exponential(number, precision - 1)
                : number.ToString($"F{Math.Max(0, precision - 1 - size)}", CultureInfo.InvariantCulture);
        }

        var grouping = match.Groups[2].Value.Contains(',', StringComparison.Ordinal) ? "N" : "F";
        return NumberRuntime.TryUnscaled(value, precision, out var unscaled) && grouping == "F"
            ? DecimalRuntime.Text(unscaled, precision)
            : number.ToString($"{grouping}{precision}", CultureInfo.InvariantCulture);
    }

    private static string Exponential(double number, int precision)
    {
        var text = number.ToString($"e{precision}", CultureInfo.InvariantCulture);
        var e = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        return $"{text[..e]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture)}";
    }

    private static string Temporal(char conversion, string value)
    {
        var time =
            TrinoTime.Timestamp(value)?.Local
            ?? throw RuntimeFailure.Argument($"Invalid format string: no date is '{value}'");
        var letters = new StringBuilder().Append(
            conversion switch
            {
                'Y' => "%Y",
                'y' => "%y",
                'm' => "%m",
                'd' => "%d",
                'e' => "%e",
                'H' => "%H",
                'k' => "%k",
                'I' => "%I",
                'l' => "%l",
                'M' => "%i",
                'S' => "%s",
                'B' => "%M",
                'b' or 'h' => "%b",
                'A' => "%W",
                'a' => "%a",
                'p' => "%p",
                'j' => "%j",
                'F' => "%Y-%m-%d",
                'T' => "%T",
                'D' => "%m/%d/%y",
                _ => throw RuntimeFailure.Argument(
                    $"Invalid format string: UnknownFormatConversion: Conversion = 't{conversion}'"
                ),
            }
        );
        return MySqlFormat.Format(time, letters.ToString());
    }
}
