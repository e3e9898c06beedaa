using System.Text;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Trino's <c>format</c>.</summary>
internal static class FormatRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_format", (string format, List<string> arguments) => Format(format, arguments)),
    ];

    private static readonly JavaFormat Formatter = new("java.lang.String", "java.math.BigDecimal", Temporal);

    private static string Format(string format, List<string> arguments)
    {
        try
        {
            return Formatter.Format(format, arguments);
        }
        catch (JavaFormatException failure)
        {
            throw RuntimeFailure.Argument($"Invalid format string: {format} ({failure.Name}: {failure.Message})");
        }
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
