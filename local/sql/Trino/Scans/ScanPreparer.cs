using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>What scans prepare with: objects, the catalog, small queries. Disposing it releases the objects.</summary>
internal sealed class ScanPreparer(TrinoSession session) : IDisposable
{
    private readonly List<ISqlScan> _open = [];
    private readonly List<EngineFile> _files = [];

    public ISqlCatalog Catalog => session.Catalog;

    public TrinoSessionOptions Options => session.Options;

    /// <summary>The files that the query may read.</summary>
    public IReadOnlyList<EngineFile> Files => _files;

    public void AddFiles(IEnumerable<EngineFile> files) => _files.AddRange(files);

    /// <summary>The objects of a location, hidden ones (a part of the key begins with <c>_</c> or <c>.</c>) and empty ones left out.</summary>
    public IReadOnlyList<SqlObject> Open(string location)
    {
        var scan = session.Storage.OpenScan(location);
        _open.Add(scan);
        return [.. scan.Objects.Where(item => item.Size > 0 && !IsHidden(item.Uri, location))];
    }

    private static bool IsHidden(string uri, string location)
    {
        var start = uri.StartsWith(location, StringComparison.Ordinal) ? location.Length : uri.LastIndexOf('/') + 1;
        return uri[start..].Split('/').Any(part => part.StartsWith('_') || part.StartsWith('.'));
    }

    /// <summary>Runs a small query for the planner.</summary>
    public async Task<IReadOnlyList<object?[]>> QueryAsync(
        string sql,
        IReadOnlyList<SqlType> types,
        IReadOnlyList<EngineFile> files,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<object?[]>();
        await session.Executor.ExecuteAsync(
            new EngineQuery
            {
                Sql = sql,
                ColumnTypes = types,
                Files = files,
            },
            (batch, _) =>
            {
                rows.AddRange(batch);
                return ValueTask.CompletedTask;
            },
            cancellationToken
        );
        return rows;
    }

    public void Dispose()
    {
        foreach (var scan in _open)
        {
            scan.Dispose();
        }
    }
}
