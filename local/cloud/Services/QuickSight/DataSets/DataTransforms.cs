namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>What each transform of a logical table does to its columns.</summary>
internal static class DataTransforms
{
    public static IReadOnlyList<OutputColumn> Apply(
        IReadOnlyList<OutputColumn> columns,
        DataTransform transform,
        IReadOnlyList<string> types
    ) =>
        transform switch
        {
            { ProjectOperation: { } project } => [.. project.ProjectedColumns.Select(name => Find(columns, name))],
            { RenameColumnOperation: { } rename } => Change(
                columns,
                rename.ColumnName,
                column => column with { Name = rename.NewColumnName }
            ),
            { CastColumnTypeOperation: { } cast } => types.Contains(cast.NewColumnType)
                ? Change(columns, cast.ColumnName, column => column with { Type = cast.NewColumnType })
                : throw QuickSightErrors.Invalid(
                    $"The column '{cast.ColumnName}' cannot be cast to '{cast.NewColumnType}'; the types are {string.Join(", ", types)}."
                ),
            { TagColumnOperation: { } tag } => Change(
                columns,
                tag.ColumnName,
                column =>
                    column with
                    {
                        Description =
                            tag.Tags.Select(each => each.ColumnDescription?.Text)
                                .FirstOrDefault(text => text is not null)
                            ?? column.Description,
                    }
            ),
            { FilterOperation: not null } => throw QuickSightErrors.NotEmulated(
                "the data set transform 'FilterOperation' (filter in a custom SQL instead)"
            ),
            { CreateColumnsOperation: not null } => throw QuickSightErrors.NotEmulated(
                "the data set transform 'CreateColumnsOperation' (compute the column in a custom SQL instead)"
            ),
            _ => throw QuickSightErrors.Invalid("A data transform needs exactly one operation."),
        };

    private static OutputColumn Find(IReadOnlyList<OutputColumn> columns, string name) =>
        columns.FirstOrDefault(column => column.Name == name)
        ?? throw QuickSightErrors.Invalid($"A transform uses the column '{name}', which is not there.");

    private static IReadOnlyList<OutputColumn> Change(
        IReadOnlyList<OutputColumn> columns,
        string name,
        Func<OutputColumn, OutputColumn> change
    )
    {
        var changed = Find(columns, name);
        return [.. columns.Select(column => ReferenceEquals(column, changed) ? change(column) : column)];
    }
}
