using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Iam;

/// <summary>The local cloud of these tests.</summary>
public sealed class IamContract() : BotoContract("Iam");

/// <summary>IAM as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class IamContractTests(IamContract contract) : IClassFixture<IamContract>
{
    private static readonly string[] Files = ["roles.py", "policies.py"];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf("Iam", Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3() =>
        Assert.Empty(await contract.UnsentAsync("iam", Files));
}
