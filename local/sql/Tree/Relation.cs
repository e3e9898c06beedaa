using System.Text.Json.Serialization;

namespace CustomerLake.Local.Sql.Tree;

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
[JsonDerivedType(typeof(LateralViewRelation), "lateralView")]
[JsonDerivedType(typeof(FilesRelation), "files")]
[JsonDerivedType(typeof(RowsRelation), "rows")]
[JsonDerivedType(typeof(PlanRelation), "plan")]
[JsonDerivedType(typeof(PivotRelation), "pivot")]
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
    LeftSemi,
    LeftAnti,
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

/// <summary>A table function: <c>TABLE(sequence(1, 3))</c>, Spark's <c>range(10)</c> or <c>explode(a)</c>.</summary>
public sealed record FunctionRelation(NodeList<Identifier> Name, NodeList<Expression> Arguments) : Relation;

/// <summary>Spark's <c>LATERAL VIEW [OUTER] f(x) alias AS columns</c>.</summary>
public sealed record LateralViewRelation(Relation Source, CallExpression Function, Identifier? Alias) : Relation
{
    public bool Outer { get; init; }

    public NodeList<Identifier> Columns { get; init; } = [];
}

/// <summary>
/// Files read by format (<c>spark.read.format(f).options(o).schema(s).load(paths)</c>). Paths are URIs or local paths;
/// <see cref="Schema"/> is a column list in the dialect's spelling (<c>a INT, b STRING</c>), null to infer.
/// </summary>
public sealed record FilesRelation(string Format, NodeList<string> Paths) : Relation
{
    public string? Schema { get; init; }

    public NodeList<FileOption> Options { get; init; } = [];
}

/// <summary>An option as given; names compare without case.</summary>
public sealed record FileOption(string Name, string Value) : SqlNode;

/// <summary>
/// Rows that the client holds (<c>createDataFrame</c>): <paramref name="Schema"/> as in <see cref="FilesRelation"/>,
/// <paramref name="Json"/> an array of rows, each an array of values in the form results have
/// (see <see cref="CustomerLake.Local.Sql.SqlResult.Rows"/>).
/// </summary>
public sealed record RowsRelation(string Schema, string Json) : Relation;

/// <summary>A DataFrame's plan with its identity, which a <see cref="PlanColumn"/> points to.</summary>
public sealed record PlanRelation(long PlanId, Query Query) : Relation;

/// <summary>PIVOT: aggregates of <see cref="Aggregates"/> for each value of <see cref="Column"/>.</summary>
public sealed record PivotRelation(Relation Source, Expression Column, NodeList<SelectItem> Values) : Relation
{
    public NodeList<SelectItem> Aggregates { get; init; } = [];
}
