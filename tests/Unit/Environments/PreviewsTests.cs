using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;

namespace CustomerLake.Tests.Unit.Environments;

public sealed class PreviewsTests : IDisposable
{
    private readonly EnvironmentFixture _lake = new();
    private readonly FakeCheck _check = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task A_preview_gets_a_lease_that_starts_anew_with_every_update()
    {
        var first = await Previews.UpAsync(7, _lake.Options, TimeSpan.FromHours(2));
        _lake.Time.Advance(TimeSpan.FromHours(1));
        var second = await Previews.UpAsync(7, _lake.Options, TimeSpan.FromHours(2));

        Assert.Equal(
            ("2026-05-01T14:00:00Z", "2026-05-01T15:00:00Z"),
            (first.Lease.ToString(), second.Lease.ToString())
        );
        var file = _lake.StackFile("pr-7");
        Assert.Contains("customer-lake:lease: \"2026-05-01T15:00:00Z\"", file, StringComparison.Ordinal);
        Assert.Contains("customer-lake:suffix: \"abc12345\"", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_destroys_removes_and_then_asks_the_services()
    {
        await Previews.UpAsync(7, _lake.Options);
        _lake.Command.Calls.Clear();
        _check.Left.Add(new Leftover("s3", "bucket", "lake-pr-7-abc12345-raw"));

        var down = await Previews.DownAsync(7, _lake.Options, _check);

        Assert.Contains(
            "destroy --yes --skip-preview --continue-on-error --refresh --color never --exec-kind auto.local --stack pr-7",
            _lake.Command.Lines
        );
        var verbs = _lake.Command.Lines.Select(line => line.Split(" --")[0]).ToList();
        Assert.True(verbs.IndexOf("destroy") < verbs.IndexOf("stack rm"));
        Assert.All(_check.Asked, mark => Assert.Equal(("pr-7", "abc12345"), (mark.Stack, mark.Suffix)));
        Assert.Equal(_check.Left, down.Leftovers);
        Assert.False(Directory.Exists(Path.Combine(_lake.WorkFolder, "pr-7")));
    }

    [Fact]
    public async Task What_services_made_by_themselves_goes_too()
    {
        await Previews.UpAsync(7, _lake.Options);
        _check.Left.Add(new Leftover("logs", "log group", "/aws-glue/jobs/lake-pr-7-abc12345-etl/output"));

        var down = await Previews.DownAsync(7, _lake.Options, _check);

        Assert.Empty(down.Leftovers);
        Assert.Equal(2, _check.Asked.Count);
    }

    [Fact]
    public async Task A_failed_destroy_removes_nothing()
    {
        await Previews.UpAsync(7, _lake.Options);
        _lake.Command.Failing("destroy", "error: boom");

        await Assert.ThrowsAsync<EnvironmentException>(() => Previews.DownAsync(7, _lake.Options, _check));

        Assert.DoesNotContain("stack rm --yes pr-7", _lake.Command.Lines);
        Assert.True(Directory.Exists(Path.Combine(_lake.WorkFolder, "pr-7")));
    }

    [Fact]
    public async Task A_preview_that_is_gone_is_asked_for_all_the_same()
    {
        _lake.Command.Failing("stack select", "error: no stack named 'pr-7' found");

        var down = await Previews.DownAsync(7, _lake.Options, _check);

        Assert.Null(down.Destroyed);
        Assert.Null(_check.Asked.Single().Suffix);
    }

    [Fact]
    public async Task A_sweep_takes_what_is_over_or_closed_and_keeps_what_is_to_be_kept()
    {
        await Previews.UpAsync(1, _lake.Options, TimeSpan.FromHours(1));
        await Previews.UpAsync(2, _lake.Options, TimeSpan.FromHours(9));
        await Previews.UpAsync(3, _lake.Options, TimeSpan.FromHours(9));
        await Previews.UpAsync(4, _lake.Options, TimeSpan.FromHours(1));
        _lake.Command.On(
            "stack ls",
            """[{"name":"dev"},{"name":"pr-4"},{"name":"organization/customer-lake/pr-3"},{"name":"pr-2"},{"name":"pr-1"},{"name":"pr-x"}]"""
        );
        _lake.Time.Advance(TimeSpan.FromHours(2));
        var sweep = new SweepOptions
        {
            Closed = new HashSet<int> { 3 },
            Kept = new HashSet<int> { 4 },
        };

        var planned = await Previews.SweepAsync(_lake.Options, _check, sweep with { IsDryRun = true });
        var swept = await Previews.SweepAsync(_lake.Options, _check, sweep);

        Assert.Equal([1, 3], planned.Select(s => s.Preview.PullRequest));
        Assert.All(planned, s => Assert.Null(s.Down));
        Assert.Equal(
            [(1, "its lease ended 2026-05-01T13:00:00Z", true), (3, "its pull request is closed", true)],
            swept.Select(s => (s.Preview.PullRequest, s.Reason, s.IsClean))
        );
    }

    [Fact]
    public async Task One_preview_that_cannot_go_does_not_keep_the_others()
    {
        await Previews.UpAsync(1, _lake.Options, TimeSpan.Zero);
        await Previews.UpAsync(2, _lake.Options, TimeSpan.Zero);
        _lake
            .Command.On("stack ls", """[{"name":"pr-1"},{"name":"pr-2"}]""")
            .On(
                "destroy",
                call =>
                    call.Line.EndsWith("pr-1", StringComparison.Ordinal)
                        ? throw Automation.ScriptedCommand.ErrorOf(1, "error: stuck")
                        : ""
            );

        var swept = await Previews.SweepAsync(_lake.Options, _check, new SweepOptions());

        Assert.Contains("stuck", swept[0].Fault, StringComparison.Ordinal);
        Assert.Equal((false, true), (swept[0].IsClean, swept[1].IsClean));
    }

    [Fact]
    public async Task What_the_services_have_of_previews_without_a_stack_is_told()
    {
        _lake.Command.On("stack ls", """[{"name":"pr-1"}]""");
        _check.Left.AddRange([
            new Leftover("s3", "bucket", "lake-pr-1-abc12345-raw"),
            new Leftover("s3", "bucket", "lake-pr-11-abc12345-raw"),
            new Leftover("glue", "database", "lake_pr_2_zzz99999_raw"),
        ]);

        var orphans = await Previews.OrphansAsync(_lake.Options, _check);

        Assert.Equal(["lake-pr-11-abc12345-raw", "lake_pr_2_zzz99999_raw"], orphans.Select(o => o.Name));
        Assert.All(_check.Left, left => Assert.True(_check.Asked.Single().IsOn(left.Name)));
        Assert.False(_check.Asked.Single().IsOn("lake-dev-abc12345-raw"));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused() =>
        await Assert.ThrowsAsync<EnvironmentException>(() => Previews.UpAsync(0, _lake.Options));

    private sealed class FakeCheck : ILeftoverCheck
    {
        public List<EnvironmentMark> Asked { get; } = [];

        public List<Leftover> Left { get; } = [];

        public Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken)
        {
            Asked.Add(mark);
            return Task.FromResult<IReadOnlyList<Leftover>>([.. Left]);
        }

        public Task RemoveMadeByServicesAsync(
            EnvironmentMark mark,
            IReadOnlyList<Leftover> leftovers,
            CancellationToken cancellationToken
        )
        {
            Left.RemoveAll(left => left.Service == "logs");
            return Task.CompletedTask;
        }
    }
}
