using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>Reads filter groups and the visuals they cover.</summary>
internal static class FilterReader
{
    public static FilterGroup Group(JsonElement group)
    {
        var id = DefinitionReader.Text(group, "FilterGroupId", "FilterGroups");
        var isDisabled = DefinitionReader.Find(group, "Status") == "DISABLED";
        return new FilterGroup(id, isDisabled ? [] : [.. DefinitionReader.Items(group, "Filters").Select(Filter)])
        {
            Sheets = DefinitionReader.Member(group, "ScopeConfiguration", "SelectedSheets") is { } selected
                ? Scope(selected)
                : null,
        };
    }

    private static Dictionary<string, IReadOnlyList<string>?> Scope(JsonElement selected) =>
        DefinitionReader
            .Items(selected, "SheetVisualScopingConfigurations")
            .ToDictionary(
                sheet => DefinitionReader.Text(sheet, "SheetId", "FilterGroups' scopes"),
                sheet =>
                    DefinitionReader.Find(sheet, "Scope") == "SELECTED_VISUALS"
                        ? (IReadOnlyList<string>?)
                            [.. DefinitionReader.Items(sheet, "VisualIds").Select(id => id.GetString() ?? "")]
                        : null
            );

    private static FilterDefinition Filter(JsonElement filter)
    {
        var kind =
            filter.ValueKind == JsonValueKind.Object && filter.EnumerateObject().Count() == 1
                ? filter.EnumerateObject().First()
                : throw QuickSightErrors.Invalid("A filter of the Definition must have exactly one member, its kind.");
        var set = DefinitionReader.Find(kind.Value, "Column", "DataSetIdentifier") ?? "";
        var column = DefinitionReader.Find(kind.Value, "Column", "ColumnName") ?? "";
        if (kind.Name == "CategoryFilter" && Values(kind.Value, set, column) is { } values)
        {
            return values;
        }

        return new FilterDefinition.Unsupported(set, column, kind.Name);
    }

    private static FilterDefinition.Values? Values(JsonElement filter, string set, string column)
    {
        var list =
            DefinitionReader.Member(filter, "Configuration", "FilterListConfiguration")
            ?? DefinitionReader.Member(filter, "Configuration", "CustomFilterListConfiguration");
        if (list is not { } given || DefinitionReader.Find(given, "SelectAllOptions") is not null)
        {
            return null;
        }

        var match = DefinitionReader.Find(given, "MatchOperator");
        return match is "CONTAINS" or "EQUALS" or "DOES_NOT_EQUAL" or "DOES_NOT_CONTAIN"
            ? new FilterDefinition.Values(
                set,
                column,
                [.. DefinitionReader.Items(given, "CategoryValues").Select(value => value.GetString() ?? "")],
                match is "DOES_NOT_EQUAL" or "DOES_NOT_CONTAIN"
            )
            : null;
    }
}
