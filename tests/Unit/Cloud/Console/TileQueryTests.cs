using CustomerLake.Local.Cloud.Console.Charts;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

namespace CustomerLake.Tests.Unit.Cloud.Console;

public sealed class TileQueryTests
{
    private static readonly FieldDefinition Day = new("d", "sales", "sales_date", FieldRole.Date)
    {
        Granularity = "DAY",
    };
    private static readonly FieldDefinition Country = new("c", "sales", "country", FieldRole.Category);
    private static readonly FieldDefinition Revenue = new("r", "sales", "revenue", FieldRole.Measure)
    {
        Aggregation = "SUM",
    };

    [Fact]
    public void A_chart_groups_by_its_dimensions_in_the_visuals_order()
    {
        var visual = Visual("BarChartVisual", ("Category", [Country]), ("Values", [Revenue])) with
        {
            Sorts = [new SortDefinition("r", IsDescending: true)],
        };

        Assert.Equal(
            "SELECT \"country\" AS c0, sum(\"revenue\") AS c1 FROM (QUERY) AS \"set\" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5",
            Sql(visual)
        );
    }

    [Fact]
    public void A_date_is_cut_to_its_granularity_and_filters_quote_their_values()
    {
        var visual = Visual("LineChartVisual", ("Category", [Day]), ("Values", [Revenue]));

        var sql = Sql(visual, new FilterDefinition.Values("sales", "country", ["DE", "o'x"], Excludes: false));

        Assert.Contains("date_trunc('day', CAST(\"sales_date\" AS timestamp))", sql, StringComparison.Ordinal);
        Assert.Contains("WHERE CAST(\"country\" AS varchar) IN ('DE', 'o''x')", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kpi_without_a_trend_is_one_row()
    {
        Assert.Equal(
            "SELECT sum(\"revenue\") AS c0 FROM (QUERY) AS \"set\" LIMIT 5",
            Sql(Visual("KPIVisual", ("Values", [Revenue])))
        );
    }

    [Fact]
    public void What_cannot_be_drawn_is_named()
    {
        var map = Visual("FilledMapVisual", ("Values", [Revenue]));
        var mixed = Visual("KPIVisual", ("Values", [Revenue, Revenue with { DataSet = "other" }]));
        var odd = Visual("KPIVisual", ("Values", [Revenue with { Aggregation = "PERCENTILE" }]));
        var filter = new FilterDefinition.Unsupported("sales", "day", "TimeRangeFilter");

        Assert.Contains("'FilledMapVisual'", Fault(() => Sql(map)), StringComparison.Ordinal);
        Assert.Contains("several data sets", Fault(() => Sql(mixed)), StringComparison.Ordinal);
        Assert.Contains("'PERCENTILE'", Fault(() => Sql(odd)), StringComparison.Ordinal);
        Assert.Contains(
            "'TimeRangeFilter'",
            Fault(() => Sql(Visual("KPIVisual", ("Values", [Revenue])), filter)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Points_that_stand_alone_are_marked()
    {
        var visual = Visual(
            "LineChartVisual",
            ("Category", [Day]),
            ("Values", [Revenue, Revenue with { FieldId = "a", Column = "anomaly" }])
        );
        var tile = new Tile.Drawn(
            visual,
            TileQuery.Of(visual),
            [
                ["2024-01-01 00:00:00.000", "1.0", null],
                ["2024-01-02 00:00:00.000", "9.0", "9.0"],
                ["2024-01-03 00:00:00.000", "2.0", null],
            ]
        );

        var series = ChartData.Of(tile)["series"]!.AsArray();

        Assert.Equal(["2024-01-01", "2024-01-02", "2024-01-03"], series[0]!["x"]!.AsArray().Select(x => (string?)x));
        Assert.Equal([false, true], series.Select(each => (bool)each!["marked"]!));
    }

    private static string Fault(Func<string> sql) => Assert.Throws<TileException>(() => sql()).Message;

    private static string Sql(VisualDefinition visual, params FilterDefinition[] filters)
    {
        var query = TileQuery.Of(visual);
        var sql = query.ToSql(Set, visual, filters, 5);
        return sql.Replace(DataSetSql.Query(Set), "QUERY", StringComparison.Ordinal);
    }

    private static VisualDefinition Visual(string kind, params (string Well, FieldDefinition[] Fields)[] wells) =>
        new("v", kind)
        {
            Wells = wells.ToDictionary(well => well.Well, well => (IReadOnlyList<FieldDefinition>)well.Fields),
        };

    private static DataSetDescription Set { get; } =
        new()
        {
            Arn = "arn",
            DataSetId = "sales",
            Name = "sales",
            CreatedTime = DateTimeOffset.UnixEpoch,
            LastUpdatedTime = DateTimeOffset.UnixEpoch,
            ImportMode = "DIRECT_QUERY",
            OutputColumns = [],
            PhysicalTableMap = new Dictionary<string, PhysicalTable>
            {
                ["p"] = new()
                {
                    RelationalTable = new RelationalTable
                    {
                        DataSourceArn = "source",
                        Name = "sales",
                        InputColumns = [new InputColumn { Name = "revenue", Type = "DECIMAL" }],
                    },
                },
            },
            LogicalTableMap = new Dictionary<string, LogicalTable>
            {
                ["l"] = new()
                {
                    Alias = "l",
                    Source = new LogicalTableSource { PhysicalTableId = "p" },
                },
            },
        };
}
