using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Scans;

/// <summary>Opens the objects of scans and prints their reading; disposing it releases the objects.</summary>
internal sealed class ScanPreparer(SqlSession session, IDialectRules rules) : IDisposable
{
    private readonly List<ISqlScan> _open = [];
    private readonly List<EngineFile> _files = [];

    public IReadOnlyList<EngineFile> Files => _files;

    public Task PrepareAsync(TableScan scan, CancellationToken cancellationToken) =>
        throw rules.Errors.NotSupported($"Reading '{scan.Table.Storage.SerDe}' with {session.Dialect}", default);

    public void Dispose()
    {
        foreach (var scan in _open)
        {
            scan.Dispose();
        }
    }
}
