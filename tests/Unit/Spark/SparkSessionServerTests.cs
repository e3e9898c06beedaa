using CustomerLake.Local.Sql.Spark;
using CustomerLake.Local.Sql.Spark.Session;

namespace CustomerLake.Tests.Unit.Spark;

public sealed class SparkSessionServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spark-test-").FullName;

    private SparkSessionServer Start() =>
        SparkSessionServer.Start(
            new SparkSessionOptions
            {
                Catalog = new LocalCatalog(Path.Combine(_folder, "warehouse")),
                Storage = new LocalStorage(_folder),
                ScratchFolder = Path.Combine(_folder, "scratch"),
            }
        );

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        SparkSessionServer server,
        string token,
        string script
    )
    {
        var path = Path.Combine(_folder, "script.py");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["LAKE_SQL_SOCKET"] = server.SocketPath,
            ["LAKE_SQL_TOKEN"] = token,
        };
        return await SparkScripts.RunAsync([path], environment, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Settings_that_change_results_do_so_or_are_refused_by_name()
    {
        await using var server = Start();

        var (exit, output, errors) = await RunAsync(
            server,
            server.Token,
            """
            from pyspark.errors import SparkUpgradeException
            from pyspark.sql import SparkSession, functions as F
            spark = SparkSession.builder.getOrCreate()
            rows = spark.createDataFrame([("1990-1-2",), ("1990-01-02",)], "text string")
            read = lambda: rows.select(F.to_date("text", "yyyy-MM-dd")).collect()
            try:
                read()
            except SparkUpgradeException:
                print("upgrade")
            spark.conf.set("spark.sql.legacy.timeParserPolicy", "CORRECTED")
            print([str(row[0]) for row in read()])
            try:
                spark.conf.set("spark.sql.legacy.timeParserPolicy", "LEGACY")
            except NotImplementedError as error:
                print(error)
            """
        );

        Assert.True(exit == 0, errors);
        Assert.Equal(
            [
                "upgrade",
                "['None', '1990-01-02']",
                "The setting spark.sql.legacy.timeParserPolicy=LEGACY (supported: EXCEPTION, CORRECTED) is not supported by the local Spark runtime.",
            ],
            output.Trim().Split('\n')
        );
    }

    [Fact]
    public async Task A_damaged_Parquet_file_beside_a_good_one_is_named()
    {
        await using var server = Start();
        var folder = Path.Combine(_folder, "data");

        var (exit, output, errors) = await RunAsync(
            server,
            server.Token,
            $$"""
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            spark.range(3).write.parquet("{{folder}}")
            for name, text in (("bad.parquet", "these are no columns"), ("short.parquet", "short")):
                with open("{{folder}}/" + name, "w") as file:
                    file.write(text)
                for reader in (spark.read, spark.read.schema("id long")):
                    try:
                        print(reader.parquet("{{folder}}/" + name).count())
                    except Exception as error:
                        print(str(error).split("\n")[0])
            """
        );

        Assert.True(exit == 0, errors);
        var lines = output.Trim().Split('\n');
        Assert.All(
            lines[..2],
            line =>
                Assert.Contains(
                    $"{folder}/bad.parquet is not a Parquet file. Expected magic number at tail, but found [117, 109, 110, 115]",
                    line,
                    StringComparison.Ordinal
                )
        );
        Assert.All(
            lines[2..],
            line =>
                Assert.Contains(
                    $"{folder}/short.parquet is not a Parquet file (length is too low: 5)",
                    line,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task Table_properties_are_set_shown_and_unset()
    {
        await using var server = Start();

        var (exit, output, errors) = await RunAsync(
            server,
            server.Token,
            """
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            spark.range(1).write.saveAsTable("t")
            show = lambda key: [tuple(row) for row in spark.sql(f"SHOW TBLPROPERTIES t ('{key}')").collect()]
            spark.sql("ALTER TABLE t SET TBLPROPERTIES ('run_id' = 'jr_1', owner = 'lake')")
            spark.sql("ALTER TABLE t SET TBLPROPERTIES ('run_id' = 'jr_2')")
            print(show("run_id"), show("owner"))
            spark.sql("ALTER TABLE t UNSET TBLPROPERTIES ('owner')")
            print(show("owner"))
            spark.sql("ALTER TABLE t UNSET TBLPROPERTIES IF EXISTS ('owner')")
            for statement in ("t UNSET TBLPROPERTIES ('owner')", "none SET TBLPROPERTIES ('a' = 'b')", "t RENAME TO u"):
                try:
                    spark.sql("ALTER TABLE " + statement)
                except Exception as error:
                    print(str(error).split(".")[0])
            """
        );

        Assert.True(exit == 0, errors);
        Assert.Equal(
            [
                "[('run_id', 'jr_2')] [('owner', 'lake')]",
                "[('owner', 'Table `spark_catalog`.`default`.`t` does not have property: owner')]",
                "[UNSET_NONEXISTENT_PROPERTIES] Attempted to unset non-existent properties [`owner`] in table `spark_catalog`",
                "[TABLE_OR_VIEW_NOT_FOUND] The table or view `none` cannot be found",
                "the statement ALTER TABLE … RENAME (supported: SET and UNSET TBLPROPERTIES) is not supported by the local Spark runtime",
            ],
            output.Trim().Split('\n')
        );
    }

    [Fact]
    public async Task A_script_writes_partitions_and_replaces_only_those_it_computed()
    {
        await using var server = Start();
        var target = Path.Combine(_folder, "out");

        var (exit, output, errors) = await RunAsync(
            server,
            server.Token,
            $$"""
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
            write = lambda rows: spark.createDataFrame(rows, "id int, day string").write.mode("overwrite").partitionBy("day").parquet("{{target}}")
            write([(1, "a"), (2, "b")])
            write([(3, "b")])
            print(sorted(tuple(row) for row in spark.read.parquet("{{target}}").collect()))
            """
        );

        Assert.True(exit == 0, errors);
        Assert.Equal("[(1, 'a'), (3, 'b')]", output.Trim());
    }

    [Fact]
    public async Task A_sum_of_hundreds_of_columns_is_a_sum_and_wraps_around_as_one_of_two_does()
    {
        await using var server = Start();

        var (exit, output, errors) = await RunAsync(
            server,
            server.Token,
            """
            import functools, operator
            from pyspark.sql import SparkSession, functions as F
            spark = SparkSession.builder.getOrCreate()
            rows = spark.range(3)
            print(rows.select(functools.reduce(operator.add, [F.col("id")] * 200)).collect()[2][0])
            print(rows.where(functools.reduce(operator.or_, [F.col("id") == i for i in range(1, 200)])).count())
            print(*spark.sql("SELECT 9223372036854775807 + 1L + 1L, 9223372036854775807 + 1L - 1L, 5L - (3L - 2L)").first())
            print(*spark.sql("SELECT a + b + 1, sum(c) FROM VALUES (1L, 2L, 3L) t(a, b, c) GROUP BY a + b").first())
            """
        );

        Assert.True(exit == 0, errors);
        Assert.Equal("400\n2\n-9223372036854775807 9223372036854775807 4\n4 3\n", output);
    }

    [Fact]
    public async Task A_script_with_a_wrong_token_gets_no_session()
    {
        await using var server = Start();

        var (exit, output, errors) = await RunAsync(
            server,
            "wrong",
            "from pyspark.sql import SparkSession\nprint(SparkSession.builder.getOrCreate().range(3).count())"
        );

        Assert.NotEqual(0, exit);
        Assert.Empty(output.Trim());
        Assert.Contains("The SQL session has ended.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsupported_call_is_named()
    {
        await using var server = Start();

        var (exit, _, errors) = await RunAsync(
            server,
            server.Token,
            "from pyspark.sql import SparkSession\nSparkSession.builder.getOrCreate().readStream"
        );

        Assert.NotEqual(0, exit);
        Assert.Contains("SparkSession.readStream is not supported", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
