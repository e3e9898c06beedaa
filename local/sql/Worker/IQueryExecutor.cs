using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>Runs one printed query on DuckDB: in this process (<c>DuckDbExecutor</c>) or in a child (<c>WorkerPool</c>).</summary>
public interface IQueryExecutor
{
    /// <summary>Runs it on a fresh, locked-down instance.</summary>
    /// <param name="query">What to run.</param>
    /// <param name="sink">Takes the rows, in batches, in the form of <see cref="SqlResult.Rows"/>.</param>
    /// <param name="cancellationToken">Interrupts, then kills.</param>
    /// <exception cref="SqlException">The query failed at run time, was too large, or passed its deadline.</exception>
    Task<EngineOutcome> ExecuteAsync(
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    );
}

/// <summary>A query printed for DuckDB. Serialisable.</summary>
public sealed record EngineQuery
{
    /// <summary>One SELECT in DuckDB's SQL, made by <c>Print</c>; never a user's text.</summary>
    public required string Sql { get; init; }

    public required IReadOnlyList<SqlType> ColumnTypes { get; init; }

    /// <summary>Paths that may be read; nothing else can be.</summary>
    public IReadOnlyList<EngineFile> Files { get; init; } = [];

    /// <summary>Where the rows go when not to the sink.</summary>
    public EngineOutput? Output { get; init; }

    /// <summary>An IANA zone name.</summary>
    public string TimeZone { get; init; } = "UTC";

    public TimeSpan? Deadline { get; init; }

    public long? ScanCutoff { get; init; }
}

/// <summary>A file that a query reads: path, size in bytes, and whether only parts of it are read (columnar).</summary>
public sealed record EngineFile(string Path, long Size, bool Columnar);

/// <summary>Rows written to files below a private folder (<c>COPY … TO</c>).</summary>
public sealed record EngineOutput(string Folder, string Format)
{
    /// <summary>DuckDB COPY options by name (<c>COMPRESSION</c> → <c>'gzip'</c>), already printed.</summary>
    public IReadOnlyDictionary<string, string> CopyOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's name where there are no <see cref="PartitionColumns"/>.</summary>
    public string FileName { get; init; } = "part-0";

    /// <summary>The extension of files below partition folders, with its dot.</summary>
    public string FileExtension { get; init; } = "";

    /// <summary>Columns whose values become folders (<c>name=value/</c>); they are not in the files.</summary>
    public IReadOnlyList<string> PartitionColumns { get; init; } = [];
}

/// <summary>How a run ended: bytes read, rows written, files written (paths relative to the output folder).</summary>
public sealed record EngineOutcome(long BytesScanned, long RowsWritten, IReadOnlyList<string> Files);
