using System.Text.Json.Nodes;

namespace CustomerLake.Infra.Serve.Definition;

/// <summary>A column of a declared data set.</summary>
internal sealed record Column(string DataSet, string Name)
{
    internal JsonObject ToJson() => new() { ["DataSetIdentifier"] = DataSet, ["ColumnName"] = Name };
}

/// <summary>What a visual is divided by.</summary>
internal abstract record Dimension(Column Column)
{
    private Dimension(Column column, string kind)
        : this(column) => Kind = kind;

    private string Kind { get; } = "";

    /// <summary>A column of text.</summary>
    internal sealed record Category(Column Column) : Dimension(Column, "CategoricalDimensionField");

    /// <summary>A column of days.</summary>
    internal sealed record Day(Column Column) : Dimension(Column, "DateDimensionField");

    internal JsonObject ToJson(string visual)
    {
        var field = new JsonObject { ["FieldId"] = $"{visual}.{Column.Name}", ["Column"] = Column.ToJson() };
        if (this is Day)
        {
            field["DateGranularity"] = "DAY";
        }

        return new JsonObject { [Kind] = field };
    }
}

internal enum Aggregation
{
    Sum,
    Average,
    Min,
    Max,
    Count,
}

/// <summary>A number that a visual shows.</summary>
internal sealed record Measure(Column Column, Aggregation Aggregation = Aggregation.Sum)
{
    internal JsonObject ToJson(string visual) =>
        new()
        {
            ["NumericalMeasureField"] = new JsonObject
            {
                ["FieldId"] = FieldId(visual),
                ["Column"] = Column.ToJson(),
                ["AggregationFunction"] = new JsonObject
                {
                    ["SimpleNumericalAggregation"] = Aggregation.ToString().ToUpperInvariant(),
                },
            },
        };

    internal string FieldId(string visual) => $"{visual}.{Column.Name}.{Aggregation.ToString().ToLowerInvariant()}";
}
