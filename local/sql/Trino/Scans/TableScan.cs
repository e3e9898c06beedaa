using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Scans.Parquet;
using CustomerLake.Local.Sql.Trino.Scans.Partitions;
using CustomerLake.Local.Sql.Trino.Scans.Text;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>The reading of one catalog table: partitions pruned, files grouped by how they are read, columns converted.</summary>
internal sealed class TableScan : PlanScan
{
    private readonly List<BoundExpression> _conditions = [];

    private TableScan(SqlTable table, IReadOnlyList<ScanColumn> columns) => (Table, Columns) = (table, columns);

    public SqlTable Table { get; }

    public IReadOnlyList<ScanColumn> Columns { get; }

    /// <summary>All columns; once prepared, those in use.</summary>
    public override IReadOnlyList<PlanOutput> Outputs =>
        [.. Columns.Where(column => Sql is null || Used.Contains(column.Output.Id)).Select(column => column.Output)];

    public static TableScan Of(SqlTable table, BindContext context, Position at)
    {
        var columns = new List<ScanColumn>();
        var declared = table
            .Columns.Select(column => (column, ScanColumnKind.Data))
            .Concat(table.PartitionKeys.Select(column => (column, ScanColumnKind.Partition)));
        foreach (var (column, kind) in declared)
        {
            var type =
                HiveTypes.Parse(column.Type)
                ?? throw new SqlException(
                    "HIVE_INVALID_METADATA",
                    $"Column '{column.Name}' of table '{table.Database}.{table.Name}' has the type '{column.Type}', which is not known",
                    at
                );
            columns.Add(new ScanColumn(column.Name.ToLowerInvariant(), column.Type, kind, context.NewOutput(type)));
        }

        columns.AddRange(HiddenColumns.Of(table, context));
        return new TableScan(table, columns);
    }

    /// <summary>Keeps those that speak of partition columns only.</summary>
    public override void AddConditions(IEnumerable<BoundExpression> conditions)
    {
        var keys = Columns
            .Where(column => column.Kind == ScanColumnKind.Partition)
            .Select(column => column.Output.Id)
            .ToHashSet();
        _conditions.AddRange(
            conditions.Where(condition =>
            {
                var nodes = condition.Flatten().ToArray();
                var columns = nodes.OfType<BoundColumn>().ToArray();
                return columns.Length > 0
                    && columns.All(column => keys.Contains(column.Id))
                    && !nodes.Any(node => node is BoundSubquery);
            })
        );
    }

    public override async Task PrepareAsync(ScanPreparer preparer, CancellationToken cancellationToken)
    {
        var files = await FilesAsync(preparer, cancellationToken);
        var readings = new List<string>();
        foreach (
            var group in files.GroupBy(file =>
                file.Storage.SerDe + "\n" + string.Join('\n', file.Storage.SerDeParameters)
            )
        )
        {
            foreach (var (reading, members) in await ReadingsAsync([.. group], preparer, cancellationToken))
            {
                readings.Add(PrintReading(reading, members));
                preparer.AddFiles(
                    members.Select(f => new EngineFile(f.Object.Path, f.Object.Size, reading.IsColumnar))
                );
            }
        }

        Sql = readings.Count > 0 ? string.Join(" UNION ALL ", readings) : PrintEmpty();
    }

    private IEnumerable<ScanColumn> UsedColumns => Columns.Where(column => Used.Contains(column.Output.Id));

    private string PrintEmpty()
    {
        var columns = UsedColumns.Select(c =>
            $"CAST(NULL AS {DuckTypes.Of(c.Output.Type)}) AS {DuckSql.Column(c.Output.Id)}"
        );
        return $"SELECT {string.Join(", ", columns.DefaultIfEmpty("1 AS c0"))} WHERE false";
    }

    private async Task<List<ScanFile>> FilesAsync(ScanPreparer preparer, CancellationToken cancellationToken)
    {
        if (!Table.IsPartitioned)
        {
            return
            [
                .. preparer
                    .Open(Folder(Table.Storage.Location))
                    .Select(item => new ScanFile(item, null, Table.Storage)),
            ];
        }

        var keys = Columns.Where(column => column.Kind == ScanColumnKind.Partition).ToArray();
        var partitions = PartitionProjection.IsEnabled(Table)
            ? PartitionProjection.Expand(Table, _conditions, keys, preparer)
            : preparer.Catalog.ListPartitions(Table);
        var pruner = new PartitionPruner(keys, _conditions, preparer);
        var files = new List<ScanFile>();
        foreach (var partition in await pruner.PruneAsync(partitions, cancellationToken))
        {
            files.AddRange(
                preparer
                    .Open(Folder(partition.Storage.Location))
                    .Select(item => new ScanFile(item, partition, partition.Storage))
            );
        }

        return files;
    }

    private static string Folder(string location) => location.EndsWith('/') ? location : location + "/";

    private async Task<IReadOnlyList<(IFileReading Reading, IReadOnlyList<ScanFile> Files)>> ReadingsAsync(
        List<ScanFile> files,
        ScanPreparer preparer,
        CancellationToken cancellationToken
    )
    {
        var storage = files[0].Storage;
        if (
            storage.SerDe.Contains("parquet", StringComparison.OrdinalIgnoreCase)
            || storage.InputFormat.Contains("parquet", StringComparison.OrdinalIgnoreCase)
        )
        {
            return await ParquetFiles.ReadingsAsync(files, preparer, cancellationToken);
        }

        var used = UsedColumns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readings = files
            .GroupBy(file =>
                file.Storage.Columns is null
                    ? ""
                    : string.Join(',', file.Storage.Columns.Select(c => $"{c.Name}:{c.Type}"))
            )
            .Select(group => (TextReading.Of([.. group], Table, used), (IReadOnlyList<ScanFile>)[.. group]));
        return
        [
            .. readings.Select(pair =>
                pair.Item1 is { } reading
                    ? ((IFileReading)reading, pair.Item2)
                    : throw new SqlException(
                        "NOT_SUPPORTED",
                        $"Reading files with the SerDe '{storage.SerDe}' is not supported"
                    )
            ),
        ];
    }

    private string PrintReading(IFileReading reading, IReadOnlyList<ScanFile> files)
    {
        var perFile = UsedColumns.Where(column => column.Kind != ScanColumnKind.Data).ToArray();
        var items = UsedColumns.Select(column =>
            $"{(column.Kind == ScanColumnKind.Data ? reading.Column(column) ?? $"CAST(NULL AS {DuckTypes.Of(column.Output.Type)})" : FileColumn(column, files))} "
            + $"AS {DuckSql.Column(column.Output.Id)}"
        );
        var text = $"SELECT {string.Join(", ", items.DefaultIfEmpty("1 AS c0"))} FROM {reading.From}";
        if (perFile.Length == 0 || files.Count == 1)
        {
            return text;
        }

        // Values that differ by file come from a small relation beside the files.
        var names = string.Join(", ", perFile.Select(column => DuckSql.Identifier(column.Name)));
        var rows = files.Select(file =>
            $"({DuckSql.Literal(file.Object.Path)}, {string.Join(", ", perFile.Select(column => HiddenColumns.Value(column, file, Table)))})"
        );
        return $"{text} JOIN (VALUES {string.Join(", ", rows)}) AS p(lake_path, {names}) ON r.lake_file = p.lake_path";
    }

    private string FileColumn(ScanColumn column, IReadOnlyList<ScanFile> files) =>
        files.Count == 1 ? HiddenColumns.Value(column, files[0], Table) : $"p.{DuckSql.Identifier(column.Name)}";
}
