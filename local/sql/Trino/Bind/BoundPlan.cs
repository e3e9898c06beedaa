using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>A column that a plan gives: an id unique in the statement, and a type.</summary>
internal sealed record PlanOutput(int Id, SqlType Type)
{
    public BoundColumn Reference => new(Type, Id);
}

/// <summary>An expression that gives a column of a plan.</summary>
internal sealed record PlanItem(int Id, BoundExpression Value)
{
    public PlanOutput Output => new(Id, Value.Type);
}

/// <summary>A relational operator. Every column of a statement has its own id, so plans nest without aliases.</summary>
internal abstract record BoundPlan
{
    public abstract IReadOnlyList<PlanOutput> Outputs { get; }
}

/// <summary>DuckDB text that gives columns named <c>c{id}</c>: scans, and what dialects print themselves.</summary>
internal sealed record SqlPlan(string Sql, IReadOnlyList<PlanOutput> Columns) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Columns;
}

/// <summary>A table's rows; the session makes its text after pruning, when all predicates are known.</summary>
internal sealed record ScanPlan(Scans.PlanScan Scan) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Scan.Outputs;
}

/// <summary>One row without columns.</summary>
internal sealed record OneRowPlan : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => [];
}

internal sealed record ValuesPlan(IReadOnlyList<PlanOutput> Columns, IReadOnlyList<IReadOnlyList<BoundExpression>> Rows)
    : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Columns;
}

internal sealed record ProjectPlan(BoundPlan Source, IReadOnlyList<PlanItem> Items) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => [.. Items.Select(item => item.Output)];
}

internal sealed record FilterPlan(BoundPlan Source, BoundExpression Condition) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Source.Outputs;
}

/// <summary>
/// Grouping. <see cref="Sets"/> holds the grouping sets as indexes of keys; null means one set of all keys. Without keys
/// and with <see cref="Sets"/> null it is a global aggregate of exactly one row.
/// </summary>
internal sealed record AggregatePlan(
    BoundPlan Source,
    IReadOnlyList<PlanItem> Keys,
    IReadOnlyList<PlanItem> Aggregates,
    IReadOnlyList<IReadOnlyList<int>>? Sets
) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs =>
        [.. Keys.Select(key => key.Output), .. Aggregates.Select(item => item.Output)];
}

internal sealed record JoinPlan(JoinKind Kind, BoundPlan Left, BoundPlan Right, BoundExpression? Condition) : BoundPlan
{
    /// <summary>The right side refers to columns of the left.</summary>
    public bool Lateral { get; init; }

    public override IReadOnlyList<PlanOutput> Outputs => [.. Left.Outputs, .. Right.Outputs];
}

/// <summary>UNION, INTERSECT, EXCEPT over plans with equal types; gives new columns.</summary>
internal sealed record SetPlan(
    SetOperator Operator,
    bool All,
    BoundPlan Left,
    BoundPlan Right,
    IReadOnlyList<PlanOutput> Columns
) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Columns;
}

internal sealed record DistinctPlan(BoundPlan Source) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Source.Outputs;
}

internal sealed record SortPlan(BoundPlan Source, IReadOnlyList<BoundOrder> Keys) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Source.Outputs;
}

internal sealed record LimitPlan(BoundPlan Source, BoundExpression? Limit, BoundExpression? Offset) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Source.Outputs;
}

/// <summary>
/// Rows of arrays side by side: <see cref="Items"/> are DuckDB lists, each giving the column of the same index;
/// shorter lists are filled with NULL. <see cref="Ordinality"/> counts from 1.
/// </summary>
internal sealed record UnnestPlan(
    IReadOnlyList<BoundExpression> Items,
    IReadOnlyList<PlanOutput> Columns,
    PlanOutput? Ordinality
) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Ordinality is null ? Columns : [.. Columns, Ordinality];
}

/// <summary>TABLESAMPLE; percentage 0..100.</summary>
internal sealed record SamplePlan(BoundPlan Source, double Percentage, bool Blocks) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Source.Outputs;
}

/// <summary>A WITH query, by the name it is printed with.</summary>
internal sealed record CommonTableDefinition(string Name, BoundPlan Plan, BoundPlan? RecursiveStep)
{
    public bool IsUnionAll { get; init; } = true;
}

/// <summary>WITH around a plan.</summary>
internal sealed record WithPlan(IReadOnlyList<CommonTableDefinition> Tables, BoundPlan Body) : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Body.Outputs;
}

/// <summary>A use of a WITH query: its columns (ids of the definition) under new ids.</summary>
internal sealed record CommonTablePlan(string Name, IReadOnlyList<int> Sources, IReadOnlyList<PlanOutput> Columns)
    : BoundPlan
{
    public override IReadOnlyList<PlanOutput> Outputs => Columns;
}
