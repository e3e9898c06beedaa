using CustomerLake.Cli;
using CustomerLake.Cli.Output;

namespace CustomerLake.Tests.Unit.Cli;

public sealed class ParseFaultTests
{
    [Theory]
    [InlineData(
        "run -s dev --from yesterday",
        "Cannot parse argument 'yesterday' for option '--from'; give a day such as 2026-03-01."
    )]
    [InlineData("up -s dev --parallel x", "Cannot parse argument 'x' for option '--parallel'; give a whole number.")]
    [InlineData(
        "sample --customers many --out x",
        "Cannot parse argument 'many' for option '--customers'; give a whole number."
    )]
    public void A_value_of_the_wrong_kind_is_told_without_types(string line, string message)
    {
        var parsed = LakeCli.Make(new LakePaths("/", "/nowhere")).Parse(line.Split(' '));

        Assert.Equal([message], parsed.Errors.Select(error => ParseFault.InWords(error.Message)));
    }
}
