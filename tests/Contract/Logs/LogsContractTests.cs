using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Logs;

/// <summary>The local cloud of these tests.</summary>
public sealed class LogsContract() : BotoContract("Logs");

/// <summary>CloudWatch Logs as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class LogsContractTests(LogsContract contract) : IClassFixture<LogsContract>
{
    private static readonly string[] Files = ["logs.py"];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf("Logs", Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3() =>
        Assert.Empty(await contract.UnsentAsync("logs", Files));
}
