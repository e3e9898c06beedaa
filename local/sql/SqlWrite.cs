namespace CustomerLake.Local.Sql;

/// <summary>Where and how a query's rows are written (a DataFrame writer, UNLOAD, CTAS, INSERT).</summary>
public sealed record SqlWrite(string Location, string Format)
{
    /// <summary>Columns that become folders, in order.</summary>
    public IReadOnlyList<string> PartitionBy { get; init; } = [];

    public WriteMode Mode { get; init; } = WriteMode.Append;

    /// <summary>The writer's options by name (<c>header</c>, <c>sep</c>, <c>compression</c>, …).</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The prefix of file names.</summary>
    public string FilePrefix { get; init; } = "part-";
}

/// <summary>What happens to what is there.</summary>
public enum WriteMode
{
    /// <summary>Files are added.</summary>
    Append,

    /// <summary>All objects below the location are replaced.</summary>
    Overwrite,

    /// <summary>Only the partitions that the rows fall into are replaced.</summary>
    OverwritePartitions,

    /// <summary>Fails if there is any object.</summary>
    ErrorIfExists,

    /// <summary>Does nothing if there is any object.</summary>
    Ignore,
}
