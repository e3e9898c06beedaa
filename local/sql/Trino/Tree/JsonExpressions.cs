using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Tree;

public enum JsonFunction
{
    Exists,
    Value,
    Query,
}

/// <summary>What a <see cref="JsonExpression"/> gives when nothing was found, or something went wrong.</summary>
public enum JsonBehavior
{
    Unspecified,
    Null,
    Error,
    EmptyArray,
    EmptyObject,
    Default,
    True,
    False,
    Unknown,
}

public enum JsonWrapper
{
    Without,
    Conditional,
    Unconditional,
}

/// <summary><c>JSON_EXISTS</c>, <c>JSON_VALUE</c> and <c>JSON_QUERY</c> of the SQL standard.</summary>
public sealed record JsonExpression(JsonFunction Function, Expression Input, Expression Path) : Expression
{
    public NodeList<NamedExpression> Passing { get; init; } = [];

    public TypeReference? Returning { get; init; }

    public JsonWrapper Wrapper { get; init; }

    public bool OmitQuotes { get; init; }

    public JsonBehavior OnEmpty { get; init; }

    public Expression? EmptyDefault { get; init; }

    public JsonBehavior OnError { get; init; }

    public Expression? ErrorDefault { get; init; }
}

/// <summary>A member of a <see cref="JsonConstructor"/>; the name is null in an array.</summary>
public sealed record JsonMember(Expression? Name, Expression Value, bool FormatJson = false) : SqlNode;

/// <summary><c>JSON_OBJECT</c> or <c>JSON_ARRAY</c>.</summary>
public sealed record JsonConstructor(bool IsObject, NodeList<JsonMember> Members) : Expression
{
    public bool AbsentOnNull { get; init; }

    public bool UniqueKeys { get; init; }

    public TypeReference? Returning { get; init; }
}
