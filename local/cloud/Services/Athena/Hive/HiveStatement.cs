namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>A table as a statement names it; without a database it lies in the query's own.</summary>
internal sealed record HiveTableName(string? Database, string Name);

internal sealed record HiveColumn(string Name, string Type, string? Comment);

internal sealed record HivePartition(IReadOnlyDictionary<string, string> Values, string? Location);

internal sealed record HiveBuckets(IReadOnlyList<string> Columns, IReadOnlyList<HiveSort> Sort, int Count);

internal sealed record HiveSort(string Column, bool Ascending);

/// <summary>ROW FORMAT: a SerDe class, or null and the properties of LazySimpleSerDe that DELIMITED sets.</summary>
internal sealed record HiveRowFormat(string? SerDe, IReadOnlyDictionary<string, string> Properties);

/// <summary>STORED AS: a format's name, or both class names.</summary>
internal sealed record HiveStorage(string? Format, string? InputFormat, string? OutputFormat);

/// <summary>One value test of DROP PARTITION: <c>dt &lt; '2024-01-01'</c>.</summary>
internal sealed record HiveComparison(string Column, string Operator, string Value);

/// <summary>The statements that Athena hands to Hive's grammar and runs on the catalog itself.</summary>
internal abstract record HiveStatement
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private HiveStatement() { }

    internal sealed record CreateDatabase(string Name, bool IfNotExists) : HiveStatement
    {
        public string? Comment { get; init; }
        public string? Location { get; init; }
        public IReadOnlyDictionary<string, string> Properties { get; init; } = None;
    }

    internal sealed record DropDatabase(string Name, bool IfExists, bool Cascade) : HiveStatement;

    internal sealed record SetDatabaseProperties(string Name, IReadOnlyDictionary<string, string> Properties)
        : HiveStatement;

    internal sealed record CreateTable(HiveTableName Table, bool IfNotExists, bool IsExternal) : HiveStatement
    {
        public IReadOnlyList<HiveColumn> Columns { get; init; } = [];
        public string? Comment { get; init; }
        public IReadOnlyList<HiveColumn> PartitionKeys { get; init; } = [];
        public HiveBuckets? Buckets { get; init; }
        public HiveRowFormat? RowFormat { get; init; }
        public HiveStorage? Storage { get; init; }
        public string? Location { get; init; }
        public IReadOnlyDictionary<string, string> Properties { get; init; } = None;
    }

    internal sealed record DropTable(HiveTableName Table, bool IfExists) : HiveStatement;

    internal sealed record DropView(HiveTableName View, bool IfExists) : HiveStatement;

    internal sealed record AddPartitions(HiveTableName Table, bool IfNotExists, IReadOnlyList<HivePartition> Partitions)
        : HiveStatement;

    internal sealed record DropPartitions(
        HiveTableName Table,
        bool IfExists,
        IReadOnlyList<IReadOnlyList<HiveComparison>> Partitions
    ) : HiveStatement;

    internal sealed record RenamePartition(
        HiveTableName Table,
        IReadOnlyDictionary<string, string> From,
        IReadOnlyDictionary<string, string> To
    ) : HiveStatement;

    internal sealed record SetLocation(
        HiveTableName Table,
        IReadOnlyDictionary<string, string>? Partition,
        string Location
    ) : HiveStatement;

    internal sealed record SetTableProperties(HiveTableName Table, IReadOnlyDictionary<string, string> Properties)
        : HiveStatement;

    internal sealed record AddColumns(HiveTableName Table, IReadOnlyList<HiveColumn> Columns) : HiveStatement
    {
        public IReadOnlyDictionary<string, string>? Partition { get; init; }
    }

    internal sealed record ReplaceColumns(HiveTableName Table, IReadOnlyList<HiveColumn> Columns) : HiveStatement
    {
        public IReadOnlyDictionary<string, string>? Partition { get; init; }
    }

    /// <summary>CHANGE COLUMN; <paramref name="After"/> null keeps the place, "" moves the column to the front.</summary>
    internal sealed record ChangeColumn(HiveTableName Table, string Name, HiveColumn Column, string? After)
        : HiveStatement;

    internal sealed record DropColumn(HiveTableName Table, string Name) : HiveStatement;

    internal sealed record RenameTable(HiveTableName Table, HiveTableName To) : HiveStatement;

    internal sealed record RepairTable(HiveTableName Table) : HiveStatement;

    internal sealed record ShowDatabases(string? Pattern) : HiveStatement;

    internal sealed record ShowTables(string? Database, string? Pattern) : HiveStatement;

    internal sealed record ShowViews(string? Database, string? Pattern) : HiveStatement;

    internal sealed record ShowPartitions(HiveTableName Table) : HiveStatement;

    internal sealed record ShowColumns(HiveTableName Table) : HiveStatement;

    internal sealed record ShowCreateTable(HiveTableName Table) : HiveStatement;

    internal sealed record ShowCreateView(HiveTableName View) : HiveStatement;

    internal sealed record ShowTableProperties(HiveTableName Table, string? Property) : HiveStatement;

    internal sealed record Describe(HiveTableName Table) : HiveStatement
    {
        public bool IsExtended { get; init; }
        public bool IsFormatted { get; init; }
        public IReadOnlyDictionary<string, string>? Partition { get; init; }
        public string? Column { get; init; }
    }
}
