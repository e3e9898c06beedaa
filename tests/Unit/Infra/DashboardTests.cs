using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Infra.Serve;
using CustomerLake.Infra.Serve.Dashboards;
using CustomerLake.Infra.Serve.Definition;

namespace CustomerLake.Tests.Unit.Infra;

public sealed class DashboardTests
{
    private static readonly Dictionary<string, string> _arns = DataSetQuery.All.ToDictionary(
        q => q.Key,
        q => $"arn:aws:quicksight:eu-west-1:123456789012:dataset/{q.Word}"
    );

    private static readonly JsonObject _definition = CustomersDashboard.Define(_arns).ToJson();

    [Fact]
    public void It_shows_numbers_a_line_with_anomalies_and_bars_by_country()
    {
        var visuals = Visuals().Select(v => v.Single().Key);

        Assert.Equal(["KPIVisual", "KPIVisual", "LineChartVisual", "BarChartVisual"], visuals);
    }

    [Fact]
    public void The_line_has_revenue_and_the_anomalies_in_it()
    {
        var line = Visuals().Single(v => v.ContainsKey("LineChartVisual"))["LineChartVisual"]!;

        var values = line["ChartConfiguration"]!["FieldWells"]!["LineChartAggregatedFieldWells"]!["Values"]!.AsArray();

        Assert.Equal(
            ["revenue_eur", "anomaly_eur"],
            values.Select(v => $"{v!["NumericalMeasureField"]!["Column"]!["ColumnName"]}")
        );
    }

    [Fact]
    public void Every_column_is_one_of_its_data_set()
    {
        var columns = DataSetQuery.All.ToDictionary(q => q.Key, q => q.Columns.Select(c => c.Name).ToHashSet());

        Assert.All(
            Found(_definition, "Column"),
            column => Assert.Contains($"{column["ColumnName"]}", columns[$"{column["DataSetIdentifier"]}"])
        );
    }

    [Fact]
    public void Every_visual_has_its_place_and_none_overlaps_another()
    {
        var elements = _definition["Sheets"]![0]!["Layouts"]![0]!["Configuration"]!["GridLayout"]![
            "Elements"
        ]!.AsArray();
        var cells = elements.SelectMany(Cells).ToList();

        Assert.Equal(
            Visuals().Select(v => $"{v.Single().Value!["VisualId"]}"),
            elements.Select(e => $"{e!["ElementId"]}")
        );
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.Column, 0, Sheet.GridColumns - 1));
    }

    [Fact]
    public void Fields_have_ids_of_their_own()
    {
        var ids = Found(_definition, "NumericalMeasureField")
            .Concat(Found(_definition, "DateDimensionField"))
            .Select(f => $"{f["FieldId"]}");

        Assert.Equal(ids.Count(), ids.Distinct().Count());
    }

    [Fact]
    public void A_column_of_an_undeclared_data_set_is_refused()
    {
        var definition = new DashboardDefinition(
            ImmutableSortedDictionary<string, string>.Empty,
            new Sheet("s", "S", new Row(6, new Visual.Kpi("k", "K", new Measure(new Column("nowhere", "c")))))
        );

        Assert.Contains(
            "'nowhere'",
            Assert.Throws<ArgumentException>(definition.ToJson).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Two_visuals_of_one_id_are_refused()
    {
        var kpi = new Visual.Kpi("k", "K", new Measure(new Column("dailySales", "orders")));
        var definition = new DashboardDefinition(
            CustomersDashboard.Define(_arns).DataSets,
            new Sheet("s", "S", new Row(6, kpi, kpi))
        );

        Assert.Contains("'k'", Assert.Throws<ArgumentException>(definition.ToJson).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Visuals() =>
        _definition["Sheets"]![0]!["Visuals"]!.AsArray().Select(v => (JsonObject)v!);

    private static IEnumerable<(int Column, int Row)> Cells(JsonNode? element) =>
        from column in Enumerable.Range((int)element!["ColumnIndex"]!, (int)element["ColumnSpan"]!)
        from row in Enumerable.Range((int)element["RowIndex"]!, (int)element["RowSpan"]!)
        select (column, row);

    private static IEnumerable<JsonNode> Found(JsonNode? node, string name) =>
        node switch
        {
            JsonObject o => o.SelectMany(m => m.Key == name ? [m.Value!] : Found(m.Value, name)),
            JsonArray a => a.SelectMany(item => Found(item, name)),
            _ => [],
        };
}
