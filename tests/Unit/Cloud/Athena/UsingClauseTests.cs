using CustomerLake.Local.Cloud.Services.Athena.Statements;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class UsingClauseTests
{
    [Theory]
    [InlineData("EXECUTE p", new string[0])]
    [InlineData("EXECUTE p USING 1", new[] { "1" })]
    [InlineData("execute p using 'a, b', DATE '2020-01-01' ;", new[] { "'a, b'", "DATE '2020-01-01'" })]
    [InlineData(
        "EXECUTE p USING ARRAY[1, 2], f(3, 'it''s, so'), -4",
        new[] { "ARRAY[1, 2]", "f(3, 'it''s, so')", "-4" }
    )]
    [InlineData("EXECUTE IMMEDIATE 'SELECT 1 USING x' USING 2 /* a, b */", new[] { "2 /* a, b */" })]
    public void Arguments_are_split_at_their_own_commas(string statement, string[] arguments)
    {
        Assert.Equal(arguments, UsingClause.Arguments(statement));
    }
}
