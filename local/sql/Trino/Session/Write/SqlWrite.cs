namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>Where and how a query's rows are written (UNLOAD, CTAS, INSERT): files are added.</summary>
internal sealed record SqlWrite(string Location, string Format)
{
    /// <summary>Columns that become folders, in order.</summary>
    public IReadOnlyList<string> PartitionBy { get; init; } = [];

    /// <summary>Fails if there is any object.</summary>
    public bool IsNew { get; init; }

    /// <summary>The format's options by name (<c>header</c>, <c>sep</c>, <c>compression</c>, …).</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The prefix of file names.</summary>
    public string FilePrefix { get; init; } = "part-";
}
