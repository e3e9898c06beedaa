using System.Globalization;
using System.Numerics;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Decimal arithmetic that DuckDB does in doubles or cannot do: on text, exactly.</summary>
internal static class DecimalRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of(
            "lake_decimal_divide",
            (string left, string right, long scale) => Divide(left, right, (int)scale)
        ),
        RuntimeFunction.Of("lake_decimal_multiply", (string left, string right) => Multiply(left, right)),
    ];

    private static readonly BigInteger Limit = BigInteger.Pow(10, 38);

    private static BigDecimal Read(string text) =>
        BigDecimal.Parse(text) ?? throw new FormatException($"'{text}' is no decimal.");

    private static string Divide(string left, string right, int scale)
    {
        var divisor = Read(right);
        return divisor.Unscaled.IsZero
            ? throw new RuntimeFailure("DIVISION_BY_ZERO", "Division by zero")
            : Text(Read(left).Divide(divisor, scale));
    }

    private static string Multiply(string left, string right) => Text(Read(left) * Read(right));

    public static string Text(BigInteger unscaled, int scale) => Text(new BigDecimal(unscaled, scale));

    private static string Text(BigDecimal value) =>
        BigInteger.Abs(value.Unscaled) < Limit
            ? value.ToString()
            : throw new RuntimeFailure("NUMERIC_VALUE_OUT_OF_RANGE", "Decimal overflow");
}
