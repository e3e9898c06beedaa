using System.Text.Json;
using CustomerLake.Local.Sql.Spark;
using CustomerLake.Local.Sql.Spark.Remote;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>The body of the hidden verb <c>sql-worker</c>.</summary>
public static class SqlWorkerProgram
{
    internal const string Query = "--query";
    internal const string Session = "--session";
    private const int Misuse = 2;

    /// <summary>Serves until its parent closes the conversation.</summary>
    /// <param name="args">What follows the verb: <c>--stdio</c> for a Python script that is its own driver, <c>--session</c> for the run of a job,
    /// <c>--query LIMITS</c> for the queries of a <see cref="WorkerPool"/>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is ["--stdio"])
        {
            return await SparkStdio.RunAsync(CancellationToken.None);
        }

        if (args is [Session])
        {
            return await SparkWorker.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
        }

        if (args is [Query, var limits])
        {
            return await QueryWorker.RunAsync(
                Console.OpenStandardInput(),
                Console.OpenStandardOutput(),
                JsonSerializer.Deserialize<DuckDbLimits>(limits, JsonFrames.Options) ?? DuckDbLimits.Default
            );
        }

        await Console.Error.WriteLineAsync($"sql-worker: unknown arguments '{string.Join(' ', args)}'.");
        return Misuse;
    }
}
