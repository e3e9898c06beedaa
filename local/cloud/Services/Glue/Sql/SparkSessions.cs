using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Sql.Spark;

namespace CustomerLake.Local.Cloud.Services.Glue.Sql;

/// <summary>Sessions of the SQL room over the Data Catalog and S3, one for each run.</summary>
internal sealed class SparkSessions(DataCatalog catalog, ObjectStore objects, TimeProvider time) : ISparkSessions
{
    public Task<ISparkSession> OpenAsync(
        CallContext role,
        string folder,
        string? kmsKey,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken
    )
    {
        var attributes = kmsKey is null ? null : new ObjectAttributes { Encryption = "aws:kms", KmsKey = kmsKey };
        var server = SparkSessionServer.Start(
            new SparkSessionOptions
            {
                Catalog = new GlueSqlCatalog(catalog, role),
                Storage = new S3SqlStorage(objects, role, attributes),
                ScratchFolder = Path.Combine(folder, ".sql"),
                TimeProvider = time,
                Settings = settings,
            }
        );
        return Task.FromResult<ISparkSession>(new OpenSession(server));
    }

    private sealed class OpenSession(SparkSessionServer server) : ISparkSession
    {
        public IReadOnlyDictionary<string, string> Environment { get; } =
            new Dictionary<string, string>
            {
                ["LAKE_SQL_SOCKET"] = server.SocketPath,
                ["LAKE_SQL_TOKEN"] = server.Token,
            };

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
