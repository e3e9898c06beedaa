using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class CrawlerConfigurationTests
{
    [Fact]
    public void An_unknown_key_is_refused_with_its_path()
    {
        var fault = Assert.Throws<AwsException>(() =>
            CrawlerConfiguration.Parse("""{"Version":1.0,"CrawlerOutput":{"Partitions":{"UpdateBehavior":"LOG"}}}""")
        );

        Assert.Equal("InvalidInputException", fault.Code);
        Assert.Equal("CrawlerOutput.Partitions contains unsupported keys: UpdateBehavior.", fault.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Version":2.0}""")]
    [InlineData("""{"Version":1.0,"Grouping":{"TableLevelConfiguration":0}}""")]
    [InlineData("""{"Version":1.0,"Grouping":{"TableGroupingPolicy":"Other"}}""")]
    public void What_is_no_configuration_is_refused(string text) =>
        Assert.Equal("InvalidInputException", Assert.Throws<AwsException>(() => CrawlerConfiguration.Parse(text)).Code);

    [Theory]
    [InlineData("*.csv", "a.csv", true)]
    [InlineData("*.csv", "d/a.csv", false)]
    [InlineData("**.csv", "d/a.csv", true)]
    [InlineData("departments/**", "departments/a/b.json", true)]
    [InlineData("departments/market*", "departments/marketing.json", true)]
    [InlineData("departments/market*", "departments/market/x.json", false)]
    [InlineData("?.txt", ".txt", false)]
    [InlineData("[a-c]?.txt", "b1.txt", true)]
    [InlineData("[!a-c].txt", "b.txt", false)]
    [InlineData("*.{csv,avro}", "x.avro", true)]
    [InlineData(@"a\*b", "a*b", true)]
    [InlineData(@"a\*b", "axb", false)]
    [InlineData("x[.]y", "x/y", false)]
    [InlineData(".*", ".hidden", true)]
    public void Exclusions_are_globs_relative_to_the_target(string glob, string key, bool expected) =>
        Assert.Equal(expected, new Exclusions([glob]).Matches(key));

    [Theory]
    [InlineData("[abc")]
    [InlineData("{a,b")]
    [InlineData("{a,{b}}")]
    public void A_broken_glob_is_refused(string glob) =>
        Assert.Equal("InvalidInputException", Assert.Throws<AwsException>(() => new Exclusions([glob])).Code);
}
