using CustomerLake.Local.Cloud.Protocol;

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
    ];

    public static TheoryData<string, string> Tests()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var test in GlueContract.TestsOf(file))
            {
                rows.Add(file, test);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3()
    {
        foreach (var file in Files)
        {
            await contract.PassAsync(file, GlueContract.TestsOf(file).First());
        }

        var sent = contract
            .Calls.Where(call => call.Service == "glue" && call.Client.StartsWith("Boto3", StringComparison.Ordinal))
            .SelectMany(call => call.Members.Append("").Select(member => $"{call.Operation}.{member}"))
            .ToHashSet(StringComparer.Ordinal);
        var missing = (await GlueContract.RowsAsync())
            .SelectMany(row => MembersOf(row).Append("").Select(member => $"{row.Name}.{member}"))
            .Where(member => !sent.Contains(member))
            .ToList();

        Assert.Empty(missing);
    }

    private static IEnumerable<string> MembersOf(OperationRow row)
    {
        var ignored = OperationTable.IgnoredOf(row.RequestType).Select(pair => pair.Member).ToHashSet();
        return row.RequestType.GetProperties().Select(property => property.Name).Where(name => !ignored.Contains(name));
    }
}
