using System.Text.Json.Serialization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Tree;

/// <summary>A query: WITH, a body, and what follows the body.</summary>
public sealed record Query(QueryBody Body) : SqlNode
{
    public NodeList<CommonTable> With { get; init; } = [];

    public bool Recursive { get; init; }

    public NodeList<OrderItem> OrderBy { get; init; } = [];

    public Expression? Offset { get; init; }

    /// <summary>LIMIT or FETCH FIRST; null for all rows.</summary>
    public Expression? Limit { get; init; }

    /// <summary>FETCH FIRST … WITH TIES.</summary>
    public bool WithTies { get; init; }
}

public sealed record CommonTable(Identifier Name, NodeList<Identifier> Columns, Query Query) : SqlNode;

/// <summary>A sort key. <paramref name="NullsFirst"/> is null where it was not written: the dialect decides.</summary>
public sealed record OrderItem(Expression Key, bool Descending = false, bool? NullsFirst = null) : SqlNode;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(Select), "select")]
[JsonDerivedType(typeof(SetOperation), "setOperation")]
[JsonDerivedType(typeof(Values), "values")]
[JsonDerivedType(typeof(TableBody), "table")]
[JsonDerivedType(typeof(NestedQuery), "nested")]
public abstract record QueryBody : SqlNode;

/// <summary>An item of a SELECT list: an expression with an optional alias, or a <see cref="StarExpression"/>.</summary>
public sealed record SelectItem(Expression Value, Identifier? Alias = null) : SqlNode;

public sealed record Select(NodeList<SelectItem> Items) : QueryBody
{
    public bool Distinct { get; init; }

    public Relation? From { get; init; }

    public Expression? Where { get; init; }

    public GroupBy? GroupBy { get; init; }

    public Expression? Having { get; init; }

    public NodeList<NamedWindow> Windows { get; init; } = [];
}

public enum SetOperator
{
    Union,
    Intersect,
    Except,
}

public sealed record SetOperation(SetOperator Operator, bool All, QueryBody Left, QueryBody Right) : QueryBody;

/// <summary>VALUES; a row of one column may be a bare expression.</summary>
public sealed record Values(NodeList<Expression> Rows) : QueryBody;

/// <summary><c>TABLE t</c>.</summary>
public sealed record TableBody(NodeList<Identifier> Name) : QueryBody;

public sealed record NestedQuery(Query Query) : QueryBody;

public sealed record GroupBy(NodeList<GroupingElement> Elements, bool Distinct = false) : SqlNode;

public enum GroupingKind
{
    Simple,
    Rollup,
    Cube,
    Sets,
}

/// <summary>
/// One element of GROUP BY. <see cref="Sets"/> holds the sets of expressions: one set of the one expression for
/// <see cref="GroupingKind.Simple"/>, the composite columns for ROLLUP and CUBE, the sets for GROUPING SETS.
/// </summary>
public sealed record GroupingElement(GroupingKind Kind, NodeList<NodeList<Expression>> Sets) : SqlNode;

public sealed record NamedWindow(Identifier Name, Window Window) : SqlNode;

/// <summary>A window: the name of another one, or extends it.</summary>
public sealed record Window(Identifier? Base = null) : SqlNode
{
    public NodeList<Expression> PartitionBy { get; init; } = [];

    public NodeList<OrderItem> OrderBy { get; init; } = [];

    public Frame? Frame { get; init; }

    /// <summary>Written as a bare name (<c>OVER w</c>), not in parentheses.</summary>
    public bool IsReference { get; init; }
}

public enum FrameUnit
{
    Rows,
    Range,
    Groups,
}

public enum BoundKind
{
    UnboundedPreceding,
    Preceding,
    CurrentRow,
    Following,
    UnboundedFollowing,
}

public sealed record FrameBound(BoundKind Kind, Expression? Value = null) : SqlNode;

/// <summary>A frame; without <paramref name="End"/> it ends at the current row.</summary>
public sealed record Frame(FrameUnit Unit, FrameBound Start, FrameBound? End = null) : SqlNode;
