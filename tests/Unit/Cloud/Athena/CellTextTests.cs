using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class CellTextTests
{
    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(1e20, "1.0E20")]
    [InlineData(1e-7, "1.0E-7")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "1.0E-4")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(12345678.9, "1.23456789E7")]
    [InlineData(100.0, "100.0")]
    [InlineData(-2.5e-10, "-2.5E-10")]
    [InlineData(0.0, "0.0")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_double_is_printed_as_java_does(double value, string text)
    {
        Assert.Equal(text, CellText.Of(value, SqlType.Double));
    }

    [Fact]
    public void A_real_has_the_digits_of_a_single_precision_number()
    {
        Assert.Equal("0.1", CellText.Of((double)0.1f, SqlType.Real));
        Assert.Equal("1.6777216E7", CellText.Of((double)16777216f, SqlType.Real));
    }

    [Fact]
    public void Nested_values_are_printed_without_quotes_and_with_the_word_null()
    {
        var row = SqlType.Row([new SqlField("a", SqlType.BigInt), new SqlField(null, SqlType.Varchar)]);

        Assert.Equal(
            "[[1], [2, null]]",
            CellText.Of(
                new object?[] { new object?[] { 1L }, new object?[] { 2L, null } },
                SqlType.Array(SqlType.Array(SqlType.BigInt))
            )
        );
        Assert.Equal("{a=1, x}", CellText.Of(new object?[] { 1L, "x" }, row));
    }

    [Fact]
    public void The_keys_of_a_map_ascend_numbers_by_value()
    {
        var map = new SqlMap([
            new KeyValuePair<object, object?>(10L, "a"),
            new KeyValuePair<object, object?>(9L, null),
        ]);

        Assert.Equal("{9=null, 10=a}", CellText.Of(map, SqlType.Map(SqlType.BigInt, SqlType.Varchar)));
    }

    [Fact]
    public void Bytes_are_pairs_of_hex_digits_and_null_is_no_text()
    {
        Assert.Equal("31 0a ff", CellText.Of(new byte[] { 0x31, 0x0a, 0xff }, SqlType.Varbinary));
        Assert.Equal("", CellText.Of(Array.Empty<byte>(), SqlType.Varbinary));
        Assert.Null(CellText.Of(null, SqlType.BigInt));
    }
}
