using CustomerLake.Local.Sql.Trino.Bind;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>Something that a statement reads. Bound first; prepared when it is known what of it is used; printed last.</summary>
internal abstract class PlanScan
{
    public abstract IReadOnlyList<PlanOutput> Outputs { get; }

    /// <summary>Ids of all columns that the statement uses.</summary>
    public HashSet<int> Used { get; set; } = [];

    /// <summary>DuckDB text that gives the used columns as <c>c{id}</c>; set when prepared.</summary>
    public string? Sql { get; protected set; }

    public abstract Task PrepareAsync(ScanPreparer preparer, CancellationToken cancellationToken);

    /// <summary>Takes conditions that every wanted row meets; a scan that cannot use them does nothing.</summary>
    public virtual void AddConditions(IEnumerable<BoundExpression> conditions) { }

    public string Print() => Sql ?? throw new InvalidOperationException($"The scan {GetType().Name} was not prepared.");
}
