using CustomerLake.Local.Sql.Trino.Bind;

namespace CustomerLake.Local.Sql.Trino.Scans;

internal enum ScanColumnKind
{
    Data,
    Partition,

    /// <summary><c>$path</c>, <c>$file_size</c>, …: in reach by name, not in <c>*</c>.</summary>
    Hidden,
}

/// <summary>A column of a scan; <see cref="HiveType"/> is the catalog's spelling (empty for a hidden one).</summary>
internal sealed record ScanColumn(string Name, string HiveType, ScanColumnKind Kind, PlanOutput Output);
