using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary>Runs a case in process; the answer is null if it passed, else what differs.</summary>
internal sealed class TruthRunner(string folder)
{
    private static readonly DuckDbExecutor Executor = new(
        DuckDbLimits.Default with
        {
            Threads = 1,
            MemoryBytes = 512L << 20,
        }
    );

    public async Task<string?> RunAsync(TruthCase truth, CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("lake-truth-").FullName;
        try
        {
            return await RunAsync(truth, root, cancellationToken);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task<string?> RunAsync(TruthCase truth, string root, CancellationToken cancellationToken)
    {
        File.CreateSymbolicLink(Path.Combine(root, "data"), Path.Combine(folder, "data"));
        var storage = new FolderStorage(root);
        var catalog = new MemoryCatalog();
        catalog.CreateDatabase(new SqlDatabase(TruthTables.Database, "s3://tables/truth/"));
        var tables = new TruthTables(catalog, storage);
        var options = new TrinoSessionOptions { Database = TruthTables.Database };
        var session = new TrinoSession(catalog, storage, Executor, options);
        try
        {
            foreach (var ddl in truth.AthenaDdl)
            {
                tables.Run(ddl.Replace("${data}", "s3://data", StringComparison.Ordinal));
            }

            foreach (var sql in truth.AthenaSetup ?? truth.Setup)
            {
                await session.RunAsync(
                    sql.Replace("${location}", "s3://tables/x/", StringComparison.Ordinal),
                    SqlRunOptions.Default,
                    cancellationToken
                );
            }
        }
        catch (SqlException failure)
        {
            return $"set-up failed: {failure.Code}: {failure.PositionedMessage}";
        }

        try
        {
            var result = await session.RunAsync(truth.Sql, SqlRunOptions.Default, cancellationToken);
            return truth.Error is null
                ? TruthComparison.Compare(truth, result)
                : $"succeeded, expected {truth.Error.Name}";
        }
        catch (SqlException failure)
        {
            return truth.Error is null
                ? $"failed: {failure.Code}: {failure.PositionedMessage}"
                : TruthComparison.CompareError(truth.Error, failure);
        }
    }
}
