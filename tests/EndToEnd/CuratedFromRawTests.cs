using System.Globalization;
using Amazon.Glue;
using Amazon.Glue.Model;
using Amazon.S3.Model;
using CustomerLake.Tests.EndToEnd.Mutations;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>Curated = f(raw): however the runs went, the same raw data gives the same curated tables, and no orphan file.</summary>
public sealed class CuratedFromRawTests(LakeFixture lake) : IClassFixture<LakeFixture>
{
    [Fact]
    public async Task Running_twice_gives_the_same_tables()
    {
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        var first = await CuratedKeysAsync();
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        Assert.Equal(first.Count, (await CuratedKeysAsync()).Count);
    }

    [Fact]
    public async Task A_late_file_ends_in_the_same_tables()
    {
        const string late = "2026-03-03";
        using var data = new DataFolder(lake.SampleData);
        var kept = await File.ReadAllBytesAsync(data.Orders(late), TestContext.Current.CancellationToken);
        File.Delete(data.Orders(late));
        Assert.NotEmpty((await lake.RunAsync(data.Path)).Mismatches);

        await File.WriteAllBytesAsync(data.Orders(late), kept, TestContext.Current.CancellationToken);
        var day = DateOnly.Parse(late, CultureInfo.InvariantCulture);
        Assert.Empty((await lake.RunAsync(data.Path, day, day)).Mismatches);
    }

    [Fact]
    public async Task Replaying_three_days_ends_in_the_same_tables()
    {
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        var before = await CuratedKeysAsync();
        Assert.Empty(
            (await lake.RunAsync(lake.SampleData, new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 7))).Mismatches
        );
        Assert.Equal(before.Count, (await CuratedKeysAsync()).Count);
    }

    [Fact]
    public async Task A_run_killed_half_way_and_repeated_ends_in_the_same_tables()
    {
        using var glue = lake.Target.Glue();
        var token = TestContext.Current.CancellationToken;
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        var before = await CuratedKeysAsync();

        var run = await glue.StartJobRunAsync(new StartJobRunRequest { JobName = lake.Outputs.Job }, token);
        while ((await CuratedKeysAsync()).SequenceEqual(before))
        {
            // Until it has written something, and not yet everything.
        }

        await glue.BatchStopJobRunAsync(
            new BatchStopJobRunRequest { JobName = lake.Outputs.Job, JobRunIds = [run.JobRunId] },
            token
        );

        Assert.Equal("STOPPED", await EndOfAsync(glue, run.JobRunId));
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        Assert.Equal(before.Count, (await CuratedKeysAsync()).Count);
    }

    [Fact]
    public async Task Tables_name_the_run_that_wrote_them()
    {
        // The crawler makes the tables after a new environment's first run.
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        using var glue = lake.Target.Glue();
        var token = TestContext.Current.CancellationToken;

        var run = await glue.StartJobRunAsync(new StartJobRunRequest { JobName = lake.Outputs.Job }, token);
        var state = await EndOfAsync(glue, run.JobRunId);
        var tables = await glue.GetTablesAsync(
            new GetTablesRequest { DatabaseName = lake.Outputs.CuratedDatabase },
            token
        );

        Assert.Equal("SUCCEEDED", state);
        Assert.Equal(5, tables.TableList.Count);
        Assert.All(tables.TableList, table => Assert.Equal(run.JobRunId, table.Parameters["run_id"]));
    }

    [Fact]
    public async Task An_empty_batch_erases_nothing()
    {
        Assert.Empty((await lake.RunAsync(lake.SampleData)).Mismatches);
        var before = await CuratedKeysAsync();
        Assert.Empty(
            (await lake.RunAsync(lake.SampleData, new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 2))).Mismatches
        );
        Assert.Equal(before.Count, (await CuratedKeysAsync()).Count);
    }

    /// <summary>The state in which a run ends.</summary>
    private async Task<string> EndOfAsync(AmazonGlueClient glue, string runId)
    {
        string state;
        do
        {
            var answer = await glue.GetJobRunAsync(
                new GetJobRunRequest { JobName = lake.Outputs.Job, RunId = runId },
                TestContext.Current.CancellationToken
            );
            state = answer.JobRun.JobRunState.Value;
            await Task.Yield();
        } while (state is "STARTING" or "RUNNING" or "STOPPING" or "WAITING");

        return state;
    }

    private async Task<List<string>> CuratedKeysAsync()
    {
        using var s3 = lake.Target.S3();
        var keys = new List<string>();
        await foreach (
            var item in s3
                .Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = lake.Outputs.CuratedBucket })
                .S3Objects
        )
        {
            keys.Add(item.Key);
        }

        return keys;
    }
}
