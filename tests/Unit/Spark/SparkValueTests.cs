using CustomerLake.Local.Sql.Spark;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Values;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Tests.Unit.Spark;

public sealed class SparkValueTests
{
    [Theory]
    [InlineData("2024-03-05", 19787)]
    [InlineData("2024-3-5", 19787)]
    [InlineData(" 2024-03-05 ", 19787)]
    [InlineData("2024-03-05T10:00:00", 19787)]
    [InlineData("2024-02-30", null)]
    [InlineData("05/03/2024", null)]
    public void Text_is_cast_to_a_date_as_Spark_does(string text, int? days) =>
        Assert.Equal(days, DateValues.ParseDate(text));

    [Theory]
    [InlineData("1970-01-01 00:00:01", 1_000_000L)]
    [InlineData("1970-01-01T00:00:00.5Z", 500_000L)]
    [InlineData("1970-01-01 01:00:00+01:00", 0L)]
    [InlineData("1970-01-01 25:00:00", null)]
    public void Text_is_cast_to_a_timestamp_as_Spark_does(string text, long? micros) =>
        Assert.Equal(micros, DateValues.ParseTimestamp(text, "UTC"));

    [Fact]
    public void A_time_that_a_zone_skips_moves_forward_and_one_it_repeats_is_the_first()
    {
        var skipped = DateValues.ParseTimestamp("2024-03-31 02:30:00", "Europe/Paris");
        var repeated = DateValues.ParseTimestamp("2024-10-27 02:30:00", "Europe/Paris");

        Assert.Equal(DateValues.ParseTimestamp("2024-03-31 01:30:00", "UTC"), skipped);
        Assert.Equal(DateValues.ParseTimestamp("2024-10-27 00:30:00", "UTC"), repeated);
    }

    [Fact]
    public void A_stray_quote_makes_a_quoted_field_plain()
    {
        var parser = new CsvParser(new CsvOptions());

        Assert.Equal(["1", "\"say \"\"hi\"\"\"", null], parser.Line("1,\"say \"\"hi\"\"\","));
        Assert.Equal(["2", "back\"slash"], parser.Line("2,\"back\\\"slash\""));
        Assert.Equal(["3", "a,b"], parser.Line("3,\"a,b\""));
    }

    [Theory]
    [InlineData("1.005", 10, 2, "1.01")]
    [InlineData("-0.005", 10, 2, "-0.01")]
    [InlineData("99.95", 3, 1, null)]
    [InlineData("1e5", 10, 2, "100000.00")]
    public void Decimals_round_half_up_and_overflow_to_null(string text, int precision, int scale, string? expected) =>
        Assert.Equal(expected, NumberValues.ToDecimal(text, precision, scale));

    [Theory]
    [InlineData("selec 1", "PARSE_SYNTAX_ERROR")]
    [InlineData("", "PARSE_EMPTY_STATEMENT")]
    [InlineData("select 1; select 2", "PARSE_SYNTAX_ERROR")]
    public void Text_that_is_no_statement_is_refused_with_Sparks_condition(string text, string condition)
    {
        var error = Assert.Throws<SparkException>(() => Local.Sql.Spark.Syntax.StatementParser.Parse(text));

        Assert.Equal(condition, error.Condition);
    }

    [Theory]
    [InlineData("SELECT ", "(", "1", ")")]
    [InlineData("SELECT ", "NOT ", "true", "")]
    [InlineData("SELECT * FROM ", "(SELECT * FROM ", "t", ")")]
    [InlineData("SELECT CAST(x AS ", "array<", "int", ">")]
    public void Deep_nesting_is_refused_and_does_not_crash(string start, string open, string inner, string close)
    {
        var text =
            start
            + string.Concat(Enumerable.Repeat(open, 20_000))
            + inner
            + string.Concat(Enumerable.Repeat(close, 20_000));

        var error = Assert.Throws<SparkException>(() => Local.Sql.Spark.Syntax.StatementParser.Parse(text));

        Assert.Equal("FAILED_TO_PARSE_TOO_COMPLEX", error.Condition);
    }

    [Fact]
    public void Partition_values_are_escaped_as_Hive_does() =>
        Assert.Equal("a%2Fb%3Dc d", PartitionFolder.Escape("a/b=c d"));
}
