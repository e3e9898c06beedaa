using System.Text.RegularExpressions;

namespace CustomerLake.Cli.Output;

/// <summary>The parser's complaints in the user's words: what kind of value is wanted, not which type of .NET.</summary>
internal static partial class ParseFault
{
    public static string InWords(string message) =>
        TypeName().Replace(message, type => Wanted(type.Groups["name"].Value));

    private static string Wanted(string type) =>
        type switch
        {
            "Int32" or "Int64" => "; give a whole number",
            "Double" or "Decimal" => "; give a number",
            "DateOnly" => "; give a day such as 2026-03-01",
            "Boolean" => "; give true or false",
            _ => $" as {type}",
        };

    [GeneratedRegex(@" as expected type \'(System\.Nullable`1\[)?System\.(?<name>\w+)\]?\'")]
    private static partial Regex TypeName();
}
