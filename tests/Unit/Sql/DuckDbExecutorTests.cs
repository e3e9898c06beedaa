using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Unit.Sql;

public sealed class DuckDbExecutorTests
{
    private static readonly DuckDbExecutor Executor = new(DuckDbLimits.Default with { MemoryBytes = 512L << 20 });

    private static async Task<List<object?[]>> Run(string sql, params SqlType[] types)
    {
        var rows = new List<object?[]>();
        await Executor.ExecuteAsync(
            new EngineQuery { Sql = sql, ColumnTypes = types },
            (batch, _) =>
            {
                rows.AddRange(batch);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        return rows;
    }

    [Theory]
    [InlineData("SELECT content AS r0 FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_csv('/proc/self/environ')")]
    [InlineData("SELECT * FROM glob('/*')")]
    [InlineData("COPY (SELECT 1) TO '/tmp/lake-leak.csv'")]
    [InlineData("SET memory_limit='10GB'")]
    [InlineData("INSTALL httpfs")]
    public async Task A_locked_instance_reaches_nothing_but_its_files(string sql)
    {
        await Assert.ThrowsAsync<SqlException>(() => Run(sql, SqlType.Varchar));
    }

    [Fact]
    public async Task Values_keep_their_kinds()
    {
        var row = Assert.Single(
            await Run(
                "SELECT CAST('1.50' AS DECIMAL(38,2)) AS r0, [1, NULL] AS r1, MAP {'a': 1.5::DOUBLE} AS r2, 'nan'::DOUBLE AS r3",
                SqlType.Decimal(38, 2),
                SqlType.Array(SqlType.Integer),
                SqlType.Map(SqlType.Varchar, SqlType.Double),
                SqlType.Double
            )
        );

        Assert.Equal("1.50", row[0]);
        Assert.Equal([1L, null], Assert.IsType<object?[]>(row[1]));
        Assert.Equal(1.5, Assert.Single(Assert.IsType<SqlMap>(row[2]).Entries).Value);
        Assert.Equal(double.NaN, row[3]);
    }

    [Fact]
    public async Task A_query_past_its_deadline_is_stopped()
    {
        var query = new EngineQuery
        {
            Sql = "SELECT count(*) AS r0 FROM range(10000000000) a, range(1000) b",
            ColumnTypes = [SqlType.BigInt],
            Deadline = TimeSpan.FromMilliseconds(200),
        };

        var failure = await Assert.ThrowsAsync<SqlException>(() =>
            Executor.ExecuteAsync(query, (_, _) => ValueTask.CompletedTask, TestContext.Current.CancellationToken)
        );

        Assert.Equal("EXCEEDED_TIME_LIMIT", failure.Code);
    }
}
