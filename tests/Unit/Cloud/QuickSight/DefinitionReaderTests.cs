using System.Text.Json;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

namespace CustomerLake.Tests.Unit.Cloud.QuickSight;

public sealed class DefinitionReaderTests
{
    private const string Sales = """
        {
          "DataSetIdentifierDeclarations": [{"Identifier": "sales", "DataSetArn": "arn:sales"}],
          "Sheets": [{"SheetId": "s1", "Name": "Overview", "Visuals": [
            {"LineChartVisual": {"VisualId": "v1",
              "Title": {"FormatText": {"RichText": "<visual-title><b>Revenue</b> &amp; days</visual-title>"}},
              "ChartConfiguration": {
                "FieldWells": {"LineChartAggregatedFieldWells": {
                  "Category": [{"DateDimensionField": {"FieldId": "f1", "DateGranularity": "DAY",
                    "Column": {"DataSetIdentifier": "sales", "ColumnName": "sales_date"}}}],
                  "Values": [{"NumericalMeasureField": {"FieldId": "f2",
                    "AggregationFunction": {"SimpleNumericalAggregation": "SUM"},
                    "Column": {"DataSetIdentifier": "sales", "ColumnName": "revenue"}}}]}},
                "SortConfiguration": {"CategorySort": [{"FieldSort": {"FieldId": "f1", "Direction": "ASC"}}]}}}}]}]
        }
        """;

    [Fact]
    public void A_line_chart_has_its_wells_its_title_and_its_columns()
    {
        var visual = Read(Sales).Sheets[0].Visuals[0];

        Assert.Equal(("v1", "LineChartVisual", "Revenue & days"), (visual.Id, visual.Kind, visual.Title));
        Assert.Equal("DAY", visual.Well("Category")[0].Granularity);
        Assert.Equal("SUM", visual.Well("Values")[0].Aggregation);
        Assert.Equal(["sales_date", "revenue"], visual.Columns.Select(column => column.Column));
        Assert.Equal([new SortDefinition("f1", false)], visual.Sorts);
    }

    [Theory]
    [InlineData("\"s1\"", "null", "SheetId")]
    [InlineData("\"Identifier\": \"sales\"", "\"Identifier\": \"other\"", "'sales', which is not declared")]
    [InlineData("\"DateDimensionField\"", "\"MoodField\"", "'MoodField'")]
    [InlineData("\"VisualId\": \"v1\",", "", "VisualId")]
    public void What_is_malformed_is_named(string text, string replacement, string named)
    {
        var fault = Assert.Throws<AwsException>(() => Read(Sales.Replace(text, replacement, StringComparison.Ordinal)));

        Assert.Equal("InvalidParameterValueException", fault.Code);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static DashboardDefinition Read(string json) =>
        DefinitionReader.Read(JsonSerializer.Deserialize<JsonElement>(json));
}
