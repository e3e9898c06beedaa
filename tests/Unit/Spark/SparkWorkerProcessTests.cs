using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Local.Sql.Spark;
using CustomerLake.Local.Sql.Spark.Remote;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Unit.Spark;

/// <summary>A session in a process of its own, over a catalog and objects that stay with the parent.</summary>
public sealed class SparkWorkerProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spark-worker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Tables_and_files_are_those_of_the_parent()
    {
        var catalog = new LocalCatalog(Path.Combine(_folder, "warehouse"));
        await using var worker = await StartAsync(catalog);

        var (exit, output, errors) = await RunAsync(
            worker,
            $$"""
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            spark.sql("CREATE DATABASE lake LOCATION '{{_folder}}/lake'")
            rows = spark.createDataFrame([(1, "a"), (2, "b")], "id int, day string")
            rows.write.mode("overwrite").partitionBy("day").format("parquet").saveAsTable("lake.sales")
            print(sorted(tuple(row) for row in spark.table("lake.sales").collect()))
            print(spark.catalog.tableExists("lake.none"), [row[0] for row in spark.sql("SHOW DATABASES").collect()])
            try:
                spark.sql("CREATE DATABASE lake")
            except Exception as error:
                print(error)
            """
        );

        Assert.True(exit == 0, errors);
        Assert.Equal("day", Assert.Single(catalog.FindTable("lake", "sales")!.PartitionKeys).Name);
        Assert.Equal(["[(1, 'a'), (2, 'b')]", "False ['default', 'lake']"], output.Trim().Split('\n').Take(2));
        Assert.Contains("already exists", output.Trim().Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_the_process_ends_its_script_and_leaves_nothing_half_written()
    {
        await using var worker = await StartAsync(new LocalCatalog(Path.Combine(_folder, "warehouse")));
        var target = Path.Combine(_folder, "out");

        var (exit, _, errors) = await RunAsync(
            worker,
            $$"""
            import os, signal
            from pyspark.sql import SparkSession, functions as F
            spark = SparkSession.builder.getOrCreate()
            end = F.udf(lambda id: os.kill({{worker.ProcessId}}, signal.SIGKILL), "string")
            spark.range(3).select(end("id")).write.parquet("{{target}}")
            """
        );

        Assert.Equal(1, exit);
        Assert.Contains("The SQL session has ended.", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task A_worker_that_does_not_begin_says_so()
    {
        var fault = await Assert.ThrowsAsync<Local.Sql.SqlException>(() =>
            SparkWorkerProcess.StartAsync(
                new WorkerCommand("true", []),
                Options(new LocalCatalog(_folder)),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("The SQL worker ended unexpectedly", fault.Message);
    }

    [Fact]
    public async Task A_file_from_elsewhere_is_not_published()
    {
        var options = Options(new LocalCatalog(_folder));
        using var answers = new SparkWorkerAnswers(options.Catalog, options.Storage);
        var publication = new SqlPublication(
            Path.Combine(_folder, "out"),
            [new SqlOutputFile("part-0", Path.Combine(_folder, "secret"))]
        );
        using var call = JsonSerializer.SerializeToDocument(
            new { call = "PublishAsync", arguments = new object[] { publication } },
            JsonFrames.Options
        );

        var answer = await answers.AnswerAsync(call.RootElement, TestContext.Current.CancellationToken);

        Assert.Contains("lies in no output folder", JsonSerializer.Serialize(answer), StringComparison.Ordinal);
    }

    private SparkSessionOptions Options(LocalCatalog catalog) =>
        new()
        {
            Catalog = catalog,
            Storage = new LocalStorage(_folder),
            ScratchFolder = Path.Combine(_folder, "scratch"),
        };

    private Task<SparkWorkerProcess> StartAsync(LocalCatalog catalog) =>
        SparkWorkerProcess.StartAsync(
            CloudConnection.SqlWorkers,
            Options(catalog),
            TestContext.Current.CancellationToken
        );

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(SparkWorkerProcess worker, string script)
    {
        var path = Path.Combine(_folder, "script.py");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        return await SparkScripts.RunAsync(
            [path],
            new Dictionary<string, string>
            {
                ["LAKE_SQL_SOCKET"] = worker.SocketPath,
                ["LAKE_SQL_TOKEN"] = worker.Token,
            },
            TestContext.Current.CancellationToken
        );
    }
}
