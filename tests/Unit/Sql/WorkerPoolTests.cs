using System.Globalization;
using CustomerLake.Cli.Backend;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Unit.Sql;

/// <summary>The pool over real child processes of the lake executable.</summary>
public sealed class WorkerPoolTests : IAsyncDisposable
{
    private readonly WorkerPool _pool = new(
        new WorkerPoolOptions
        {
            Command = CloudConnection.SqlWorkers,
            Warm = 0,
            Grace = TimeSpan.FromMilliseconds(500),
        }
    );

    private async Task<List<object?[]>> Run(EngineQuery query)
    {
        var rows = new List<object?[]>();
        await _pool.ExecuteAsync(
            query,
            (batch, _) =>
            {
                rows.AddRange(batch);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        return rows;
    }

    [Fact]
    public async Task Rows_come_back_from_a_child_process()
    {
        var rows = await Run(
            new EngineQuery
            {
                Sql =
                    "SELECT i AS r0, [i, NULL] AS r1, 'x' || i AS r2, i / 2.0::DOUBLE AS r3 FROM range(2500) t(i) ORDER BY i",
                ColumnTypes = [SqlType.BigInt, SqlType.Array(SqlType.BigInt), SqlType.Varchar, SqlType.Double],
            }
        );

        Assert.Equal(2500, rows.Count);
        Assert.Equal([3L, new object?[] { 3L, null }, "x3", 1.5], rows[3]);
    }

    [Fact]
    public async Task A_failure_in_the_child_keeps_its_code_and_words()
    {
        var query = new EngineQuery { Sql = "SELECT lake_to_integer('abc') AS r0", ColumnTypes = [SqlType.Integer] };

        var failure = await Assert.ThrowsAsync<SqlException>(() => Run(query));

        Assert.Equal(("INVALID_CAST_ARGUMENT", "Cannot cast 'abc' to INT"), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task A_runaway_is_stopped_at_its_deadline()
    {
        var query = new EngineQuery
        {
            Sql = "SELECT count(*) AS r0 FROM range(10000000000) a, range(1000) b",
            ColumnTypes = [SqlType.BigInt],
            Deadline = TimeSpan.FromMilliseconds(200),
        };

        Assert.Equal("EXCEEDED_TIME_LIMIT", (await Assert.ThrowsAsync<SqlException>(() => Run(query))).Code);
    }

    [Fact]
    public async Task After_a_failure_and_after_a_runaway_the_next_query_gets_its_own_rows()
    {
        await A_failure_in_the_child_keeps_its_code_and_words();
        await Rows_come_back_from_a_child_process();
        await A_runaway_is_stopped_at_its_deadline();
        await Rows_come_back_from_a_child_process();
    }

    [Fact]
    public async Task Queries_at_once_are_more_than_workers_and_each_gets_its_own_rows()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    Run(
                        new EngineQuery
                        {
                            Sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {n}::BIGINT AS r0"),
                            ColumnTypes = [SqlType.BigInt],
                        }
                    )
                )
        );

        Assert.Equal(Enumerable.Range(0, 8).Select(n => (long)n), answers.Select(rows => (long)rows[0][0]!));
    }

    [Fact]
    public async Task A_query_sees_nothing_of_the_one_before_it_in_the_same_process()
    {
        var setting = new EngineQuery
        {
            Sql = "SELECT current_setting('TimeZone') AS r0",
            ColumnTypes = [SqlType.Varchar],
        };
        await Run(new EngineQuery { Sql = "CREATE TABLE left_over (i INTEGER)", ColumnTypes = [] })
            .ContinueWith(_ => { }, TaskScheduler.Default);
        var failure = await Assert.ThrowsAsync<SqlException>(() =>
            Run(new EngineQuery { Sql = "SELECT count(*) AS r0 FROM left_over", ColumnTypes = [SqlType.BigInt] })
        );

        Assert.Contains("left_over", failure.Message, StringComparison.Ordinal);
        Assert.Equal("UTC", (await Run(setting))[0][0]);
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
