namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

internal sealed record InputColumn
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Id { get; init; }
    public string? SubType { get; init; }
}

internal sealed record RelationalTable
{
    public required string DataSourceArn { get; init; }
    public string? Catalog { get; init; }
    public string? Schema { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<InputColumn> InputColumns { get; init; }
}

internal sealed record CustomSql
{
    public required string DataSourceArn { get; init; }
    public required string Name { get; init; }
    public required string SqlQuery { get; init; }
    public IReadOnlyList<InputColumn>? Columns { get; init; }
}

/// <summary>Exactly one member: a table of the catalog or a query.</summary>
internal sealed record PhysicalTable
{
    public RelationalTable? RelationalTable { get; init; }
    public CustomSql? CustomSql { get; init; }

    public string DataSourceArn => RelationalTable?.DataSourceArn ?? CustomSql?.DataSourceArn ?? "";

    public IReadOnlyList<InputColumn> Columns => RelationalTable?.InputColumns ?? CustomSql?.Columns ?? [];

    public string Name => RelationalTable?.Name ?? CustomSql?.Name ?? "";
}

internal sealed record JoinInstruction
{
    public required string LeftOperand { get; init; }
    public required string RightOperand { get; init; }
    public required string Type { get; init; }
    public required string OnClause { get; init; }
}

internal sealed record LogicalTableSource
{
    public string? PhysicalTableId { get; init; }
    public JoinInstruction? JoinInstruction { get; init; }
}

internal sealed record LogicalTable
{
    public required string Alias { get; init; }
    public IReadOnlyList<DataTransform>? DataTransforms { get; init; }
    public required LogicalTableSource Source { get; init; }
}

internal sealed record ProjectOperation(IReadOnlyList<string> ProjectedColumns);

internal sealed record RenameColumnOperation(string ColumnName, string NewColumnName);

internal sealed record CastColumnTypeOperation
{
    public required string ColumnName { get; init; }
    public required string NewColumnType { get; init; }
    public string? SubType { get; init; }
    public string? Format { get; init; }
}

internal sealed record ColumnDescription
{
    public string? Text { get; init; }
}

internal sealed record ColumnTag
{
    public string? ColumnGeographicRole { get; init; }
    public ColumnDescription? ColumnDescription { get; init; }
}

internal sealed record TagColumnOperation(string ColumnName, IReadOnlyList<ColumnTag> Tags);

internal sealed record FilterOperation(string ConditionExpression);

internal sealed record CalculatedColumn(string ColumnName, string ColumnId, string Expression);

internal sealed record CreateColumnsOperation(IReadOnlyList<CalculatedColumn> Columns);

/// <summary>One step of a logical table: exactly one member.</summary>
internal sealed record DataTransform
{
    public ProjectOperation? ProjectOperation { get; init; }
    public FilterOperation? FilterOperation { get; init; }
    public CreateColumnsOperation? CreateColumnsOperation { get; init; }
    public RenameColumnOperation? RenameColumnOperation { get; init; }
    public CastColumnTypeOperation? CastColumnTypeOperation { get; init; }
    public TagColumnOperation? TagColumnOperation { get; init; }
}

internal sealed record OutputColumn
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Description { get; init; }
}
