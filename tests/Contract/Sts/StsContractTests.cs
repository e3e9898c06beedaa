using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Sts;

/// <summary>The local cloud of these tests.</summary>
public sealed class StsContract() : BotoContract("Sts");

/// <summary>STS as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class StsContractTests(StsContract contract) : IClassFixture<StsContract>
{
    private static readonly string[] Files = ["sessions.py"];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf("Sts", Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3() =>
        Assert.Empty(await contract.UnsentAsync("sts", Files));
}
