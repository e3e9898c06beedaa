using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.S3;

/// <summary>The local cloud of these tests.</summary>
public sealed class S3Contract() : BotoContract("S3");

/// <summary>S3 as boto3 sees it. A row is a Python function; its name says what holds.</summary>
public sealed class S3ContractTests(S3Contract contract) : IClassFixture<S3Contract>
{
    private static readonly string[] Files =
    [
        "buckets.py",
        "objects.py",
        "listing.py",
        "multipart.py",
        "copying.py",
        "configurations.py",
    ];

    public static TheoryData<string, string> Tests() => BotoContract.TestsOf("S3", Files);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3() =>
        Assert.Empty(await contract.UnsentAsync("s3", Files));
}
