using System.Text;
using CustomerLake.Harness.Records;
using CustomerLake.Local.Cloud.Console.Runs;

namespace CustomerLake.Tests.Unit.Cloud.Console;

public sealed class RunReportTests
{
    [Fact]
    public void The_harness_document_is_read_whole()
    {
        var record = new RunRecord
        {
            Stack = "dev",
            StartedAt = DateTimeOffset.UnixEpoch,
            Seconds = 4.5,
            Stages =
            [
                new StageRecord
                {
                    Name = StageName.Process,
                    In = 10,
                    InUnit = "rows",
                    Out = 8,
                    OutUnit = "rows",
                    Duplicates = 1,
                    Rejected = new Dictionary<string, long> { ["bad e-mail"] = 1 },
                    Bytes = 99,
                    Seconds = 1.25,
                    Notes = ["a new column"],
                },
            ],
            Sources = new Dictionary<string, SourceCounts>(),
            Anomalies = [new Anomaly("2024-01-02", "DE", 10.5m, 2m, 7.5)],
            Checked = CheckKind.ExpectedResults,
            Mismatches = [new Mismatch("orders rows", "orders", "2", null)],
            AccessEnforced = true,
        };

        var report = RunReport.Read(Encoding.UTF8.GetBytes(record.ToJson()));

        Assert.Equal(
            ("dev", 4.5, "expectedResults", true),
            (report.Stack, report.Seconds, report.Checked, report.AccessEnforced)
        );
        var stage = Assert.Single(report.Stages);
        Assert.Equal(("process", 10, 8, 1, 99), (stage.Name, stage.In, stage.Out, stage.Duplicates, stage.Bytes));
        Assert.Equal(1, stage.Rejected["bad e-mail"]);
        Assert.Equal(["a new column"], stage.Notes);
        Assert.Equal(new AnomalyReport("2024-01-02", "DE", 10.5m, 2m, 7.5), Assert.Single(report.Anomalies));
        Assert.False(report.Succeeded);
    }

    [Theory]
    [InlineData("{}", "required")]
    [InlineData("null", "null")]
    [InlineData("[1", "cannot be read")]
    [InlineData(
        """{"version":2,"stack":"s","startedAt":"2024-01-01T00:00:00Z","seconds":1,"stages":[]}""",
        "version 2"
    )]
    public void Another_document_is_refused_with_the_reason(string json, string reason)
    {
        var fault = Assert.Throws<FormatException>(() => RunReport.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
