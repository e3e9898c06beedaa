using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

/// <summary>What a server finds that was killed while crawls and runs were in progress.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glue-recovery-").FullName;
    private readonly StateDatabase _database;
    private readonly BackgroundWork _background = new((_, _) => { });

    public RecoveryTests() => _database = new StateDatabase(Path.Combine(_folder, "state.db"));

    [Theory]
    [InlineData(JobRunStates.Starting, JobRunStates.Failed)]
    [InlineData(JobRunStates.Running, JobRunStates.Failed)]
    [InlineData(JobRunStates.Stopping, JobRunStates.Failed)]
    [InlineData(JobRunStates.Succeeded, JobRunStates.Succeeded)]
    [InlineData(JobRunStates.Stopped, JobRunStates.Stopped)]
    public void A_run_that_was_in_progress_has_failed_and_says_why(string before, string after)
    {
        var runs = new JobRuns(_database, TimeProvider.System);
        runs.Add(CrawlFixture.Call.Scope, Run(before), mostConcurrent: 1);

        runs.Recover();

        var run = runs.Get(CrawlFixture.Call.Scope, "etl", "jr_1");
        Assert.Equal(after, run.State);
        Assert.Equal(before != after, run.ErrorMessage == JobRuns.Interrupted);
        Assert.True(run.IsOver);
    }

    [Fact]
    public void A_run_that_is_over_never_changes_again()
    {
        var runs = new JobRuns(_database, TimeProvider.System);
        runs.Add(CrawlFixture.Call.Scope, Run(JobRunStates.Stopped), mostConcurrent: 1);

        Assert.Null(runs.TryMove(CrawlFixture.Call.Scope, Run(JobRunStates.Stopped), JobRunStates.Succeeded));
        Assert.Null(runs.TryMove(CrawlFixture.Call.Scope, Run(JobRunStates.Stopped), JobRunStates.Running));
    }

    [Fact]
    public void A_crawler_that_was_running_is_ready_and_its_crawl_has_failed()
    {
        var crawlers = new ResourceTable<CrawlerRecord>(_database, "glue.crawler");
        using var lake = new CrawlFixture();
        crawlers.Put(
            CrawlFixture.Call.Scope,
            "crawler",
            lake.Crawler with
            {
                State = CrawlerRecord.Running,
                CrawlId = "id",
                CrawlStarted = DateTimeOffset.UnixEpoch,
            }
        );

        Runner().Recover();

        var crawler = crawlers.Find(CrawlFixture.Call.Scope, "crawler")!;
        Assert.Equal(
            (CrawlerRecord.Ready, "FAILED", "id"),
            (crawler.State, crawler.LastCrawl!.Status, crawler.LastCrawl.MessagePrefix)
        );
        Assert.Contains("stopped", crawler.LastCrawl.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(crawler.CrawlId);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _background.DisposeAsync();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private CrawlRunner Runner() =>
        new(
            new CrawlServices
            {
                Database = _database,
                Catalog = new DataCatalog(_database, TimeProvider.System),
                Classifiers = new CustomClassifiers(_database, TimeProvider.System),
                Source = new EmptySource(),
                WriteLog = (_, _, _, _) => { },
                Background = _background,
                Time = TimeProvider.System,
            }
        );

    private static JobRunRecord Run(string state) =>
        new()
        {
            Id = "jr_1",
            JobId = "j_1",
            JobName = "etl",
            State = state,
            StartedOn = DateTimeOffset.UnixEpoch,
            LastModifiedOn = DateTimeOffset.UnixEpoch,
            TimeoutMinutes = 1,
            MaxCapacity = 1,
            GlueVersion = "5.0",
            LogGroup = "/aws-glue/jobs",
        };

    private sealed class EmptySource : ICrawlSource
    {
        public Task<CrawlListing> ListAsync(S3Path prefix, CallContext call, CancellationToken cancellationToken) =>
            Task.FromResult(new CrawlListing([]));
    }
}
