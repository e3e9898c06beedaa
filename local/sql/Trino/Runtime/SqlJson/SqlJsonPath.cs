using System.Text.Json.Nodes;

namespace CustomerLake.Local.Sql.Trino.Runtime.SqlJson;

/// <summary>A node of a path of the SQL standard's JSON path language.</summary>
internal abstract record PathNode
{
    /// <summary><c>$</c>, <c>@</c>, or a value of PASSING (<c>$name</c>).</summary>
    public sealed record Root(string Name) : PathNode;

    public sealed record Constant(JsonNode? Value) : PathNode;

    /// <summary><c>.key</c>; null for <c>.*</c>.</summary>
    public sealed record Member(PathNode Source, string? Key) : PathNode;

    /// <summary><c>[i, j to k]</c>; an empty list stands for <c>[*]</c>.</summary>
    public sealed record Elements(PathNode Source, IReadOnlyList<(PathNode From, PathNode? To)> Ranges) : PathNode;

    public sealed record Filter(PathNode Source, PathTest Test) : PathNode;

    public sealed record Method(PathNode Source, string Name) : PathNode;

    public sealed record Arithmetic(char Operator, PathNode Left, PathNode Right) : PathNode;

    public sealed record Negation(PathNode Operand) : PathNode;

    /// <summary><c>last</c> inside a subscript.</summary>
    public sealed record Last : PathNode;
}

/// <summary>A condition of a filter.</summary>
internal abstract record PathTest
{
    public sealed record And(PathTest Left, PathTest Right) : PathTest;

    public sealed record Or(PathTest Left, PathTest Right) : PathTest;

    public sealed record Not(PathTest Operand) : PathTest;

    public sealed record Compare(string Operator, PathNode Left, PathNode Right) : PathTest;

    public sealed record Exists(PathNode Path) : PathTest;

    public sealed record StartsWith(PathNode Left, PathNode Right) : PathTest;
}

/// <summary>A path: lax or strict, and its expression.</summary>
internal sealed record SqlJsonPath(bool IsLax, PathNode Expression);
