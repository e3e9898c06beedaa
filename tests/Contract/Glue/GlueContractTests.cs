using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Glue;

/// <summary>Glue as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class GlueContractTests(GlueContract contract) : IClassFixture<GlueContract>
{
    private static readonly string[] Files =
    [
        "catalog.py",
        "partitions.py",
        "crawlers.py",
        "crawling.py",
        "jobs.py",
        "security.py",
        "spark.py",
        "acquiring.py",
    ];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf(GlueContract.Scripts, Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3()
    {
        Assert.Empty(await contract.UnsentAsync("glue", Files));
    }
}
