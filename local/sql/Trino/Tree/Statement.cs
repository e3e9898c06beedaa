using System.Text.Json.Serialization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Tree;

/// <summary>A statement.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(QueryStatement), "query")]
[JsonDerivedType(typeof(InsertStatement), "insert")]
[JsonDerivedType(typeof(CreateTableAsStatement), "createTableAs")]
[JsonDerivedType(typeof(UnloadStatement), "unload")]
[JsonDerivedType(typeof(CreateViewStatement), "createView")]
[JsonDerivedType(typeof(DropStatement), "drop")]
[JsonDerivedType(typeof(ExplainStatement), "explain")]
[JsonDerivedType(typeof(PrepareStatement), "prepare")]
[JsonDerivedType(typeof(ExecuteStatement), "execute")]
[JsonDerivedType(typeof(DeallocateStatement), "deallocate")]
[JsonDerivedType(typeof(ShowStatement), "show")]
[JsonDerivedType(typeof(DeleteStatement), "delete")]
[JsonDerivedType(typeof(UpdateStatement), "update")]
[JsonDerivedType(typeof(MergeStatement), "merge")]
[JsonDerivedType(typeof(UtilityStatement), "utility")]
public abstract record Statement : SqlNode;

public sealed record QueryStatement(Query Query) : Statement;

public sealed record InsertStatement(NodeList<Identifier> Table, NodeList<Identifier> Columns, Query Query) : Statement;

/// <summary><c>name = value</c> of WITH (…) or TBLPROPERTIES.</summary>
public sealed record Property(Identifier Name, Expression? Value) : SqlNode;

public sealed record CreateTableAsStatement(NodeList<Identifier> Table, Query Query) : Statement
{
    public bool IfNotExists { get; init; }

    public bool OrReplace { get; init; }

    public NodeList<Identifier> Columns { get; init; } = [];

    public string? Comment { get; init; }

    public NodeList<Property> Properties { get; init; } = [];

    public bool WithData { get; init; } = true;
}

/// <summary>Athena's <c>UNLOAD (query) TO 's3://…' WITH (…)</c>.</summary>
public sealed record UnloadStatement(Query Query, string Location, NodeList<Property> Properties) : Statement;

public sealed record CreateViewStatement(NodeList<Identifier> View, Query Query) : Statement
{
    public bool OrReplace { get; init; }

    public NodeList<Identifier> Columns { get; init; } = [];

    public string? Comment { get; init; }

    /// <summary>The text of the query, as written.</summary>
    public string QueryText { get; init; } = "";
}

/// <summary>DROP TABLE | VIEW | SCHEMA.</summary>
public sealed record DropStatement(string Kind, NodeList<Identifier> Name, bool IfExists = false) : Statement;

/// <summary>EXPLAIN; options are upper-case words such as <c>TYPE</c> → <c>VALIDATE</c>.</summary>
public sealed record ExplainStatement(Statement Statement, bool Analyze = false) : Statement
{
    public NodeList<Property> Options { get; init; } = [];
}

public sealed record PrepareStatement(Identifier Name, Statement Statement) : Statement
{
    /// <summary>The text of the prepared statement, as written.</summary>
    public string Text { get; init; } = "";
}

/// <summary>EXECUTE name USING …, or EXECUTE IMMEDIATE (<paramref name="Name"/> is null) with the text to run.</summary>
public sealed record ExecuteStatement(Identifier? Name, NodeList<Expression> Arguments) : Statement
{
    public string? ImmediateText { get; init; }
}

public sealed record DeallocateStatement(Identifier Name) : Statement;

/// <summary>SHOW … and DESCRIBE: <paramref name="Kind"/> is upper case, such as <c>TABLES</c>, <c>CREATE VIEW</c>, <c>COLUMNS</c>, <c>OUTPUT</c>.</summary>
public sealed record ShowStatement(string Kind, NodeList<Identifier> Name) : Statement
{
    public string? Like { get; init; }

    public string? Escape { get; init; }
}

public sealed record DeleteStatement(NodeList<Identifier> Table, Expression? Where) : Statement;

public sealed record Assignment(NodeList<Identifier> Target, Expression? Value) : SqlNode;

public sealed record UpdateStatement(NodeList<Identifier> Table, NodeList<Assignment> Assignments, Expression? Where)
    : Statement;

/// <summary>WHEN [NOT] MATCHED [AND …] THEN INSERT | UPDATE | DELETE.</summary>
public sealed record MergeAction(bool Matched, Expression? Condition, string Action) : SqlNode
{
    public NodeList<Assignment> Assignments { get; init; } = [];
}

public sealed record MergeStatement(Relation Target, Relation Source, Expression On, NodeList<MergeAction> Actions)
    : Statement;

/// <summary>A statement that is recognised but not queried with (USE, SET SESSION, GRANT, …), by its first words.</summary>
public sealed record UtilityStatement(string Kind, NodeList<Identifier> Name) : Statement
{
    public NodeList<Property> Properties { get; init; } = [];
}
