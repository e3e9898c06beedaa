namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>A bound relation: what it is made of and which columns it gives.</summary>
internal abstract class Plan(IReadOnlyList<Attr> output)
{
    public IReadOnlyList<Attr> Output => output;

    public abstract IReadOnlyList<Plan> Children { get; }

    /// <summary>The temporary table that holds this plan's rows, once <c>cache()</c> has been honoured.</summary>
    public string? CachedTable { get; set; }

    public bool IsCacheWanted { get; set; }

    /// <summary>Every plan below, each once: data frames share their history.</summary>
    public IReadOnlyCollection<Plan> SelfAndDescendants()
    {
        var seen = new HashSet<Plan>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Plan>([this]);
        while (pending.TryPop(out var plan))
        {
            if (seen.Add(plan))
            {
                foreach (var child in plan.Children)
                {
                    pending.Push(child);
                }
            }
        }

        return seen;
    }
}

/// <summary>An output column and the expression that computes it.</summary>
internal sealed record Computed(Attr Attribute, Bound Expression);

internal sealed class OneRowPlan() : Plan([])
{
    public override IReadOnlyList<Plan> Children => [];
}

internal sealed class RangePlan(Attr id, long start, long end, long step) : Plan([id])
{
    public long Start => start;
    public long End => end;
    public long Step => step;
    public override IReadOnlyList<Plan> Children => [];
}

/// <summary>Literal rows of expressions (SQL VALUES).</summary>
internal sealed class ValuesPlan(IReadOnlyList<Attr> output, IReadOnlyList<IReadOnlyList<Bound>> rows) : Plan(output)
{
    public IReadOnlyList<IReadOnlyList<Bound>> Rows => rows;
    public override IReadOnlyList<Plan> Children => [];
}

/// <summary>
/// Rows that come from outside: files, or Python. <see cref="Source"/> prints a relation with one column per name, in
/// the order of the output, after it has been made ready.
/// </summary>
internal sealed class ScanPlan(IReadOnlyList<Attr> output, IScanSource source) : Plan(output)
{
    public IScanSource Source => source;
    public override IReadOnlyList<Plan> Children => [];
}

internal sealed class ProjectPlan(IReadOnlyList<Computed> items, Plan child)
    : Plan([.. items.Select(item => item.Attribute)])
{
    public IReadOnlyList<Computed> Items => items;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

/// <summary>The same rows under other qualifiers or with some columns hidden or renamed: nothing is computed.</summary>
internal sealed class ViewPlan(IReadOnlyList<Attr> output, Plan child) : Plan(output)
{
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

internal sealed class FilterPlan(Bound condition, Plan child) : Plan(child.Output)
{
    public Bound Condition => condition;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

internal sealed record OrderKey(Bound Expression, bool Ascending, bool NullsFirst);

internal sealed class SortPlan(IReadOnlyList<OrderKey> keys, Plan child) : Plan(child.Output)
{
    public IReadOnlyList<OrderKey> Keys => keys;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

internal sealed class LimitPlan(long? count, long offset, Plan child) : Plan(child.Output)
{
    public long? Count => count;
    public long Offset => offset;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

/// <summary>The last rows, in order.</summary>
internal sealed class TailPlan(long count, Plan child) : Plan(child.Output)
{
    public long Count => count;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

/// <summary>Grouping keys and aggregates; <see cref="Sets"/> lists the grouping sets, as indexes of keys.</summary>
internal sealed class AggregatePlan(
    IReadOnlyList<Computed> keys,
    IReadOnlyList<Computed> aggregates,
    IReadOnlyList<IReadOnlyList<int>>? sets,
    Attr? groupingId,
    Plan child
)
    : Plan([
        .. keys.Select(key => key.Attribute),
        .. aggregates.Select(aggregate => aggregate.Attribute),
        .. groupingId is null ? [] : new[] { groupingId },
    ])
{
    public IReadOnlyList<Computed> Keys => keys;
    public IReadOnlyList<Computed> Aggregates => aggregates;
    public IReadOnlyList<IReadOnlyList<int>>? Sets => sets;
    public Attr? GroupingId => groupingId;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

/// <summary>One row per distinct value of the subset; other columns come from the first such row.</summary>
internal sealed class DistinctPlan(IReadOnlyList<Attr>? subset, Plan child) : Plan(child.Output)
{
    public IReadOnlyList<Attr>? Subset => subset;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

internal sealed class SetPlan(string kind, bool all, IReadOnlyList<Attr> output, Plan left, Plan right) : Plan(output)
{
    public string Kind => kind;
    public bool All => all;
    public override IReadOnlyList<Plan> Children => [left, right];
}

internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Semi,
    Anti,
    Cross,
}

internal sealed class JoinPlan(
    JoinKind kind,
    Plan left,
    Plan right,
    Bound? condition,
    IReadOnlyList<Attr> output,
    bool lateral = false
) : Plan(output)
{
    public JoinKind Kind => kind;
    public Plan Left => left;
    public Plan Right => right;
    public Bound? Condition => condition;
    public bool Lateral => lateral;
    public override IReadOnlyList<Plan> Children => [left, right];
}

/// <summary>
/// Appends a generator's columns: each row of the child is repeated for every element of a list of structs, whose
/// fields are the new columns in order.
/// </summary>
internal sealed class GeneratePlan(Bound rows, bool outer, IReadOnlyList<Attr> added, Plan child)
    : Plan([.. child.Output, .. added])
{
    /// <summary>A list of structs with fields <c>f0</c>, <c>f1</c>, …</summary>
    public Bound Rows => rows;
    public bool Outer => outer;
    public IReadOnlyList<Attr> Added => added;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

internal sealed class SamplePlan(double fraction, long seed, Plan child) : Plan(child.Output)
{
    public double Fraction => fraction;
    public long Seed => seed;
    public Plan Child => child;
    public override IReadOnlyList<Plan> Children => [child];
}

/// <summary>Where a scan's rows come from.</summary>
internal interface IScanSource
{
    /// <summary>The files behind the rows, as the user calls them.</summary>
    IEnumerable<string> Uris => [];

    /// <summary>Makes the rows readable (loads text files into a table); called once before the first print.</summary>
    void Prepare(Session.Engine engine);

    /// <summary>A SELECT whose columns are named after the attributes.</summary>
    string Print(IReadOnlyList<Attr> output);
}
