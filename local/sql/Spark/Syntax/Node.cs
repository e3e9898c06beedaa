using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>An expression as written, before names are resolved. Position is an offset into the text, −1 from Python.</summary>
internal abstract record Node
{
    public int Position { get; init; } = -1;
}

internal sealed record NameNode(IReadOnlyList<string> Parts) : Node;

/// <summary>A column taken from a data frame by <c>df.a</c>: resolved against that frame's plan, not by name alone.</summary>
internal sealed record FrameColumnNode(int Frame, string Name) : Node;

/// <summary>A column of a data frame by its place, where names repeat.</summary>
internal sealed record PositionNode(int Frame, int Index) : Node;

internal sealed record StarNode(IReadOnlyList<string> Target, int Frame = -1) : Node;

/// <summary>
/// A constant. Value is null, bool, long (integers, days of a date, microseconds of a timestamp, an interval's unit),
/// double, string (also the digits of a decimal) or byte[].
/// </summary>
internal sealed record LiteralNode(object? Value, SparkType Type) : Node;

internal sealed record CallNode(string Function, IReadOnlyList<Node> Arguments) : Node
{
    public bool Distinct { get; init; }
    public Node? Filter { get; init; }
    public bool? IgnoreNulls { get; init; }
    public WindowNode? Window { get; init; }
    public string? WindowName { get; init; }
    public IReadOnlyList<SortNode>? WithinGroup { get; init; }
}

internal sealed record CastNode(Node Child, SparkType Type, bool Try = false, bool Explicit = true) : Node;

internal sealed record AliasNode(Node Child, IReadOnlyList<string> Names) : Node;

internal sealed record CaseNode(Node? Operand, IReadOnlyList<(Node When, Node Then)> Branches, Node? Else) : Node;

internal sealed record LambdaNode(IReadOnlyList<string> Parameters, Node Body) : Node;

internal sealed record SubqueryNode(SubqueryKind Kind, Relation Query, IReadOnlyList<Node> Operands) : Node;

internal enum SubqueryKind
{
    Scalar,
    Exists,
    In,
}

internal sealed record SubscriptNode(Node Child, Node Key) : Node;

internal sealed record FieldNode(Node Child, string Field) : Node;

internal sealed record ParameterNode(string? Name, int Index) : Node;

/// <summary>A user-defined function that runs in the Python process.</summary>
internal sealed record PythonNode(int Function, string Name, SparkType Type, IReadOnlyList<Node> Arguments) : Node;

internal sealed record SortNode(Node Child, bool Ascending, bool NullsFirst) : Node;

internal sealed record WindowNode(
    IReadOnlyList<Node> Partition,
    IReadOnlyList<SortNode> Order,
    FrameNode? Frame,
    string? Base = null
) : Node;

/// <summary>A window frame; a null bound is unbounded, a literal zero is the current row.</summary>
internal sealed record FrameNode(bool Rows, Node? Lower, Node? Upper);

/// <summary>A relation as written: what the parser and the data frame API both produce.</summary>
internal abstract record Relation
{
    public int Position { get; init; } = -1;
}

/// <summary>A data frame that was analyzed before, by its number.</summary>
internal sealed record FrameRelation(int Frame) : Relation;

internal sealed record TableRelation(IReadOnlyList<string> Parts) : Relation;

internal sealed record FileRelation(
    string Format,
    IReadOnlyList<string> Paths,
    StructType? Schema,
    IReadOnlyDictionary<string, string> Options
) : Relation;

internal sealed record ValuesRelation(IReadOnlyList<IReadOnlyList<Node>> Rows) : Relation;

/// <summary>Rows that Python hands over: each a JSON array in the schema's order.</summary>
internal sealed record RowsRelation(StructType Schema, IReadOnlyList<string> Rows) : Relation;

/// <summary>Text lines that Python hands over, to be read as CSV or JSON records.</summary>
internal sealed record LinesRelation(
    string Format,
    IReadOnlyList<string> Lines,
    StructType? Schema,
    IReadOnlyDictionary<string, string> Options
) : Relation;

internal sealed record RangeRelation(long Start, long End, long Step) : Relation;

internal sealed record SelectRelation(Relation? Child, IReadOnlyList<Node> Items) : Relation
{
    public IReadOnlyList<(string Name, WindowNode Window)> Windows { get; init; } = [];
    public GroupingNode? Grouping { get; init; }
    public Node? Having { get; init; }
    public bool Distinct { get; init; }
}

internal sealed record GroupingNode(IReadOnlyList<Node> Keys, string Kind, IReadOnlyList<IReadOnlyList<Node>>? Sets);

internal sealed record OneRowRelation : Relation;

internal sealed record FilterRelation(Relation Child, Node Condition) : Relation;

internal sealed record SortRelation(Relation Child, IReadOnlyList<SortNode> Order) : Relation;

/// <summary>All columns but those of these names, and those that these expressions resolve to.</summary>
internal sealed record DropRelation(Relation Child, IReadOnlyList<string> Names, IReadOnlyList<Node> Columns)
    : Relation;

internal sealed record LimitRelation(Relation Child, Node Count, bool IsOffset) : Relation;

internal sealed record TailRelation(Relation Child, long Count) : Relation;

internal sealed record DistinctRelation(Relation Child, IReadOnlyList<string>? Subset) : Relation;

internal sealed record SetRelation(string Kind, bool All, Relation Left, Relation Right) : Relation
{
    public bool ByName { get; init; }
    public bool AllowMissing { get; init; }
}

internal sealed record JoinRelation(string Kind, Relation Left, Relation Right) : Relation
{
    public Node? Condition { get; init; }
    public IReadOnlyList<string>? Using { get; init; }
    public bool Natural { get; init; }
    public bool Lateral { get; init; }
}

internal sealed record AliasRelation(Relation Child, string Name, IReadOnlyList<string> Columns) : Relation;

internal sealed record LateralViewRelation(
    Relation Child,
    Node Generator,
    bool Outer,
    string? Table,
    IReadOnlyList<string> Columns
) : Relation;

internal sealed record WithRelation(IReadOnlyList<(string Name, Relation Query)> Tables, Relation Child) : Relation;

internal sealed record FunctionRelation(CallNode Call) : Relation;

internal sealed record PivotRelation(
    Relation Child,
    IReadOnlyList<Node>? Keys,
    IReadOnlyList<Node> Columns,
    IReadOnlyList<Node>? Values,
    IReadOnlyList<Node> Aggregates
) : Relation;

internal sealed record UnpivotRelation(
    Relation Child,
    IReadOnlyList<Node>? Ids,
    IReadOnlyList<(Node Column, string? Alias)>? Values,
    string NameColumn,
    string ValueColumn,
    bool IncludeNulls
) : Relation;

internal sealed record SampleRelation(Relation Child, double? Fraction, long? Rows, long Seed) : Relation;
