using System.Text.Json.Serialization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Tree;

/// <summary>What stands in FROM.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(TableRelation), "table")]
[JsonDerivedType(typeof(AliasedRelation), "aliased")]
[JsonDerivedType(typeof(SubqueryRelation), "subquery")]
[JsonDerivedType(typeof(LateralRelation), "lateral")]
[JsonDerivedType(typeof(JoinRelation), "join")]
[JsonDerivedType(typeof(UnnestRelation), "unnest")]
[JsonDerivedType(typeof(SampledRelation), "sampled")]
[JsonDerivedType(typeof(FunctionRelation), "function")]
public abstract record Relation : SqlNode;

/// <summary>A table or view by name: <c>t</c>, <c>db.t</c>, <c>catalog.db.t</c>.</summary>
public sealed record TableRelation(NodeList<Identifier> Name) : Relation
{
    /// <summary><c>FOR TIMESTAMP|VERSION AS OF x</c>: the word, else null.</summary>
    public string? VersionKind { get; init; }

    public Expression? Version { get; init; }
}

public sealed record AliasedRelation(Relation Source, Identifier Alias) : Relation
{
    public NodeList<Identifier> Columns { get; init; } = [];
}

public sealed record SubqueryRelation(Query Query) : Relation;

public sealed record LateralRelation(Query Query) : Relation;

public enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,

    /// <summary><c>FROM a, b</c>.</summary>
    Implicit,
}

/// <summary>A join; ON, USING or NATURAL, or none of them.</summary>
public sealed record JoinRelation(JoinKind Kind, Relation Left, Relation Right) : Relation
{
    public Expression? On { get; init; }

    public NodeList<Identifier> Using { get; init; } = [];

    public bool Natural { get; init; }
}

public sealed record UnnestRelation(NodeList<Expression> Items, bool WithOrdinality = false) : Relation;

/// <summary>TABLESAMPLE; the percentage is 0..100.</summary>
public sealed record SampledRelation(Relation Source, string Method, Expression Percentage) : Relation;

/// <summary>A table function: <c>TABLE(sequence(1, 3))</c>.</summary>
public sealed record FunctionRelation(NodeList<Identifier> Name, NodeList<Expression> Arguments) : Relation;
