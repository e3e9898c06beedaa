using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Runtime.Java;

/// <summary>
/// Java's <c>String.format</c>. Arguments come as text after a letter for their kind: <c>b</c>oolean, <c>i</c>nt,
/// <c>d</c> long, <c>f</c>loating, <c>D</c>ecimal, <c>t</c>emporal, <c>s</c> text, <c>n</c> null.
/// </summary>
/// <param name="textType">The Java class of texts, for messages.</param>
/// <param name="decimalType">The Java class of decimals, for messages.</param>
/// <param name="temporal">Formats a temporal value by a letter of <c>%t</c>; null where there are none.</param>
internal sealed partial class JavaFormat(
    string textType,
    string decimalType,
    Func<char, string, string>? temporal = null
)
{
    [GeneratedRegex(@"%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([tT])?([a-zA-Z%])")]
    private static partial Regex Pattern();

    /// <exception cref="JavaFormatException">As Java: too few arguments, or one of another kind.</exception>
    public string Format(string format, IReadOnlyList<string> arguments)
    {
        var next = 0;
        return Pattern()
            .Replace(
                format,
                match =>
                {
                    var specifier = new Specifier(match);
                    if (!specifier.IsTemporal && specifier.Conversion is '%' or 'n')
                    {
                        return specifier.Conversion == '%' ? specifier.Pad("%") : "\n";
                    }

                    var index = match.Groups[1].Success ? Number(match.Groups[1])!.Value - 1 : next++;
                    return index < arguments.Count
                        ? specifier.Pad(Convert(specifier, arguments[index]))
                        : throw new JavaFormatException("MissingFormatArgument", $"Format specifier '{match.Value}'");
                }
            );
    }

    private string Convert(Specifier specifier, string argument)
    {
        var (kind, value) = (argument[0], argument[1..]);
        if (specifier.IsTemporal)
        {
            return kind == 'n' ? "null"
                : kind == 't' && temporal is not null ? temporal(specifier.Conversion, value)
                : throw Mismatch(specifier, kind);
        }

        var text = char.ToLowerInvariant(specifier.Conversion) switch
        {
            'b' => kind == 'n' ? "false"
            : kind == 'b' ? value
            : "true",
            's' => specifier.Precision is { } most && most < value.Length ? value[..most]
            : kind == 'n' ? "null"
            : value,
            _ when kind == 'n' => "null",
            'd' when kind is 'd' or 'i' => specifier.Signed(specifier.Grouped(value)),
            'x' when kind is 'd' or 'i' => specifier.Zeros(Radix(value, kind, 16)),
            'o' when kind is 'd' or 'i' => specifier.Zeros(Radix(value, kind, 8)),
            'c' when kind is 's' => value,
            'c' when kind is 'd' or 'i' => char.ConvertFromUtf32(int.Parse(value, CultureInfo.InvariantCulture)),
            'f' or 'e' or 'g' when kind is 'f' or 'D' => Floating(specifier, value),
            'd' or 'x' or 'o' or 'c' or 'f' or 'e' or 'g' => throw Mismatch(specifier, kind),
            _ => throw new JavaFormatException("UnknownFormatConversion", $"Conversion = '{specifier.Conversion}'"),
        };
        return char.IsUpper(specifier.Conversion) ? text.ToUpperInvariant() : text;
    }

    private JavaFormatException Mismatch(Specifier specifier, char kind)
    {
        var type = kind switch
        {
            'd' => "java.lang.Long",
            'i' => "java.lang.Integer",
            'f' => "java.lang.Double",
            'b' => "java.lang.Boolean",
            'D' => decimalType,
            _ => textType,
        };
        return new JavaFormatException("IllegalFormatConversion", $"{specifier.Conversion} != {type}");
    }

    /// <summary>The two's complement's digits, as wide as the type.</summary>
    private static string Radix(string value, char kind, int radix) =>
        kind == 'i'
            ? System.Convert.ToString(int.Parse(value, CultureInfo.InvariantCulture), radix)
            : System.Convert.ToString(long.Parse(value, CultureInfo.InvariantCulture), radix);

    private static string Floating(Specifier specifier, string value)
    {
        if (BigDecimal.Parse(value) is not { } exact)
        {
            // NaN and the infinities.
            return value;
        }

        var precision = specifier.Precision ?? 6;
        var number = double.Parse(value, CultureInfo.InvariantCulture);
        switch (char.ToLowerInvariant(specifier.Conversion))
        {
            case 'f':
                return specifier.Signed(specifier.Grouped(exact.WithScale(precision).ToString()));
            case 'e':
                return specifier.Signed(Exponential(number, precision));
            default:
                precision = Math.Max(1, precision);
                var size = number == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(number)));
                return specifier.Signed(
                    size < -4 || size >= precision
                        ? Exponential(number, precision - 1)
                        : exact.WithScale(Math.Max(0, precision - 1 - size)).ToString()
                );
        }
    }

    private static string Exponential(double number, int precision)
    {
        var text = number.ToString($"e{precision}", CultureInfo.InvariantCulture);
        var e = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        return $"{text[..e]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture)}";
    }

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>One <c>%…</c> of a format.</summary>
    private sealed class Specifier(Match match)
    {
        private readonly int? _width = Number(match.Groups[3]);

        public int? Precision { get; } = Number(match.Groups[4]);

        public bool IsTemporal => match.Groups[5].Length > 0;

        public char Conversion { get; } = match.Groups[6].Value[0];

        private bool Has(char flag) => match.Groups[2].ValueSpan.Contains(flag);

        public string Pad(string text) =>
            _width is not { } width ? text
            : Has('-') ? text.PadRight(width)
            : text.PadLeft(width);

        public string Zeros(string digits, int used = 0) =>
            Has('0') && _width is { } width ? digits.PadLeft(width - used, '0') : digits;

        /// <summary>With commas between thousands, if asked for.</summary>
        public string Grouped(string number)
        {
            if (!Has(','))
            {
                return number;
            }

            var point = number.IndexOf('.', StringComparison.Ordinal);
            var first = number.StartsWith('-') ? 1 : 0;
            for (var at = (point < 0 ? number.Length : point) - 3; at > first; at -= 3)
            {
                number = number.Insert(at, ",");
            }

            return number;
        }

        /// <summary>With the flags that speak of the sign, and of zeros before the digits.</summary>
        public string Signed(string number)
        {
            var isNegative = number.StartsWith('-');
            var digits = isNegative ? number[1..] : number;
            if (isNegative && Has('('))
            {
                return $"({Zeros(digits, used: 2)})";
            }

            var sign =
                isNegative ? "-"
                : Has('+') ? "+"
                : Has(' ') ? " "
                : "";
            return sign + Zeros(digits, sign.Length);
        }
    }
}

/// <summary>What Java's formatter raises: <c>java.util.{Name}Exception</c> with this message.</summary>
internal sealed class JavaFormatException(string name, string message) : FormatException(message)
{
    public string Name => name;
}
