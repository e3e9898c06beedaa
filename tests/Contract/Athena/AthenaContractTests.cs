using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Athena;

/// <summary>The local cloud of Athena's tests.</summary>
public sealed class AthenaContract() : BotoContract(Scripts)
{
    internal const string Scripts = "Athena";
}

/// <summary>Athena as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class AthenaContractTests(AthenaContract contract) : IClassFixture<AthenaContract>
{
    private static readonly string[] Files =
    [
        "workgroups.py",
        "saved.py",
        "catalogs.py",
        "executions.py",
        "ddl.py",
        "cases.py",
    ];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf(AthenaContract.Scripts, Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3()
    {
        Assert.Empty(await contract.UnsentAsync("athena", Files));
    }
}
