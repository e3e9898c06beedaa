using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

namespace CustomerLake.Local.Cloud.Console.Charts;

/// <summary>A visual with its data, or with what kept it from being drawn.</summary>
internal abstract record Tile(VisualDefinition Visual)
{
    private Tile(VisualDefinition visual, bool isGood)
        : this(visual) => IsGood = isGood;

    public bool IsGood { get; }

    public string Title => Visual.Title ?? Visual.Id;

    /// <summary>Rows hold the dimensions' cells, then the measures'.</summary>
    internal sealed record Drawn(VisualDefinition Visual, TileQuery Query, IReadOnlyList<string?[]> Rows)
        : Tile(Visual, isGood: true)
    {
        public bool IsCut { get; init; }

        public IReadOnlyList<string> ColumnNames =>
            [
                .. Query.Dimensions.Select(each => each.Column),
                .. Query.Measures.Select(each => $"{(each.Aggregation ?? "SUM").ToLowerInvariant()} of {each.Column}"),
            ];
    }

    internal sealed record Broken(VisualDefinition Visual, string Reason) : Tile(Visual, isGood: false);
}
