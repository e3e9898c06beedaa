using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>The parent's objects, in the name of the run's role: it lists, pins and publishes them, their bytes are read here.</summary>
internal sealed class RemoteStorage(ParentCalls parent) : ISqlStorage
{
    public ISqlScan OpenScan(string location) => new Scan(parent, parent.Call<OpenedScan>(nameof(OpenScan), location));

    public ISqlOutputFolder NewOutputFolder() => new OutputFolder(parent, parent.Call<string>(nameof(NewOutputFolder)));

    public Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken) =>
        parent.CallAsync<object?>(nameof(PublishAsync), publication);

    private sealed class Scan(ParentCalls parent, OpenedScan scan) : ISqlScan
    {
        public IReadOnlyList<SqlObject> Objects => scan.Objects;

        public void Dispose() => parent.Call<object?>(SparkWorkerAnswers.CloseScan, scan.Id);
    }

    private sealed class OutputFolder(ParentCalls parent, string path) : ISqlOutputFolder
    {
        public string Path => path;

        public void Dispose() => parent.Call<object?>(SparkWorkerAnswers.CloseOutputFolder, path);
    }
}

/// <summary>A scan that the parent keeps open.</summary>
internal sealed record OpenedScan(int Id, IReadOnlyList<SqlObject> Objects);
