using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>A typed expression. Records compare by value: that is how GROUP BY finds its expressions again.</summary>
internal abstract record BoundExpression(SqlType Type)
{
    public virtual IReadOnlyList<BoundExpression> Children => [];

    /// <summary>The same node over other children, in the order of <see cref="Children"/>.</summary>
    public virtual BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) => this;

    /// <summary>Rebuilds the tree top-down: where <paramref name="replace"/> gives a node, that stands there and is not entered.</summary>
    public BoundExpression Rewrite(Func<BoundExpression, BoundExpression?> replace)
    {
        if (replace(this) is { } replacement)
        {
            return replacement;
        }

        var children = Children;
        if (children.Count == 0)
        {
            return this;
        }

        var rewritten = new BoundExpression[children.Count];
        var changed = false;
        for (var i = 0; i < rewritten.Length; i++)
        {
            rewritten[i] = children[i].Rewrite(replace);
            changed |= !ReferenceEquals(rewritten[i], children[i]);
        }

        return changed ? WithChildren(rewritten) : this;
    }

    public bool Any(Func<BoundExpression, bool> test) => test(this) || Children.Any(child => child.Any(test));

    /// <summary>Itself and all below, outermost first; subqueries are not entered.</summary>
    public IEnumerable<BoundExpression> Flatten() => Children.SelectMany(child => child.Flatten()).Prepend(this);
}

/// <summary>A constant: its DuckDB text, and its value for rules that need it (null where they do not).</summary>
internal sealed record BoundLiteral(SqlType Type, string Sql, object? Value = null) : BoundExpression(Type)
{
    public static BoundLiteral Null(SqlType type) => new(type, "NULL");

    public bool IsNull => Sql == "NULL";
}

/// <summary>A column of some plan; ids are unique in a statement, so it is never qualified.</summary>
internal sealed record BoundColumn(SqlType Type, int Id) : BoundExpression(Type);

/// <summary>A lambda's parameter.</summary>
internal sealed record BoundVariable(SqlType Type, string Name) : BoundExpression(Type);

/// <summary>A scalar call, operators and CASE included.</summary>
internal sealed record BoundCall(SqlType Type, CallForm Form, NodeList<BoundExpression> Arguments)
    : BoundExpression(Type)
{
    public override IReadOnlyList<BoundExpression> Children => Arguments;

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Arguments = children.ToNodeList(),
        };
}

/// <summary>A conversion; the dialect prints it.</summary>
internal sealed record BoundCast(SqlType Type, BoundExpression Operand, CastMode Mode) : BoundExpression(Type)
{
    public override IReadOnlyList<BoundExpression> Children => [Operand];

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Operand = children[0],
        };
}

internal enum CastMode
{
    /// <summary>By the dialect's rules of coercion: cannot fail.</summary>
    Implicit,
    Explicit,

    /// <summary>NULL where the explicit one fails.</summary>
    Try,
}

internal sealed record BoundOrder(BoundExpression Key, bool Descending, bool NullsFirst);

/// <summary>An aggregate call; only in an <see cref="AggregatePlan"/>, or on the way to it.</summary>
internal sealed record BoundAggregate(SqlType Type, CallForm Form, NodeList<BoundExpression> Arguments)
    : BoundExpression(Type)
{
    public string Name { get; init; } = "";

    public bool Distinct { get; init; }

    public NodeList<BoundOrder> OrderBy { get; init; } = [];

    public BoundExpression? Filter { get; init; }

    public override IReadOnlyList<BoundExpression> Children =>
        [.. Arguments, .. OrderBy.Select(order => order.Key), .. Filter is null ? [] : new[] { Filter }];

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Arguments = children.Take(Arguments.Count).ToNodeList(),
            OrderBy = OrderBy.Select((order, i) => order with { Key = children[Arguments.Count + i] }).ToNodeList(),
            Filter = Filter is null ? null : children[^1],
        };
}

/// <summary>A window call.</summary>
internal sealed record BoundWindow(SqlType Type, CallForm Form, NodeList<BoundExpression> Arguments)
    : BoundExpression(Type)
{
    public bool Distinct { get; init; }

    public bool? IgnoreNulls { get; init; }

    public BoundExpression? Filter { get; init; }

    public NodeList<BoundExpression> PartitionBy { get; init; } = [];

    public NodeList<BoundOrder> OrderBy { get; init; } = [];

    public FrameUnit? FrameUnit { get; init; }

    public BoundKind Start { get; init; }

    public BoundExpression? StartValue { get; init; }

    public BoundKind? End { get; init; }

    public BoundExpression? EndValue { get; init; }

    private BoundExpression?[] Optional => [Filter, StartValue, EndValue];

    public override IReadOnlyList<BoundExpression> Children =>
        [.. Arguments, .. PartitionBy, .. OrderBy.Select(order => order.Key), .. Optional.OfType<BoundExpression>()];

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children)
    {
        var next = 0;
        var arguments = Arguments.Select(_ => children[next++]).ToNodeList();
        var partition = PartitionBy.Select(_ => children[next++]).ToNodeList();
        var order = OrderBy.Select(item => item with { Key = children[next++] }).ToNodeList();
        return this with
        {
            Arguments = arguments,
            PartitionBy = partition,
            OrderBy = order,
            Filter = Filter is null ? null : children[next++],
            StartValue = StartValue is null ? null : children[next++],
            EndValue = EndValue is null ? null : children[next],
        };
    }
}

/// <summary>A lambda; its type is a function's.</summary>
internal sealed record BoundLambda(SqlType Type, NodeList<string> Parameters, BoundExpression Body)
    : BoundExpression(Type)
{
    public override IReadOnlyList<BoundExpression> Children => [Body];

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Body = children[0],
        };
}

internal enum SubqueryForm
{
    Scalar,
    Exists,
    In,
    Any,
    All,
}

/// <summary>A subquery as a value. IN, ANY and ALL compare <see cref="Operand"/> by <see cref="Operator"/>.</summary>
internal sealed record BoundSubquery(SqlType Type, SubqueryForm Form, BoundPlan Plan) : BoundExpression(Type)
{
    public BoundExpression? Operand { get; init; }

    /// <summary>DuckDB's spelling of the comparison.</summary>
    public string Operator { get; init; } = "=";

    public override IReadOnlyList<BoundExpression> Children => Operand is null ? [] : [Operand];

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Operand = children[0],
        };
}

/// <summary><c>grouping(a, b)</c>: becomes a column of the <see cref="AggregatePlan"/>.</summary>
internal sealed record BoundGrouping(SqlType Type, NodeList<BoundExpression> Arguments) : BoundExpression(Type)
{
    public override IReadOnlyList<BoundExpression> Children => Arguments;

    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Arguments = children.ToNodeList(),
        };
}
