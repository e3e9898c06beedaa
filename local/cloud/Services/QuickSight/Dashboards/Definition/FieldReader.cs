using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>Reads one field of a well: a dimension or a measure, each an object with one member that names its kind.</summary>
internal static class FieldReader
{
    public static FieldDefinition Field(JsonElement well)
    {
        // The fields of an unaggregated table have no kind around them.
        if (DefinitionReader.Find(well, "FieldId") is { } id)
        {
            return Read(id, well, FieldRole.Category);
        }

        var kind =
            well.ValueKind == JsonValueKind.Object && well.EnumerateObject().Count() == 1
                ? well.EnumerateObject().First()
                : throw QuickSightErrors.Invalid("A field of the Definition must have exactly one member, its kind.");
        var field = kind.Value;
        var fieldId = DefinitionReader.Text(field, "FieldId", $"fields of kind {kind.Name}");
        return kind.Name switch
        {
            "CategoricalDimensionField" => Read(fieldId, field, FieldRole.Category),
            "DateDimensionField" => Read(fieldId, field, FieldRole.Date) with
            {
                Granularity = DefinitionReader.Find(field, "DateGranularity") ?? "DAY",
            },
            "NumericalDimensionField" => Read(fieldId, field, FieldRole.Number),
            "NumericalMeasureField" => Read(fieldId, field, FieldRole.Measure) with { Aggregation = Numerical(field) },
            "CategoricalMeasureField" => Read(fieldId, field, FieldRole.Measure) with
            {
                Aggregation = DefinitionReader.Find(field, "AggregationFunction") ?? "COUNT",
            },
            "DateMeasureField" => Read(fieldId, field, FieldRole.Measure) with
            {
                Aggregation = DefinitionReader.Find(field, "AggregationFunction") ?? "COUNT",
            },
            // Its expression has a language of its own, which is not computed here: the tile says so.
            "CalculatedMeasureField" => new FieldDefinition(fieldId, "", "", FieldRole.Measure)
            {
                Aggregation = "CALCULATED",
            },
            _ => throw QuickSightErrors.Invalid($"'{kind.Name}' is no kind of field."),
        };
    }

    private static FieldDefinition Read(string id, JsonElement field, FieldRole role) =>
        new(
            id,
            DefinitionReader.Find(field, "Column", "DataSetIdentifier")
                ?? throw QuickSightErrors.Invalid($"The field '{id}' of the Definition names no data set."),
            DefinitionReader.Find(field, "Column", "ColumnName")
                ?? throw QuickSightErrors.Invalid($"The field '{id}' of the Definition names no column."),
            role
        );

    private static string Numerical(JsonElement field) =>
        DefinitionReader.Find(field, "AggregationFunction", "SimpleNumericalAggregation")
        ?? (
            DefinitionReader.Member(field, "AggregationFunction", "PercentileAggregation") is not null
                ? "PERCENTILE"
                : "SUM"
        );
}
