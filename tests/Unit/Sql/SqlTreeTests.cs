using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino.Parse;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Tests.Unit.Sql;

public sealed class SqlTreeTests
{
    [Theory]
    [InlineData(
        "SELECT a, count(*) FILTER (WHERE b > 1) OVER (PARTITION BY c ORDER BY d DESC NULLS FIRST) FROM t JOIN u USING (x)"
    )]
    [InlineData(
        "WITH RECURSIVE r(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r OFFSET 1 FETCH FIRST 2 ROWS WITH TIES"
    )]
    [InlineData(
        "INSERT INTO db.t (a, b) SELECT x -> x, CAST(1 AS decimal(10, 2)) FROM UNNEST(ARRAY[1]) WITH ORDINALITY"
    )]
    public void A_tree_is_the_same_after_a_trip_through_json(string sql)
    {
        var tree = TrinoParser.ParseStatement(sql);

        var copy = SqlTree.FromJson<Statement>(SqlTree.ToJson(tree));

        Assert.Equal(tree, copy);
    }

    [Fact]
    public void Positions_take_no_part_in_equality_but_survive_json()
    {
        var left = TrinoParser.ParseExpression("a + 1");
        var right = TrinoParser.ParseExpression("   a   +   1");

        Assert.Equal(left, right);
        Assert.Equal(8, SqlTree.FromJson<Expression>(SqlTree.ToJson(right)).At.Column);
    }

    [Fact]
    public void A_plain_string_is_an_unquoted_name_in_json()
    {
        var tree = SqlTree.FromJson<Expression>(
            """{"node":"call","name":["upper"],"arguments":[{"node":"name","name":"city"}]}"""
        );

        Assert.Equal(TrinoParser.ParseExpression("upper(city)"), tree);
    }

    [Theory]
    [InlineData("SELECT 1 +", 1, 11)]
    [InlineData("SELECT a\nFROM t WHER a = 1", 2, 13)]
    [InlineData("SELECT 'open", 1, 8)]
    public void A_syntax_error_says_where(string sql, int line, int column)
    {
        var failure = Assert.Throws<SqlException>(() => TrinoParser.ParseStatement(sql));

        Assert.Equal("SYNTAX_ERROR", failure.Code);
        Assert.Equal((line, column), (failure.Line, failure.Column));
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_crash()
    {
        var sql = "SELECT " + new string('(', 20_000) + "1" + new string(')', 20_000);

        Assert.Equal("SYNTAX_ERROR", Assert.Throws<SqlException>(() => TrinoParser.ParseStatement(sql)).Code);
    }
}
