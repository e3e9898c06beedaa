using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class PartitionExpressionTests
{
    private static readonly Column[] Keys =
    [
        new() { Name = "dt", Type = "string" },
        new() { Name = "hour", Type = "int" },
        new() { Name = "day", Type = "date" },
    ];

    private static readonly string[] Values = ["2024-01-05", "9", "2024-01-05"];

    [Theory]
    [InlineData("dt = '2024-01-05'", true)]
    [InlineData("dt = '2024-01-05' AND hour = 9", true)]
    [InlineData("hour < 10", true)]
    [InlineData("hour > '10'", false)]
    [InlineData("10 > hour", true)]
    [InlineData("hour BETWEEN 8 AND 9 and not (dt like '2023-%')", true)]
    [InlineData("dt IN ('2024-01-04', '2024-01-06')", false)]
    [InlineData("dt NOT IN ('2024-01-04')", true)]
    [InlineData("dt LIKE '2024-__-05'", true)]
    [InlineData("day >= DATE '2024-01-01'", true)]
    [InlineData("dt IS NULL OR hour <> 9", false)]
    [InlineData("dt is not null", true)]
    [InlineData("\"dt\" = '2024-01-05' or `hour` = 1", true)]
    [InlineData("", true)]
    public void Conditions_compare_keys_as_their_types(string condition, bool expected) =>
        Assert.Equal(expected, PartitionExpression.Parse(condition, Keys).IsTrue(Values));

    [Theory]
    [InlineData("nothere = 1", "nothere")]
    [InlineData("hour = 'x'", "hour")]
    [InlineData("dt = ", "ends too early")]
    [InlineData("dt = 'open", "not closed")]
    [InlineData("upper(dt) = 'X'", "upper")]
    public void What_is_not_understood_is_refused_by_name(string condition, string named)
    {
        var fault = Assert.Throws<AwsException>(() => PartitionExpression.Parse(condition, Keys));

        Assert.Equal("InvalidInputException", fault.Code);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_partition_matches_no_comparison_and_no_negation()
    {
        string[] nulls = ["__HIVE_DEFAULT_PARTITION__", "1", "2024-01-01"];

        Assert.False(PartitionExpression.Parse("dt = 'a'", Keys).IsTrue(nulls));
        Assert.False(PartitionExpression.Parse("NOT dt = 'a'", Keys).IsTrue(nulls));
        Assert.True(PartitionExpression.Parse("dt IS NULL", Keys).IsTrue(nulls));
    }
}
