using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Sql.Spark;
using CustomerLake.Local.Sql.Spark.Remote;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Cloud.Services.Glue.Sql;

/// <summary>Sessions of the SQL room over the Data Catalog and S3, one for each run: in a worker, or in this process.</summary>
internal sealed class SparkSessions(DataCatalog catalog, ObjectStore objects, WorkerCommand? workers, TimeProvider time)
    : ISparkSessions
{
    public async Task<ISparkSession> OpenAsync(
        CallContext role,
        string folder,
        string? kmsKey,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken
    )
    {
        var attributes = kmsKey is null ? null : new ObjectAttributes { Encryption = "aws:kms", KmsKey = kmsKey };
        var options = new SparkSessionOptions
        {
            Catalog = new GlueSqlCatalog(catalog, role),
            Storage = new S3SqlStorage(objects, role, attributes),
            ScratchFolder = Path.Combine(folder, ".sql"),
            TimeProvider = time,
            Settings = settings,
        };
        if (workers is null)
        {
            var server = SparkSessionServer.Start(options);
            return new OpenSession(server, server.SocketPath, server.Token);
        }

        var worker = await SparkWorkerProcess.StartAsync(workers, options, cancellationToken);
        return new OpenSession(worker, worker.SocketPath, worker.Token);
    }

    private sealed class OpenSession(IAsyncDisposable session, string socket, string token) : ISparkSession
    {
        public IReadOnlyDictionary<string, string> Environment { get; } =
            new Dictionary<string, string> { ["LAKE_SQL_SOCKET"] = socket, ["LAKE_SQL_TOKEN"] = token };

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
