using System.Collections.Immutable;

namespace CustomerLake.Tests.Unit.Infra.Controls;

/// <summary>Every gate row of the table of security controls, in every flavour.</summary>
public sealed class ControlTests
{
    /// <summary>Rows of resources that come later, with the reason.</summary>
    private static readonly ImmutableDictionary<string, string> _later = new Dictionary<string, string>
    {
        ["S3-20"] = "Events of buckets come with the workflow that they start; until then nobody listens.",
        ["BU-01"] = "Budgets come with the alerts that they send.",
    }.ToImmutableDictionary();

    private static readonly ImmutableArray<Control> _controls =
    [
        .. BucketControls.All,
        .. KeyControls.All,
        .. RoleControls.All,
        .. PipelineControls.All,
        .. MessageControls.All,
    ];

    public static MatrixTheoryData<string, string> RowsInFlavours =>
        new(_controls.Select(c => c.Id).ToArray(), LakeRun.Flavours.Select(f => f.Data).ToArray());

    [Theory, MemberData(nameof(RowsInFlavours))]
    public async Task The_gate_holds(string row, string flavour)
    {
        var run = await LakeRun.OfAsync(flavour);

        Assert.Empty(Row(row).Violations(run.Graph));
    }

    [Theory, MemberData(nameof(RowsInFlavours))]
    public async Task The_gate_can_fail(string row, string flavour)
    {
        var run = await LakeRun.OfAsync(flavour);

        Assert.NotEmpty(Row(row).Violations(Row(row).Break(run.Graph)));
    }

    [Fact]
    public void All_gate_rows_of_the_table_are_here_or_wait_for_a_reason()
    {
        string[] gates =
        [
            .. Numbered("S3", 2, 24),
            .. Numbered("KMS", 1, 8),
            .. Numbered("IAM", 1, 17),
            "IAM-19",
            .. Numbered("GL", 2, 8),
            .. Numbered("AT", 1, 7),
            "CW-01",
            "CW-02",
            .. Numbered("CW", 4, 6),
            .. Numbered("SN", 1, 7),
            .. Numbered("QS", 1, 3),
            "BU-01",
        ];

        Assert.Equal(79, gates.Length);
        Assert.Equal(gates.Order(), _controls.Select(c => c.Id).Concat(_later.Keys).Order());
    }

    private static IEnumerable<string> Numbered(string prefix, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(n => $"{prefix}-{n:00}");

    private static Control Row(string id) => _controls.Single(c => c.Id == id);
}
