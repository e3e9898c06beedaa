using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>An object to read, the partition it belongs to (null for an unpartitioned table), and how it is stored.</summary>
internal sealed record ScanFile(SqlObject Object, SqlPartition? Partition, SqlTableStorage Storage);

/// <summary>
/// A format's reading of some files: FROM gives a relation <c>r</c> that has <c>lake_file</c> (the path) and whatever
/// <see cref="Column"/> needs.
/// </summary>
internal interface IFileReading
{
    bool IsColumnar { get; }

    string From { get; }

    /// <summary>DuckDB text of a data column; null where the files have none.</summary>
    string? Column(ScanColumn column);
}
