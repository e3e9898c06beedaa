using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CustomerLake.Infra.Serve.Definition;

/// <summary>A picture on a sheet: a closed set of kinds.</summary>
internal abstract record Visual(string Id, string Title)
{
    private Visual(string id, string title, string kind)
        : this(id, title) => Kind = kind;

    private string Kind { get; } = "";

    /// <summary>One number.</summary>
    internal sealed record Kpi(string Id, string Title, Measure Value) : Visual(Id, Title, "KPIVisual")
    {
        internal override IEnumerable<Column> Columns => [Value.Column];

        private protected override JsonObject Chart() =>
            new() { ["FieldWells"] = new JsonObject { ["Values"] = new JsonArray(Value.ToJson(Id)) } };
    }

    /// <summary>Numbers over days.</summary>
    internal sealed record Line(string Id, string Title, Dimension Category, params ImmutableArray<Measure> Values)
        : Visual(Id, Title, "LineChartVisual")
    {
        internal override IEnumerable<Column> Columns => [Category.Column, .. Values.Select(v => v.Column)];

        private protected override JsonObject Chart() =>
            new()
            {
                ["FieldWells"] = Wells("LineChartAggregatedFieldWells", Id, Category, Values),
                ["SortConfiguration"] = new JsonObject
                {
                    ["CategorySort"] = Sort($"{Id}.{Category.Column.Name}", "ASC"),
                },
                ["Type"] = "LINE",
            };
    }

    /// <summary>A number by category, the highest first.</summary>
    internal sealed record Bar(string Id, string Title, Dimension Category, Measure Value)
        : Visual(Id, Title, "BarChartVisual")
    {
        internal override IEnumerable<Column> Columns => [Category.Column, Value.Column];

        private protected override JsonObject Chart() =>
            new()
            {
                ["FieldWells"] = Wells("BarChartAggregatedFieldWells", Id, Category, [Value]),
                ["SortConfiguration"] = new JsonObject { ["CategorySort"] = Sort(Value.FieldId(Id), "DESC") },
                ["Orientation"] = "HORIZONTAL",
            };
    }

    internal abstract IEnumerable<Column> Columns { get; }

    internal JsonObject ToJson() =>
        new()
        {
            [Kind] = new JsonObject
            {
                ["VisualId"] = Id,
                ["Title"] = new JsonObject
                {
                    ["Visibility"] = "VISIBLE",
                    ["FormatText"] = new JsonObject { ["PlainText"] = Title },
                },
                ["ChartConfiguration"] = Chart(),
            },
        };

    private protected abstract JsonObject Chart();

    private static JsonObject Wells(string kind, string visual, Dimension category, ImmutableArray<Measure> values) =>
        new()
        {
            [kind] = new JsonObject
            {
                ["Category"] = new JsonArray(category.ToJson(visual)),
                ["Values"] = new JsonArray([.. values.Select(v => v.ToJson(visual))]),
            },
        };

    private static JsonArray Sort(string field, string direction) =>
        new(
            new JsonObject
            {
                ["FieldSort"] = new JsonObject { ["FieldId"] = field, ["Direction"] = direction },
            }
        );
}
