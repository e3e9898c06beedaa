using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>What one SQL text asks for: a query, or a command that runs at once.</summary>
internal abstract record Statement;

internal sealed record QueryStatement(Relation Query) : Statement;

internal sealed record CreateViewStatement(string Name, IReadOnlyList<string> Columns, Relation Query, bool Replace)
    : Statement;

internal sealed record DropStatement(IReadOnlyList<string> Name, bool IsView, bool IfExists) : Statement;

internal sealed record CreateTableStatement(
    IReadOnlyList<string> Name,
    StructType? Columns,
    string Format,
    string? Location,
    IReadOnlyList<string> Partitions,
    IReadOnlyDictionary<string, string> Options,
    Relation? Query,
    bool IfNotExists
) : Statement;

internal sealed record InsertStatement(IReadOnlyList<string> Table, Relation Query, bool Overwrite, int Position)
    : Statement;

internal sealed record DescribeStatement(IReadOnlyList<string> Table, bool IsExtended) : Statement;

internal sealed record ShowStatement(string What, string? Database) : Statement;

/// <summary>SHOW TBLPROPERTIES: all of them, or the one asked for.</summary>
internal sealed record ShowPropertiesStatement(IReadOnlyList<string> Table, string? Key) : Statement;

internal sealed record SetPropertiesStatement(
    IReadOnlyList<string> Table,
    IReadOnlyDictionary<string, string> Properties
) : Statement;

internal sealed record UnsetPropertiesStatement(IReadOnlyList<string> Table, IReadOnlyList<string> Keys, bool IfExists)
    : Statement;

internal sealed record SetStatement(string? Key, string? Value) : Statement;

internal sealed record UseStatement(string Database) : Statement;

internal sealed record CreateDatabaseStatement(string Name, bool IfNotExists, string? Location) : Statement;

internal sealed record DropDatabaseStatement(string Name, bool IfExists) : Statement;

internal sealed record RefreshStatement : Statement;
