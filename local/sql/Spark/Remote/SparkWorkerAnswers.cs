using System.Text.Json;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>The parent's answers to a worker's calls. Disposing it closes what the worker left open.</summary>
internal sealed class SparkWorkerAnswers(ISqlCatalog catalog, ISqlStorage storage) : IDisposable
{
    public const string CloseScan = nameof(CloseScan);
    public const string CloseOutputFolder = nameof(CloseOutputFolder);

    private readonly Dictionary<int, ISqlScan> _scans = [];
    private readonly Dictionary<string, ISqlOutputFolder> _folders = new(StringComparer.Ordinal);
    private int _lastScan;

    /// <summary>The frame that answers a call: the value, or the failure in words, with the code of a <see cref="SqlException"/>.</summary>
    public async Task<object> AnswerAsync(JsonElement call, CancellationToken cancellationToken)
    {
        try
        {
            return new { value = await ValueAsync(call, cancellationToken) };
        }
        catch (SqlException fault)
        {
            return new { failure = fault.Message, code = fault.Code };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of ours must reach the script as an error, not as a closed pipe.
            return new { failure = fault.ToString() };
        }
    }

    public void Dispose()
    {
        foreach (var scan in _scans.Values)
        {
            scan.Dispose();
        }

        foreach (var folder in _folders.Values)
        {
            folder.Dispose();
        }
    }

    private async Task<object?> ValueAsync(JsonElement call, CancellationToken cancellationToken)
    {
        var name = call.GetProperty("call").GetString();
        var arguments = call.GetProperty("arguments");
        T Argument<T>(int index) => arguments[index].Deserialize<T>(JsonFrames.Options)!;
        string Text(int index) => arguments[index].GetString()!;
        switch (name)
        {
            case nameof(ISqlCatalog.ListDatabases):
                return catalog.ListDatabases();
            case nameof(ISqlCatalog.FindDatabase):
                return catalog.FindDatabase(Text(0));
            case nameof(ISqlCatalog.ListTables):
                return catalog.ListTables(Text(0));
            case nameof(ISqlCatalog.FindTable):
                return catalog.FindTable(Text(0), Text(1));
            case nameof(ISqlCatalog.ListPartitions):
                return catalog.ListPartitions(Argument<SqlTable>(0));
            case nameof(ISqlCatalog.CreateDatabase):
                catalog.CreateDatabase(Argument<SqlDatabase>(0));
                return null;
            case nameof(ISqlCatalog.DropDatabase):
                catalog.DropDatabase(Text(0));
                return null;
            case nameof(ISqlCatalog.CreateTable):
                catalog.CreateTable(Argument<SqlTable>(0));
                return null;
            case nameof(ISqlCatalog.UpdateTable):
                catalog.UpdateTable(Argument<SqlTable>(0));
                return null;
            case nameof(ISqlCatalog.DropTable):
                catalog.DropTable(Text(0), Text(1));
                return null;
            case nameof(ISqlCatalog.AddPartitions):
                catalog.AddPartitions(Argument<SqlTable>(0), Argument<IReadOnlyList<SqlPartition>>(1));
                return null;
            case nameof(ISqlCatalog.DropPartitions):
                catalog.DropPartitions(Argument<SqlTable>(0), Argument<IReadOnlyList<IReadOnlyList<string>>>(1));
                return null;
            case nameof(ISqlStorage.OpenScan):
                var scan = storage.OpenScan(Text(0));
                _scans[++_lastScan] = scan;
                return new OpenedScan(_lastScan, scan.Objects);
            case CloseScan:
                _scans.Remove(arguments[0].GetInt32(), out var open);
                open?.Dispose();
                return null;
            case nameof(ISqlStorage.NewOutputFolder):
                var folder = storage.NewOutputFolder();
                _folders[folder.Path] = folder;
                return folder.Path;
            case CloseOutputFolder:
                _folders.Remove(Text(0), out var written);
                written?.Dispose();
                return null;
            case nameof(ISqlStorage.PublishAsync):
                await PublishAsync(Argument<SqlPublication>(0), cancellationToken);
                return null;
            default:
                throw new InvalidOperationException($"A worker has no call '{name}'.");
        }
    }

    /// <summary>Only what was written into a folder made for it becomes an object: no other file of this machine does.</summary>
    private Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken)
    {
        var stray = publication.Files.FirstOrDefault(file =>
            !_folders.Keys.Any(folder =>
                Path.GetFullPath(file.Path).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
        );
        return stray is null
            ? storage.PublishAsync(publication, cancellationToken)
            : throw new InvalidOperationException($"'{stray.Path}' lies in no output folder of this session.");
    }
}
