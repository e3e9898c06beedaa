using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

/// <summary>Compares a definition with the data sets it names: what is missing fails the version, by visual.</summary>
internal sealed class DashboardCheck(DataSetStore sets)
{
    public IReadOnlyList<DashboardError> Errors(Scope scope, DashboardDefinition definition)
    {
        var found = definition.DataSets.ToDictionary(set => set.Key, set => sets.FindByArn(scope, set.Value));
        return
        [
            .. found
                .Where(set => set.Value is null)
                .Select(set => new DashboardError(
                    "DATA_SET_NOT_FOUND",
                    $"The data set '{definition.DataSets[set.Key]}' does not exist.",
                    []
                )),
            .. definition.Sheets.SelectMany(sheet =>
                sheet.Visuals.SelectMany(visual => Missing(definition, found, sheet, visual))
            ),
        ];
    }

    /// <summary>The columns of a visual that its data sets do not have; calculated fields count as columns.</summary>
    public static IEnumerable<ColumnReference> MissingColumns(
        DashboardDefinition definition,
        IReadOnlyDictionary<string, DataSetDescription?> sets,
        VisualDefinition visual
    ) =>
        visual.Columns.Where(column =>
            sets.GetValueOrDefault(column.DataSet) is { } set
            && !set.OutputColumns.Any(output => output.Name == column.Column)
            && !definition.CalculatedFields.Any(field => field.DataSet == column.DataSet && field.Name == column.Column)
        );

    private static IEnumerable<DashboardError> Missing(
        DashboardDefinition definition,
        IReadOnlyDictionary<string, DataSetDescription?> sets,
        SheetDefinition sheet,
        VisualDefinition visual
    ) =>
        MissingColumns(definition, sets, visual)
            .Select(column => new DashboardError(
                "COLUMN_REPLACEMENT_MISSING",
                $"The visual '{visual.Id}' uses the column '{column.Column}', which the data set '{column.DataSet}' does not have.",
                [new ViolatedEntity($"sheet/{sheet.Id}/visual/{visual.Id}")]
            ));
}
