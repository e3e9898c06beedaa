using System.Globalization;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>What to write and how.</summary>
internal sealed record WriteRequest(string Location, string Format)
{
    public string Mode { get; init; } = "error";
    public IReadOnlyList<string> PartitionBy { get; init; } = [];
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>Writes a plan's rows as files: into a private folder first, then published in one step.</summary>
internal sealed partial class DataWriter(SessionState session)
{
    public static readonly string[] Modes = ["append", "overwrite", "ignore", "error", "errorifexists", "default"];

    /// <summary>Writes; false if there was nothing to do.</summary>
    public bool Write(Plan plan, WriteRequest request)
    {
        var mode = request.Mode.ToLowerInvariant();
        if (!Modes.Contains(mode))
        {
            throw SparkException.IllegalArgument(
                $"Unknown save mode: {request.Mode}. Accepted save modes are 'overwrite', 'append', 'ignore', 'error', 'errorifexists', 'default'."
            );
        }

        var visible = plan.Output.Where(attribute => !attribute.IsHidden).ToList();
        CheckColumns(visible, request);
        var location = FileListing.Normalize(request.Location);
        if (mode is not ("append" or "overwrite") && Exists(location))
        {
            return mode == "ignore"
                ? false
                : throw SparkException.Analysis(
                    "PATH_ALREADY_EXISTS",
                    $"Path {FileListing.Shown(location)} already exists. Set mode as \"overwrite\" to overwrite the existing path."
                );
        }

        if (mode == "overwrite")
        {
            CheckNotRead(plan, location, request);
        }

        using var folder = session.Storage.NewOutputFolder();
        var partitions = request
            .PartitionBy.Select(name => visible.First(attribute => Same(attribute.Name, name)))
            .ToList();
        var columns = visible
            .Where(attribute =>
                partitions.All(partition => partition.Id != attribute.Id || !Same(partition.Name, attribute.Name))
            )
            .ToList();
        var files = Files(plan, columns, partitions, request, folder.Path);
        Publish(location, files, mode, partitions.Count > 0, folder.Path, request);
        return true;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private bool Exists(string location)
    {
        if (
            !location.Contains("://", StringComparison.Ordinal) && (Directory.Exists(location) || File.Exists(location))
        )
        {
            return true;
        }

        using var scan = session.Storage.OpenScan(location.TrimEnd('/') + "/");
        return scan.Objects.Count > 0;
    }

    private static void CheckColumns(List<Attr> columns, WriteRequest request)
    {
        var twice = columns
            .GroupBy(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw SparkException.Analysis(
                "COLUMN_ALREADY_EXISTS",
                $"The column `{twice.Key.ToLowerInvariant()}` already exists. Consider to choose another name or rename the existing column."
            );
        }

        foreach (var name in request.PartitionBy.Where(name => columns.All(attribute => !Same(attribute.Name, name))))
        {
            throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1155",
                $"Partition column `{name}` not found in schema struct<{string.Join(",", columns.Select(a => $"{a.Name}:{a.Type.Simple}"))}>"
            );
        }

        if (columns.Count > 0 && request.PartitionBy.Count == columns.Count)
        {
            throw SparkException.Analysis(
                "ALL_PARTITION_COLUMNS_NOT_ALLOWED",
                "Cannot use all columns for partition columns."
            );
        }

        CheckTypes(
            columns.Where(attribute => request.PartitionBy.All(name => !Same(name, attribute.Name))).ToList(),
            request.Format
        );
    }

    private static void CheckTypes(List<Attr> columns, string format)
    {
        if (format == "text" && columns is not [{ Type: AtomicType { Name: "string" } }])
        {
            throw columns.Count != 1
                ? SparkException.Analysis(
                    "_LEGACY_ERROR_TEMP_1290",
                    $"Text data source supports only a single column, and you have {columns.Count} columns."
                )
                : Unsupported(columns[0], "Text");
        }

        var refused = columns.FirstOrDefault(attribute =>
            attribute.Type == SparkType.Void
                ? format != "json"
                : format == "csv" && attribute.Type is ArrayType or MapType or StructType
        );
        if (refused is not null)
        {
            throw Unsupported(refused, format == "parquet" ? "Parquet" : format.ToUpperInvariant());
        }
    }

    private static SparkException Unsupported(Attr attribute, string format) =>
        SparkException.Analysis(
            "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
            $"The {format} datasource doesn't support the column `{attribute.Name}` of the type \"{attribute.Type.Sql}\"."
        );

    /// <summary>Spark deletes before it reads: overwriting what the query itself reads loses it, and fails.</summary>
    private void CheckNotRead(Plan plan, string location, WriteRequest request)
    {
        var root = location.TrimEnd('/') + "/";
        var isDynamic =
            string.Equals(
                session.Settings.Get("spark.sql.sources.partitionOverwriteMode"),
                "dynamic",
                StringComparison.OrdinalIgnoreCase
            )
            && request.PartitionBy.Count > 0;
        var reads = plan.SelfAndDescendants().OfType<ScanPlan>().SelectMany(scan => scan.Source.Uris);
        if (
            !isDynamic
            && reads.FirstOrDefault(uri => uri.StartsWith(root, StringComparison.Ordinal)) is { } read
            && !plan.SelfAndDescendants().Any(inner => inner.CachedTable is not null)
        )
        {
            throw SparkException.Job(
                "_LEGACY_ERROR_TEMP_2055",
                $"File {FileListing.Shown(read)} does not exist",
                "java.io.FileNotFoundException"
            );
        }
    }

    private List<SqlOutputFile> Files(
        Plan plan,
        List<Attr> columns,
        List<Attr> partitions,
        WriteRequest request,
        string folder
    )
    {
        var sql = session.Ready(plan);
        if (partitions.Count == 0)
        {
            return Part(sql, columns, request, folder, "");
        }

        // Rows are kept once in a table with the folder each belongs to; each folder is then written from it.
        var table = session.Engine.NewTable();
        var path = string.Join(
            " || '/' || ",
            partitions.Select(attribute =>
                $"{DuckSql.Literal(PartitionFolder.Escape(attribute.Name) + "=")} || spark_path({Label(attribute)})"
            )
        );
        session.Engine.Execute($"CREATE TEMP TABLE {table} AS SELECT *, {path} AS folder FROM ({sql}) AS r");
        var files = new List<SqlOutputFile>();
        var folders = session
            .Engine.Rows($"SELECT DISTINCT folder FROM {table} ORDER BY folder")
            .Select(row => row[0]!)
            .ToList();
        if (request.Format == "parquet" && folders.Count > 1 && MaxRecords(request) <= 0)
        {
            files.AddRange(ParquetFolders(table, folders, columns, request, folder));
        }
        else
        {
            foreach (var name in folders)
            {
                files.AddRange(
                    Part(
                        $"SELECT * FROM {table} WHERE folder = {DuckSql.Literal(name)}",
                        columns,
                        request,
                        folder,
                        name + "/"
                    )
                );
            }
        }

        session.Engine.Execute($"DROP TABLE {table}");
        return files;
    }

    private string Label(Attr attribute) =>
        $"COALESCE(NULLIF({session.Casts.ToText(attribute.Column, attribute.Type)}, ''), '{SqlPartition.NullValue}')";

    private static long MaxRecords(WriteRequest request) =>
        new ReaderOptions(request.Options).Text("maxRecordsPerFile") is { } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : 0;

    private List<SqlOutputFile> Part(string sql, List<Attr> columns, WriteRequest request, string folder, string prefix)
    {
        var limit = MaxRecords(request);
        var rows = limit <= 0 ? 0 : session.Engine.Count($"SELECT count(*) FROM ({sql}) AS r");
        if (limit <= 0 || rows <= limit)
        {
            return [One(sql, columns, request, folder, prefix, 0)];
        }

        var files = new List<SqlOutputFile>();
        for (var start = 0L; start < rows; start += limit)
        {
            var slice = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT * FROM ({sql}) AS r LIMIT {limit} OFFSET {start}"
            );
            files.Add(One(slice, columns, request, folder, prefix, files.Count));
        }

        return files;
    }

    private SqlOutputFile One(
        string sql,
        List<Attr> columns,
        WriteRequest request,
        string folder,
        string prefix,
        int index
    )
    {
        var id = Guid.CreateVersion7();
        var (suffix, compression) = Names(request);
        var name = string.Create(CultureInfo.InvariantCulture, $"part-{0:00000}-{id}-c{index:000}{suffix}");
        var path = Path.Combine(folder, id.ToString());
        switch (request.Format)
        {
            case "parquet":
                Parquet(sql, columns, path, compression);
                break;
            case "csv":
                Csv(sql, columns, path, compression, CsvOptions.Of(request.Options, session, writing: true));
                break;
            case "json":
                Json(sql, columns, path, compression, JsonOptions.Of(request.Options, session.Casts.Zone));
                break;
            default:
                Text(sql, columns, path, compression, new ReaderOptions(request.Options).Text("lineSep") ?? "\n");
                break;
        }

        return new SqlOutputFile(prefix + name, path);
    }

    private void Publish(
        string location,
        List<SqlOutputFile> files,
        string mode,
        bool isPartitioned,
        string folder,
        WriteRequest request
    )
    {
        var isDynamic =
            isPartitioned
            && string.Equals(
                new ReaderOptions(request.Options).Text("partitionOverwriteMode")
                    ?? session.Settings.Get("spark.sql.sources.partitionOverwriteMode"),
                "dynamic",
                StringComparison.OrdinalIgnoreCase
            );
        var isLocal = !location.Contains("://", StringComparison.Ordinal);
        if (isLocal)
        {
            var success = Path.Combine(folder, "_SUCCESS");
            File.WriteAllBytes(success, []);
            files = [.. files, new SqlOutputFile("_SUCCESS", success)];
        }

        var folders = files
            .Where(file => file.Key.Contains('/', StringComparison.Ordinal))
            .Select(file => file.Key[..(file.Key.LastIndexOf('/') + 1)])
            .Distinct()
            .ToList();
        var publication = new SqlPublication(location.TrimEnd('/') + "/", files)
        {
            Replaces =
                mode != "overwrite" ? SqlReplacement.Nothing
                : isDynamic ? SqlReplacement.PartitionFolders
                : SqlReplacement.Everything,
            PartitionFolders = isDynamic && mode == "overwrite" ? folders : [],
        };
        if (files.Count > 0 || publication.Replaces == SqlReplacement.Everything)
        {
            session.Storage.PublishAsync(publication, CancellationToken.None).GetAwaiter().GetResult();
        }
    }
}
