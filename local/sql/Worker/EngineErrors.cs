using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// Failures at run time in the words of <see cref="SqlException"/>. Those that our text and functions raise carry code and
/// message; DuckDB's own are told by their wording. Spark words some otherwise: it maps the codes further.
/// </summary>
internal static partial class EngineErrors
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["INT8"] = "tinyint",
        ["INT16"] = "smallint",
        ["INT32"] = "integer",
        ["INT64"] = "bigint",
        ["INT128"] = "decimal",
    };

    public static SqlException Translate(DuckDBException failure)
    {
        var text = failure.Message;
        var start = text.IndexOf('\u0001', StringComparison.Ordinal);
        if (start >= 0)
        {
            var parts = text[(start + 1)..].Split('\u0001', 2);
            return new SqlException(parts[0], FirstLines(parts[1]), failure);
        }

        if (
            Overflow().Match(text) is { Success: true } overflow
            && Types.TryGetValue(overflow.Groups[2].Value, out var type)
        )
        {
            var verb = overflow.Groups[1].Value;
            var operands = overflow.Groups[3].Value;
            return new SqlException("NUMERIC_VALUE_OUT_OF_RANGE", $"{type} {verb} overflow: {operands}", failure);
        }

        if (
            OutOfRange().Match(text) is { Success: true } range
            && Types.TryGetValue(range.Groups[3].Value, out var target)
        )
        {
            return new SqlException(
                "NUMERIC_VALUE_OUT_OF_RANGE",
                $"Out of range for {target}: {Value(range.Groups[1].Value, range.Groups[2].Value)}",
                failure
            );
        }

        if (AbsOverflow().Match(text) is { Success: true } abs)
        {
            return new SqlException(
                "NUMERIC_VALUE_OUT_OF_RANGE",
                $"Value {abs.Groups[1].Value} is out of range for abs(integer)",
                failure
            );
        }

        if (text.Contains("More than one row returned by a subquery", StringComparison.Ordinal))
        {
            return new SqlException("SUBQUERY_MULTIPLE_ROWS", "Scalar sub-query has returned multiple rows", failure);
        }

        if (text.Contains("Map keys must be unique", StringComparison.Ordinal))
        {
            return new SqlException("INVALID_FUNCTION_ARGUMENT", "Duplicate map keys are not allowed", failure);
        }

        if (text.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase))
        {
            return new SqlException("EXCEEDED_LOCAL_MEMORY_LIMIT", "Query exceeded per-node memory limit", failure);
        }

        if (
            text.Contains("Could not convert", StringComparison.Ordinal)
            || text.Contains("Could not cast value", StringComparison.Ordinal)
        )
        {
            return new SqlException(
                "INVALID_CAST_ARGUMENT",
                text[(text.IndexOf(':', StringComparison.Ordinal) + 2)..],
                failure
            );
        }

        return new SqlException("GENERIC_INTERNAL_ERROR", text, failure);
    }

    private static string FirstLines(string text) => text.TrimEnd();

    private static string Value(string type, string value) =>
        type is "DOUBLE" or "FLOAT" && double.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? JavaNumbers.Text(number)
            : value;

    [GeneratedRegex(@"Overflow in (addition|subtraction|multiplication|negation) of (INT\d+) \((.*?)\)!")]
    private static partial Regex Overflow();

    [GeneratedRegex(
        @"Type (\w+) with value (\S+) can't be cast because the value is out of range for the destination type (INT\d+)"
    )]
    private static partial Regex OutOfRange();

    [GeneratedRegex(@"Overflow on abs\((-?\d+)\)")]
    private static partial Regex AbsOverflow();
}
