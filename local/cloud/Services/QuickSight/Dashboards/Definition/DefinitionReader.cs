using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>Reads a definition. What is malformed is refused by its path; what is not drawn here is passed over.</summary>
internal static class DefinitionReader
{
    public static DashboardDefinition Read(JsonElement definition)
    {
        if (definition.ValueKind != JsonValueKind.Object)
        {
            throw QuickSightErrors.Invalid("The Definition is no object.");
        }

        var read = new DashboardDefinition
        {
            DataSets = DataSets(definition),
            Sheets = [.. Items(definition, "Sheets").Select(SheetReader.Sheet)],
            CalculatedFields =
            [
                .. Items(definition, "CalculatedFields")
                    .Select(field => new CalculatedField(
                        Text(field, "DataSetIdentifier", "CalculatedFields"),
                        Text(field, "Name", "CalculatedFields"),
                        Text(field, "Expression", "CalculatedFields")
                    )),
            ],
            FilterGroups = [.. Items(definition, "FilterGroups").Select(FilterReader.Group)],
        };
        Check(read);
        return read;
    }

    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];

    public static string Text(JsonElement element, string name, string path) =>
        Find(element, name) ?? throw QuickSightErrors.Invalid($"The Definition's {path} lack the member '{name}'.");

    /// <summary>The text at a path of members, or null when any of them is absent.</summary>
    public static string? Find(JsonElement element, params ReadOnlySpan<string> path) =>
        Member(element, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Member(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static Dictionary<string, string> DataSets(JsonElement definition)
    {
        var sets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var declared in Items(definition, "DataSetIdentifierDeclarations"))
        {
            var identifier = Text(declared, "Identifier", "DataSetIdentifierDeclarations");
            if (!sets.TryAdd(identifier, Text(declared, "DataSetArn", "DataSetIdentifierDeclarations")))
            {
                throw QuickSightErrors.Invalid($"The data set identifier '{identifier}' is declared more than once.");
            }
        }

        return sets.Count > 0
            ? sets
            : throw QuickSightErrors.Invalid("The Definition declares no data set (DataSetIdentifierDeclarations).");
    }

    private static void Check(DashboardDefinition definition)
    {
        Unique(definition.Sheets.Select(sheet => sheet.Id), "sheet");
        Unique(definition.Sheets.SelectMany(sheet => sheet.Visuals).Select(visual => visual.Id), "visual");
        var undeclared = definition
            .Sheets.SelectMany(sheet => sheet.Visuals)
            .SelectMany(visual => visual.Columns.Select(column => (visual.Id, column)))
            .FirstOrDefault(use => !definition.DataSets.ContainsKey(use.column.DataSet));
        if (undeclared.Id is not null)
        {
            throw QuickSightErrors.Invalid(
                $"The visual '{undeclared.Id}' uses the data set identifier '{undeclared.column.DataSet}', which is not declared."
            );
        }
    }

    private static void Unique(IEnumerable<string> ids, string what)
    {
        if (ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw QuickSightErrors.Invalid($"The {what} id '{twice.Key}' is used more than once.");
        }
    }
}
