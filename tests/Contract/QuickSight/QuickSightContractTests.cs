using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.QuickSight;

/// <summary>The local cloud of QuickSight's tests.</summary>
public sealed class QuickSightContract() : BotoContract(Scripts)
{
    internal const string Scripts = "QuickSight";
}

/// <summary>QuickSight and Cloud Control as boto3 sees them. A row is a Python function; its name says what holds.</summary>
public sealed class QuickSightContractTests(QuickSightContract contract) : IClassFixture<QuickSightContract>
{
    private static readonly string[] Files = ["people.py", "datasets.py", "dashboards.py"];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf(QuickSightContract.Scripts, Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Theory]
    [InlineData("quicksight")]
    [InlineData("cloudcontrolapi")]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3(string service)
    {
        Assert.Empty(await contract.UnsentAsync(service, Files));
    }
}
