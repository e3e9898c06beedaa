namespace CustomerLake.Local.Sql.Catalog;

/// <summary>A database: its name (lower case) and, if it has one, its default location (<c>s3://…</c>).</summary>
public sealed record SqlDatabase(string Name, string? Location = null)
{
    /// <summary>The database of a session that has chosen none.</summary>
    public const string DefaultName = "default";
}

/// <summary>A column as the catalog has it; the type is Hive's spelling (<c>decimal(10,2)</c>, <c>struct&lt;a:int&gt;</c>).</summary>
public sealed record SqlColumn(string Name, string Type, string? Comment = null);

/// <summary>A table or view of the catalog, in the form of Glue's.</summary>
public sealed record SqlTable(string Database, string Name)
{
    /// <summary>Columns in the data, without <see cref="PartitionKeys"/>.</summary>
    public required IReadOnlyList<SqlColumn> Columns { get; init; }

    public IReadOnlyList<SqlColumn> PartitionKeys { get; init; } = [];

    /// <summary>Where and how the data lie; empty for a view.</summary>
    public SqlTableStorage Storage { get; init; } = SqlTableStorage.None;

    /// <summary>Table parameters (<c>skip.header.line.count</c>, <c>projection.enabled</c>, <c>table_type</c>, …).</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary><c>EXTERNAL_TABLE</c>, <c>VIRTUAL_VIEW</c>, …</summary>
    public string TableType { get; init; } = "EXTERNAL_TABLE";

    /// <summary>The query of a view as the catalog stores it (Athena: <c>/* Presto View: base64 */</c>), or null for a table.</summary>
    public string? ViewText { get; init; }

    public string? Comment { get; init; }

    public bool IsView => ViewText is not null;

    public bool IsPartitioned => PartitionKeys.Count > 0;
}

/// <summary>Glue's storage descriptor. A partition has its own.</summary>
public sealed record SqlTableStorage
{
    public static readonly SqlTableStorage None = new();

    /// <summary><c>s3://bucket/prefix/</c>, or a folder's path for a local catalog.</summary>
    public string Location { get; init; } = "";

    /// <summary>Java class of the input format, such as <c>org.apache.hadoop.mapred.TextInputFormat</c>.</summary>
    public string InputFormat { get; init; } = "";

    public string OutputFormat { get; init; } = "";

    /// <summary>Java class of the SerDe.</summary>
    public string SerDe { get; init; } = "";

    public IReadOnlyDictionary<string, string> SerDeParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns of a partition where they differ from the table's; null for the table's.</summary>
    public IReadOnlyList<SqlColumn>? Columns { get; init; }
}

/// <summary>A partition: a value per partition key, as text (NULL is Hive's <c>__HIVE_DEFAULT_PARTITION__</c>), and its storage.</summary>
public sealed record SqlPartition(IReadOnlyList<string> Values, SqlTableStorage Storage)
{
    /// <summary>How Hive writes the value NULL of a partition key.</summary>
    public const string NullValue = "__HIVE_DEFAULT_PARTITION__";

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
