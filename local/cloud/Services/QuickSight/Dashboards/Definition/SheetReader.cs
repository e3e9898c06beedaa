using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>Reads sheets and their visuals.</summary>
internal static class SheetReader
{
    public static SheetDefinition Sheet(JsonElement sheet)
    {
        var id = DefinitionReader.Text(sheet, "SheetId", "Sheets");
        return new SheetDefinition(
            id,
            DefinitionReader.Find(sheet, "Name") ?? DefinitionReader.Find(sheet, "Title") ?? id,
            [.. DefinitionReader.Items(sheet, "Visuals").Select(Visual)]
        )
        {
            Description = DefinitionReader.Find(sheet, "Description"),
        };
    }

    /// <summary>A visual is an object with exactly one member, which names its kind.</summary>
    private static VisualDefinition Visual(JsonElement visual)
    {
        if (visual.ValueKind != JsonValueKind.Object || visual.EnumerateObject().Count() != 1)
        {
            throw QuickSightErrors.Invalid("A visual of the Definition must have exactly one member, its kind.");
        }

        var kind = visual.EnumerateObject().First();
        var chart = DefinitionReader.Member(kind.Value, "ChartConfiguration");
        return new VisualDefinition(
            DefinitionReader.Text(kind.Value, "VisualId", $"visuals of kind {kind.Name}"),
            kind.Name
        )
        {
            Title = Label(kind.Value, "Title"),
            Subtitle = Label(kind.Value, "Subtitle"),
            Wells = chart is { } configured ? Wells(configured) : [],
            Columns = [.. ColumnWalk.In(kind.Value).Distinct()],
            Sorts = chart is { } sorted ? [.. Sorts(sorted)] : [],
            ReferenceLines = chart is { } lined ? [.. Lines(lined)] : [],
            Orientation = chart is { } turned ? DefinitionReader.Find(turned, "Orientation") : null,
        };
    }

    private static string? Label(JsonElement visual, string member)
    {
        if (DefinitionReader.Find(visual, member, "Visibility") == "HIDDEN")
        {
            return null;
        }

        return DefinitionReader.Find(visual, member, "FormatText", "PlainText")
            ?? (
                DefinitionReader.Find(visual, member, "FormatText", "RichText") is { } rich
                    ? RichText.Plain(rich)
                    : null
            );
    }

    /// <summary>Wells lie right under FieldWells or one level below (<c>LineChartAggregatedFieldWells</c>).</summary>
    private static Dictionary<string, IReadOnlyList<FieldDefinition>> Wells(JsonElement chart)
    {
        var wells = new Dictionary<string, IReadOnlyList<FieldDefinition>>(StringComparer.Ordinal);
        if (DefinitionReader.Member(chart, "FieldWells") is not { ValueKind: JsonValueKind.Object } given)
        {
            return wells;
        }

        foreach (var member in given.EnumerateObject().SelectMany(Level))
        {
            wells[member.Name] = [.. member.Value.EnumerateArray().Select(FieldReader.Field)];
        }

        return wells;
    }

    private static IEnumerable<JsonProperty> Level(JsonProperty member) =>
        member.Value.ValueKind switch
        {
            JsonValueKind.Array => [member],
            JsonValueKind.Object => member
                .Value.EnumerateObject()
                .Where(inner => inner.Value.ValueKind == JsonValueKind.Array),
            _ => [],
        };

    private static IEnumerable<SortDefinition> Sorts(JsonElement chart)
    {
        foreach (var name in (string[])["CategorySort", "RowSort", "TrendGroupSort"])
        {
            foreach (
                var sort in DefinitionReader.Member(chart, "SortConfiguration") is { } configured
                    ? DefinitionReader.Items(configured, name)
                    : []
            )
            {
                if (DefinitionReader.Find(sort, "FieldSort", "FieldId") is { } field)
                {
                    yield return new SortDefinition(
                        field,
                        DefinitionReader.Find(sort, "FieldSort", "Direction") == "DESC"
                    );
                }
            }
        }
    }

    private static IEnumerable<ReferenceLine> Lines(JsonElement chart) =>
        DefinitionReader
            .Items(chart, "ReferenceLines")
            .Where(line => DefinitionReader.Find(line, "Status") != "DISABLED")
            .Select(line =>
                (
                    Value: DefinitionReader.Member(line, "DataConfiguration", "StaticConfiguration", "Value"),
                    Label: DefinitionReader.Find(line, "LabelConfiguration", "CustomLabelConfiguration", "CustomLabel")
                )
            )
            .Where(line => line.Value is { ValueKind: JsonValueKind.Number })
            .Select(line => new ReferenceLine(line.Value!.Value.GetDecimal(), line.Label));
}
