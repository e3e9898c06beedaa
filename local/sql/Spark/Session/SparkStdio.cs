using CustomerLake.Local.Sql.Spark.Session;

namespace CustomerLake.Local.Sql.Spark;

/// <summary>The session of a script outside any job: local folders, over standard input and output.</summary>
public static class SparkStdio
{
    /// <summary>Serves until standard input ends; leaves nothing behind.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("lake-spark-").FullName;
        try
        {
            var warehouse = Path.Combine(scratch, "warehouse");
            var options = new SparkSessionOptions
            {
                Catalog = new LocalCatalog(warehouse),
                Storage = new LocalStorage(scratch),
                ScratchFolder = scratch,
            };
            // What our own code might print must not get between the frames.
            var output = Console.OpenStandardOutput();
            Console.SetOut(Console.Error);
            await SparkSessionServer.ServeAsync(Console.OpenStandardInput(), output, options, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
