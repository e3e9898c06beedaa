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

    /// <summary>Cases from the field in which the local cloud is not yet as strict as Athena, or says it otherwise.</summary>
    private static readonly Dictionary<string, string> KnownGaps = new(StringComparer.Ordinal)
    {
        ["test_case_analyze_embedded_newline_rows"] = "a cast of half a quoted cell succeeds",
        ["test_case_analyze_json_key_case"] = "a key that comes twice in a document is not refused",
        ["test_case_analyze_injected_without_filter"] = "the error lacks Athena's sentence",
        ["test_case_analyze_view_stale"] = "a view whose columns changed type is not refused",
        ["test_case_analyze_view_on_dropped_table"] = "the error is the table's and not the view's",
        ["test_case_analyze_opencsv_empty_number"] = "an empty number is refused though its column is not read",
    };

    public static TheoryData<string, string> Tests() => Chosen(isGap: false);

    public static TheoryData<string, string> Gaps() => Chosen(isGap: true);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task Boto3_finds_that(string file, string test) => contract.PassAsync(file, test);

    [Theory]
    [MemberData(nameof(Gaps))]
    public Task A_known_gap_is_still_one(string file, string test) => contract.StillFailAsync(file, test);

    [Fact]
    public async Task Every_operation_and_every_member_of_its_request_is_sent_by_boto3()
    {
        Assert.Empty(await contract.UnsentAsync("athena", Files));
    }

    private static TheoryData<string, string> Chosen(bool isGap)
    {
        var chosen = new TheoryData<string, string>();
        foreach (
            var row in BotoContract
                .TestsOf(AthenaContract.Scripts, Files)
                .Where(row => KnownGaps.ContainsKey(row.Data.Item2) == isGap)
        )
        {
            chosen.Add(row);
        }

        return chosen;
    }
}
