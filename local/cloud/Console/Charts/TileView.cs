using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

namespace CustomerLake.Local.Cloud.Console.Charts;

/// <summary>A tile as markup: the number or the chart, and the same data as a table for those who do not see charts.</summary>
internal static class TileView
{
    public static Markup Show(Tile tile) =>
        Markup.Of(
            $"""
            <section class="tile {(tile.IsGood ? "" : "broken")}" id="visual-{tile.Visual.Id}">
            <h3>{tile.Title}</h3>
            {(tile.Visual.Subtitle is { } subtitle ? Markup.Of($"<p class=\"subtitle\">{subtitle}</p>") : Markup.None)}
            {Body(tile)}
            </section>
            """
        );

    private static Markup Body(Tile tile) =>
        tile switch
        {
            Tile.Broken broken => Markup.Of($"<p class=\"error\" role=\"alert\">{broken.Reason}</p>"),
            Tile.Drawn { Visual.Kind: "KPIVisual" } kpi => Kpi(kpi),
            Tile.Drawn { Visual.Kind: "TableVisual" } table => Table(table),
            Tile.Drawn chart => Chart(chart),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Markup Kpi(Tile.Drawn tile)
    {
        if (tile.Query.Dimensions.Count > 0)
        {
            // A trend shows its last value, and the one before it.
            var last = tile.Rows.Count == 0 ? null : tile.Rows[^1];
            var before = tile.Rows.Count < 2 ? null : tile.Rows[^2];
            return Markup.Of(
                $"<p class=\"kpi\">{Number(last?[^1])}</p><p class=\"subtitle\">{last?[0]}; before it {Number(before?[^1])}</p>{Details(tile)}"
            );
        }

        return Markup.Join(
            (tile.Rows.Count == 0 ? [null] : tile.Rows[0]).Select(value =>
                Markup.Of($"<p class=\"kpi\">{Number(value)}</p>")
            )
        );
    }

    private static Markup Chart(Tile.Drawn tile) =>
        tile.Rows.Count == 0
            ? Layout.Empty("The data set has no rows.")
            : Markup.Of(
                $"""
                <div class="chart" role="img" aria-label="{tile.Title}" data-chart="{ChartData.Of(
                    tile
                ).ToJsonString()}"></div>
                {Details(tile)}
                """
            );

    private static Markup Details(Tile.Drawn tile) =>
        Markup.Of($"<details><summary>Data ({tile.Rows.Count} rows)</summary>{Table(tile)}</details>");

    private static Markup Table(Tile.Drawn tile) =>
        Markup.Of(
            $"""
            {Layout.Table(
                tile.ColumnNames,
                tile.Rows.Select(row => (IReadOnlyList<Markup>)[.. row.Select(Cell)]),
                tile.Title
            )}
            {(tile.IsCut ? Layout.Empty($"Only the first {tile.Rows.Count} rows are shown.") : Markup.None)}
            """
        );

    private static Markup Cell(string? value) =>
        value is null ? Markup.Of($"<span class=\"null\">–</span>") : Layout.Text(value);

    private static string Number(string? value) =>
        value is null ? "–"
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(number == Math.Truncate(number) ? "N0" : "N2", CultureInfo.InvariantCulture)
        : value;
}

/// <summary>What the script hands to the charting library: series of points, by kind.</summary>
internal static class ChartData
{
    public static JsonObject Of(Tile.Drawn tile)
    {
        var categories = tile.Visual.Well("Category").Count;
        var series =
            tile.Query.Dimensions.Count > categories ? ByColor(tile, categories).ToList() : ByMeasure(tile).ToList();
        return new JsonObject
        {
            ["kind"] = tile.Visual.Kind switch
            {
                "LineChartVisual" => "line",
                "PieChartVisual" => "pie",
                _ => "bar",
            },
            ["horizontal"] = tile.Visual.Orientation == "HORIZONTAL",
            ["series"] = new JsonArray([.. series]),
            ["lines"] = new JsonArray([
                .. tile.Visual.ReferenceLines.Select(line => new JsonObject
                {
                    ["value"] = line.Value,
                    ["label"] = line.Label,
                }),
            ]),
        };
    }

    private static IEnumerable<JsonNode> ByMeasure(Tile.Drawn tile) =>
        tile.Query.Measures.Select(
            (field, index) =>
                Series(
                    field.Column,
                    tile.Rows.Select(row => (Label(tile, row), row[tile.Query.Dimensions.Count + index])).ToList()
                )
        );

    private static IEnumerable<JsonNode> ByColor(Tile.Drawn tile, int categories) =>
        tile
            .Rows.GroupBy(row => row[categories] ?? "(none)")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Series(group.Key, group.Select(row => (Label(tile, row), row[^1])).ToList()));

    private static JsonObject Series(string name, List<(string Label, string? Value)> points) =>
        new()
        {
            ["name"] = name,
            // Points that stand alone between gaps make no line: they are marked.
            ["marked"] = points.Exists(point => point.Value is null) && IsScattered(points),
            ["x"] = new JsonArray([.. points.Select(point => JsonValue.Create(point.Label))]),
            ["y"] = new JsonArray([.. points.Select(point => Number(point.Value))]),
        };

    private static bool IsScattered(List<(string Label, string? Value)> points) =>
        points.Where(point => point.Value is not null).Count() * 2 < points.Count;

    private static string Label(Tile.Drawn tile, string?[] row)
    {
        var text = row[0] ?? "(none)";
        var isDay =
            tile.Query.Dimensions[0] is
            { Role: FieldRole.Date, Granularity: "DAY" or "WEEK" or "MONTH" or "YEAR" or "QUARTER" };
        return isDay ? text.Split(' ')[0] : text;
    }

    private static JsonNode? Number(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
}
