using System.Security.Cryptography;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>Writes a query's rows into a private folder, then publishes the files in one transaction.</summary>
internal sealed class QueryWriter(TrinoSession session)
{
    private readonly QueryRunner _queries = new(session);

    public async Task<SqlResult> WriteAsync(
        BindContext context,
        BoundQuery query,
        SqlWrite write,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var location = write.Location.EndsWith('/') ? write.Location : write.Location + "/";
        if (write.IsNew && HasObjects(location))
        {
            throw new SqlException("PATH_ALREADY_EXISTS", $"Path {location} already exists.");
        }

        var format = WriteFormat.Of(write);
        using var folder = session.Storage.NewOutputFolder();
        using var prepared = await _queries.PrepareAsync(context, query, run, cancellationToken);
        var columns = QueryRunner.Columns(query);
        var engine = prepared.Query with
        {
            Sql = PrintWritten(prepared.Query.Sql, columns, write, format),
            Output = new EngineOutput(folder.Path, format.CopyFormat)
            {
                CopyOptions = format.Options,
                PartitionColumns = write.PartitionBy,
                FileName = "part-0" + format.Extension,
                FileExtension = format.Extension,
            },
        };
        var outcome = await session.Executor.ExecuteAsync(engine, (_, _) => ValueTask.CompletedTask, cancellationToken);
        var published = await PublishAsync(location, folder.Path, outcome.Files, write, format, cancellationToken);
        return new SqlResult
        {
            Columns = [],
            Rows = [],
            BytesScanned = outcome.BytesScanned,
            UpdateCount = outcome.RowsWritten,
            WrittenObjects = [.. published.Files.Select(file => location + file.Key)],
            WrittenPartitions = [.. Partitions(published.Files.Select(file => file.Key))],
        };
    }

    /// <summary>A file has no type for a bare NULL.</summary>
    public static void RefuseUntyped(IEnumerable<QueryColumn> columns, Position at)
    {
        if (columns.FirstOrDefault(column => column.Output.Type.Kind == SqlKind.Unknown) is { } untyped)
        {
            throw new SqlException("COLUMN_TYPE_UNKNOWN", $"Column type is unknown: {untyped.Name}", at);
        }
    }

    private bool HasObjects(string location)
    {
        using var scan = session.Storage.OpenScan(location);
        return scan.Objects.Count > 0;
    }

    /// <summary>The query with names for files, and partition values as Hive writes them in folders.</summary>
    private static string PrintWritten(
        string sql,
        IReadOnlyList<SqlResultColumn> columns,
        SqlWrite write,
        WriteFormat format
    )
    {
        var items = columns.Select(
            (column, i) =>
            {
                var isKey = write.PartitionBy.Contains(column.Name, StringComparer.OrdinalIgnoreCase);
                var value = isKey ? PartitionText($"r{i}", column.Type) : format.Column($"r{i}", column.Type);
                return $"{value} AS {DuckSql.Identifier(column.Name)}";
            }
        );
        return $"SELECT {string.Join(", ", items)} FROM ({sql})";
    }

    private static string PartitionText(string sql, SqlType type)
    {
        var text =
            type.Kind is SqlKind.Timestamp
                ? $"lake_timestamp_text({sql}, {Math.Min(3, type.Precision)})"
                : $"CAST({sql} AS VARCHAR)";
        return $"coalesce(nullif({text}, ''), '{SqlPartition.NullValue}')";
    }

    private async Task<SqlPublication> PublishAsync(
        string location,
        string folder,
        IReadOnlyList<string> files,
        SqlWrite write,
        WriteFormat format,
        CancellationToken cancellationToken
    )
    {
        // Names are unique for ever, so that appending never overwrites.
        var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var outputs = files.Select(
            (file, i) =>
                new SqlOutputFile(
                    $"{Folder(file, write)}{write.FilePrefix}{i:D5}-{run}{format.Extension}",
                    Path.Combine(folder, file)
                )
        );
        var publication = new SqlPublication(location, [.. outputs]);
        if (publication.Files.Count > 0)
        {
            await session.Storage.PublishAsync(publication, cancellationToken);
        }

        return publication;
    }

    /// <summary>The partition's folder, with a slash: the engine escapes more than Hive does.</summary>
    private static string Folder(string file, SqlWrite write)
    {
        if (write.PartitionBy.Count == 0)
        {
            return "";
        }

        var parts = file.Replace(Path.DirectorySeparatorChar, '/').Split('/')[1..^1];
        return string.Concat(
            parts.Select(part =>
                PartitionFolder.Read(part) is var (key, value) ? PartitionFolder.Name(key, value) + "/" : $"{part}/"
            )
        );
    }

    private static IEnumerable<IReadOnlyList<string>> Partitions(IEnumerable<string> keys) =>
        keys.Where(key => key.Contains('/', StringComparison.Ordinal))
            .Select(key => key[..key.LastIndexOf('/')])
            .Distinct()
            .Select(folder =>
                (IReadOnlyList<string>)[.. folder.Split('/').Select(part => PartitionFolder.Read(part)!.Value.Value)]
            );
}
