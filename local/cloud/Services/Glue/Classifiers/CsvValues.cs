using System.Buffers;
using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>Types of CSV cells. The built-in classifier knows bigint, double, boolean and string, and no dates.</summary>
internal static class CsvValues
{
    private static readonly SearchValues<char> Numeric = SearchValues.Create("+-0123456789.eE");

    /// <summary>The type of one cell; an empty one says nothing.</summary>
    public static InferredType TypeOf(string cell)
    {
        if (cell.Length == 0)
        {
            return InferredType.Unknown;
        }
        if (
            cell.Equals("true", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("false", StringComparison.OrdinalIgnoreCase)
        )
        {
            return InferredType.Boolean;
        }
        // Only digits, sign, point and exponent: '1.234,56', ' 1', 'NaN' and '1_000' are text.
        if (cell.AsSpan().ContainsAnyExcept(Numeric) || !cell.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return InferredType.String;
        }
        if (long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return InferredType.BigInt;
        }
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? InferredType.Double
            : InferredType.String;
    }

    /// <summary>Digits that a number would lose: '02134' as bigint is 2134.</summary>
    public static bool HasLeadingZero(string cell) =>
        cell.Length > 1 && cell[0] == '0' && !cell.AsSpan().ContainsAnyExceptInRange('0', '9');
}
