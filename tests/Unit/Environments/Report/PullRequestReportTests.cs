using CustomerLake.Environments;
using CustomerLake.Environments.Changes;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.Report;
using CustomerLake.Harness.Records;

namespace CustomerLake.Tests.Unit.Environments.Report;

public sealed class PullRequestReportTests
{
    [Fact]
    public void A_full_report_reads_as_approved()
    {
        var report = PullRequestReport.Render(Full());

        Assert.Equal(Approved.Text("full-report.verified.txt", report), report);
    }

    [Fact]
    public void What_has_not_happened_is_not_in_it()
    {
        var report = PullRequestReport.Render(new ReportInput { Stack = "pr-7", Update = Update() });

        Assert.DoesNotContain("### Data", report, StringComparison.Ordinal);
        Assert.DoesNotContain("### Cost", report, StringComparison.Ordinal);
        Assert.StartsWith(
            "<!-- customer-lake-preview:pr-7 -->\n## ⏳ Preview `pr-7`: up, no data",
            report,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wrong_result_is_in_the_headline_and_in_a_table()
    {
        var run = Run() with { Mismatches = [new Mismatch("orders.amount_eur", "o-1", "10.00", null)] };

        var report = PullRequestReport.Render(new ReportInput { Stack = "pr-7", Run = run });

        Assert.Contains("## ❌ Preview `pr-7`: the data is not as expected", report, StringComparison.Ordinal);
        Assert.Contains("| `orders.amount_eur` | `o-1` | `10.00` | `nothing` |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_destroyed_preview_says_what_is_left()
    {
        var gone = PullRequestReport.Render(new ReportInput { Stack = "pr-7", Leftovers = [] });
        var left = PullRequestReport.Render(
            new ReportInput { Stack = "pr-7", Leftovers = [new Leftover("s3", "bucket", "lake-pr-7-raw")] }
        );

        Assert.Contains("🧹 Preview `pr-7`: destroyed, nothing is left", gone, StringComparison.Ordinal);
        Assert.Contains("| s3 | bucket | `lake-pr-7-raw` |", left, StringComparison.Ordinal);
        Assert.Contains("❌", left, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_stands_in_a_block_that_it_cannot_leave()
    {
        var report = PullRequestReport.Render(
            new ReportInput { Stack = "pr-7", Fault = "```\n@everyone <img src=x>\n```" }
        );

        Assert.Contains("````text\n```\n@everyone <img src=x>\n```\n````", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("@team\nb", "`@team b`")]
    public void A_name_from_elsewhere_is_code(string name, string cell)
    {
        var change = new ResourceChange(ChangeKind.Delete, "urn", "t", name, []);

        var report = PullRequestReport.Render(
            new ReportInput { Stack = "pr-7", Update = Update() with { Changes = [change] } }
        );

        Assert.Contains($"| － | {cell} | `t` |", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5000)]
    public void A_report_never_outgrows_a_comment(int changes)
    {
        var many = Enumerable
            .Range(0, changes)
            .Select(i => new ResourceChange(
                ChangeKind.Delete,
                $"urn{i}",
                "aws:s3/bucket:Bucket",
                $"bucket-{i}",
                [new PropertyChange("x", new string('a', 150), "b")]
            ));

        var report = PullRequestReport.Render(
            new ReportInput
            {
                Stack = "pr-7",
                Update = Update() with { Changes = [.. many] },
                Run = Run(),
            }
        );

        Assert.InRange(report.Length, 1, PullRequestReport.MaxLength);
        Assert.Contains($"{changes} deleted", report, StringComparison.Ordinal);
        Assert.Contains("more.", report, StringComparison.Ordinal);
        Assert.Contains("### Cost", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_written_again_from_what_was_kept()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("lake-report-").FullName, "previews", "pr-7.json");
        var input = Full() with { Leftovers = [new Leftover("s3", "bucket", "lake-pr-7-raw")], Fault = "boom" };

        ReportFile.Write(file, input);
        var again = ReportFile.Read(file)!;

        Assert.Equal(PullRequestReport.Render(input), PullRequestReport.Render(again));
        Assert.Null(ReportFile.Read(file + ".other"));
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(file)!)!, recursive: true);
    }

    [Fact]
    public void What_was_kept_and_cannot_be_read_is_named()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{\"stack\":");

        var fault = Assert.Throws<EnvironmentException>(() => ReportFile.Read(file));

        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static ReportInput Full() =>
        new()
        {
            Stack = "pr-7",
            Place = "in the local cloud",
            Commit = "0123456789abcdef",
            Update = Update(),
            Run = Run(),
            BaseRun = Run() with
            {
                Sources = new Dictionary<string, SourceCounts>
                {
                    ["orders"] = new(6000, 5890, 100, new Dictionary<string, long> { ["negative quantity"] = 10 }),
                },
            },
            Lease = Lease.Parse("2026-05-01T12:00:00Z"),
            Console = new Uri("http://127.0.0.1:8080/"),
        };

    private static EnvironmentResult Update() =>
        new()
        {
            Stack = "pr-7",
            Unchanged = 40,
            Changes =
            [
                new(ChangeKind.Create, "urn1", "aws:s3/bucket:Bucket", "raw", []),
                new(ChangeKind.Update, "urn2", "aws:glue/job:Job", "etl", [new("numberOfWorkers", "2", "4")]),
                new(ChangeKind.Replace, "urn3", "aws:athena/workgroup:Workgroup", "sql", [new("name", "a", null)]),
            ],
        };

    private static RunRecord Run() =>
        new()
        {
            Stack = "pr-7",
            StartedAt = DateTimeOffset.UnixEpoch,
            Seconds = 5,
            Stages =
            [
                Stage(StageName.Acquire, 30, "files", 30, "objects", 2_000_000),
                Stage(StageName.Stage, 30, "objects", 4, "tables", 0),
                Stage(StageName.Process, 27000, "rows", 25000, "rows", 900_000),
                Stage(StageName.Store, 5, "folders", 5, "tables", 0),
                Stage(StageName.Analyze, 6, "queries", 120, "rows", 300_000),
                Stage(StageName.Serve, 3, "data sets", 1, "dashboard", 0),
                Stage(StageName.Consume, 3, "personas", 1, "anomaly", 0),
            ],
            Sources = new Dictionary<string, SourceCounts>
            {
                ["orders"] = new(6000, 5880, 100, new Dictionary<string, long> { ["negative quantity"] = 20 }),
                ["customers"] = new(
                    1000,
                    990,
                    0,
                    new Dictionary<string, long> { ["blank id"] = 4, ["bad e-mail"] = 6 }
                ),
            },
            Anomalies = [new Anomaly("2026-01-09", "DE", 91000, 12000, 9.4)],
            Checked = CheckKind.ExpectedResults,
            Mismatches = [],
            AccessEnforced = false,
        };

    private static StageRecord Stage(
        StageName name,
        long input,
        string inUnit,
        long output,
        string outUnit,
        long bytes
    ) =>
        new()
        {
            Name = name,
            In = input,
            InUnit = inUnit,
            Out = output,
            OutUnit = outUnit,
            Bytes = bytes,
            Seconds = 0.5,
        };
}
