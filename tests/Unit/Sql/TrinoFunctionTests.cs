using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Worker;
using CustomerLake.Tests.Unit.Sql.Truth;

namespace CustomerLake.Tests.Unit.Sql;

/// <summary>Functions by value and type, and what is refused by name; beside the recordings in tests/truth/trino.</summary>
public sealed class TrinoFunctionTests
{
    private static readonly DuckDbExecutor Executor = new(DuckDbLimits.Default with { Threads = 1 });

    [Theory]
    [InlineData("approx_most_frequent(2, x, 10)", "map(varchar, bigint)", "{a=3, b=2}")]
    [InlineData("approx_most_frequent(1, length(x), 10)", "map(bigint, bigint)", "{1=6}")]
    [InlineData("approx_distinct(x)", "bigint", "3")]
    [InlineData("count_if(x = 'a')", "bigint", "3")]
    [InlineData("max_by(x, x, 2)", "array(varchar(1))", "[c, b]")]
    public async Task An_aggregate_of_letters_has_this_type_and_value(string call, string type, string value) =>
        Assert.Equal([type, value], await RowAsync($"SELECT typeof({call}), {call}{Letters}"));

    [Theory]
    [InlineData("md5(to_utf8('a'))", "varbinary", "0CC175B9C0F1B6A831C399E269772661")]
    [InlineData("crc32(to_utf8('a'))", "bigint", "3904355907")]
    [InlineData("xxhash64(to_utf8('a'))", "varbinary", "D24EC4F1A98C6E5B")]
    [InlineData("to_ieee754_64(1e0)", "varbinary", "3FF0000000000000")]
    [InlineData("from_ieee754_64(from_hex('3FF8000000000000'))", "double", "1.5")]
    [InlineData("to_ieee754_32(real '-2.5')", "varbinary", "C0200000")]
    [InlineData("from_ieee754_32(from_hex('C0200000'))", "real", "-2.5")]
    [InlineData("format_datetime(timestamp '2024-05-06 07:08:09', 'yyyy/MM/dd HH:mm')", "varchar", "2024/05/06 07:08")]
    [InlineData("date_parse('2024-05-06', '%Y-%m-%d')", "timestamp(3)", "2024-05-06 00:00:00.000")]
    [InlineData("human_readable_seconds(3661)", "varchar", "1 hour, 1 minute, 1 second")]
    [InlineData("ngrams(array['a', 'b', 'c'], 2)", "array(array(varchar(1)))", "[[a, b], [b, c]]")]
    [InlineData("bit_count(7, 64)", "bigint", "3")]
    [InlineData("url_extract_host('http://a.example/b?c=d')", "varchar(22)", "a.example")]
    [InlineData("json_extract_scalar('{\"a\":[1,2]}', '$.a[1]')", "varchar(11)", "2")]
    [InlineData("regexp_extract('1a 2b', '(\\d+)([a-z]+)', 2)", "varchar(5)", "a")]
    public async Task A_function_has_this_type_and_value(string call, string type, string value)
    {
        var shown = type == "varbinary" ? $"to_hex({call})" : call;

        Assert.Equal([type, value], await RowAsync($"SELECT typeof({call}), {shown}"));
    }

    [Theory]
    [InlineData("st_point(1, 2)")]
    [InlineData("bing_tile(1, 2, 3)")]
    [InlineData("approx_set(1)")]
    [InlineData("tdigest_agg(1e0)")]
    [InlineData("numeric_histogram(2, 1e0)")]
    public async Task What_athena_has_and_the_engine_has_not_is_refused_by_name(string call)
    {
        var refusal = await Assert.ThrowsAsync<SqlException>(() => RowAsync($"SELECT {call}"));

        Assert.Equal("NOT_SUPPORTED", refusal.Code);
        Assert.Equal($"Athena's function '{call[..call.IndexOf('(')]}' is not supported", refusal.Message);
        Assert.Equal((1, 8), (refusal.Line, refusal.Column));
    }

    [Fact]
    public async Task A_function_that_nobody_has_is_not_found()
    {
        var refusal = await Assert.ThrowsAsync<SqlException>(() => RowAsync("SELECT no_such(1)"));

        Assert.Equal("FUNCTION_NOT_FOUND", refusal.Code);
    }

    [Fact]
    public void No_function_is_both_refused_and_there()
    {
        Assert.DoesNotContain(TrinoFunctions.Table.All, function => TrinoRefusals.Has(function.Name));
    }

    private const string Letters = " FROM (VALUES 'a', 'b', 'a', 'c', 'a', 'b') t(x)";

    private static async Task<string?[]> RowAsync(string sql)
    {
        var root = Directory.CreateTempSubdirectory("lake-functions-").FullName;
        try
        {
            var session = new TrinoSession(
                new MemoryCatalog(),
                new FolderStorage(root),
                Executor,
                new TrinoSessionOptions { Database = TruthTables.Database }
            );
            var result = await session.RunAsync(sql, SqlRunOptions.Default, TestContext.Current.CancellationToken);
            return [.. result.Rows.Single().Zip(result.Columns, (value, column) => TrinoSql.Text(value, column.Type))];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
