using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

namespace CustomerLake.Local.Cloud.Console.Charts;

/// <summary>Why a visual cannot be drawn, in words for its tile.</summary>
internal sealed class TileException(string message) : Exception(message);

/// <summary>The question that a visual asks of its data set: dimensions, then measures, aggregated where the visual is.</summary>
internal sealed record TileQuery(
    string DataSet,
    IReadOnlyList<FieldDefinition> Dimensions,
    IReadOnlyList<FieldDefinition> Measures
)
{
    private static readonly Dictionary<string, string> Aggregations = new(StringComparer.Ordinal)
    {
        ["SUM"] = "sum({0})",
        ["AVERAGE"] = "avg({0})",
        ["MIN"] = "min({0})",
        ["MAX"] = "max({0})",
        ["COUNT"] = "count({0})",
        ["DISTINCT_COUNT"] = "count(DISTINCT {0})",
        ["VAR"] = "var_samp({0})",
        ["VARP"] = "var_pop({0})",
        ["STDEV"] = "stddev_samp({0})",
        ["STDEVP"] = "stddev_pop({0})",
        ["MEDIAN"] = "approx_percentile({0}, 5e-1)",
    };

    public static TileQuery Of(VisualDefinition visual)
    {
        var (dimensions, measures) = visual.Kind switch
        {
            "KPIVisual" => (visual.Well("TrendGroups"), visual.Well("Values")),
            "LineChartVisual" or "BarChartVisual" or "PieChartVisual" => (
                [.. visual.Well("Category"), .. visual.Well("Colors")],
                visual.Well("Values")
            ),
            "TableVisual" when visual.Well("GroupBy").Count > 0 => (visual.Well("GroupBy"), visual.Well("Values")),
            "TableVisual" => (visual.Well("Values"), (IReadOnlyList<FieldDefinition>)[]),
            var kind => throw new TileException($"The console does not draw visuals of the kind '{kind}'."),
        };
        var measured = measures.Where(field => field.Role == FieldRole.Measure).ToList();
        IReadOnlyList<FieldDefinition> grouped = [.. dimensions, .. measures.Except(measured)];
        if (grouped.Count + measured.Count == 0)
        {
            throw new TileException("The visual has no fields.");
        }

        var sets = grouped.Concat(measured).Select(field => field.DataSet).Distinct().ToList();
        return sets is [var set]
            ? new TileQuery(set, grouped, measured)
            : throw new TileException("The visual's fields are of several data sets.");
    }

    public string ToSql(
        DataSetDescription set,
        VisualDefinition visual,
        IReadOnlyList<FilterDefinition> filters,
        int limit
    )
    {
        var list = Dimensions
            .Select(Dimension)
            .Concat(Measures.Select(Measure))
            .Select((expression, index) => $"{expression} AS c{index}");
        var where = filters.Count == 0 ? "" : $" WHERE {string.Join(" AND ", filters.Select(Filter))}";
        var groups =
            Measures.Count > 0 && Dimensions.Count > 0
                ? $" GROUP BY {string.Join(", ", Enumerable.Range(1, Dimensions.Count))}"
                : "";
        return $"SELECT {string.Join(", ", list)} FROM ({DataSetSql.Query(set)}) AS \"set\"{where}{groups}{Order(visual)} LIMIT {limit}";
    }

    /// <summary>The visual's own order first, then the dimensions': a tile is the same every time.</summary>
    private string Order(VisualDefinition visual)
    {
        var fields = Dimensions.Concat(Measures).ToList();
        var keys = visual
            .Sorts.Select(sort => (Index: fields.FindIndex(field => field.FieldId == sort.FieldId), sort.IsDescending))
            .Where(sort => sort.Index >= 0)
            .Select(sort => (sort.Index, Text: sort.IsDescending ? $"{sort.Index + 1} DESC" : $"{sort.Index + 1}"))
            .ToList();
        var rest = Enumerable
            .Range(0, Dimensions.Count)
            .Where(index => keys.TrueForAll(key => key.Index != index))
            .Select(index => $"{index + 1}");
        var order = keys.Select(key => key.Text).Concat(rest).ToList();
        return order.Count == 0 ? "" : $" ORDER BY {string.Join(", ", order)}";
    }

    private static string Dimension(FieldDefinition field) =>
        field.Granularity is { } granularity && field.Role == FieldRole.Date
            ? $"CAST(date_trunc({DataSetSql.Text(granularity.ToLowerInvariant())}, CAST({DataSetSql.Name(field.Column)} AS timestamp)) AS varchar)"
            : DataSetSql.Name(field.Column);

    private static string Measure(FieldDefinition field) =>
        Aggregations.TryGetValue(field.Aggregation ?? "SUM", out var form)
            ? string.Format(System.Globalization.CultureInfo.InvariantCulture, form, DataSetSql.Name(field.Column))
            : throw new TileException($"The console does not compute the aggregation '{field.Aggregation}'.");

    private static string Filter(FilterDefinition filter) =>
        filter switch
        {
            FilterDefinition.Values values => Values(values),
            FilterDefinition.Unsupported other => throw new TileException(
                $"The console does not apply filters of the kind '{other.Kind}' (on '{other.Column}')."
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Values(FilterDefinition.Values values)
    {
        var list = string.Join(", ", values.Texts.Select(DataSetSql.Text));
        var column = $"CAST({DataSetSql.Name(values.Column)} AS varchar)";
        return (values.Texts.Count, values.Excludes) switch
        {
            (0, true) => "true",
            (0, false) => "false",
            (_, true) => $"({column} IS NULL OR {column} NOT IN ({list}))",
            (_, false) => $"{column} IN ({list})",
        };
    }
}
