using System.Collections.Immutable;
using CustomerLake.Infra.Serve.Definition;

namespace CustomerLake.Infra.Serve.Dashboards;

/// <summary>Revenue at a glance: how much, when (and when oddly), where.</summary>
internal static class CustomersDashboard
{
    /// <param name="arns">Data set key to ARN.</param>
    public static DashboardDefinition Define(IReadOnlyDictionary<string, string> arns) =>
        new(
            DataSetQuery.All.ToImmutableSortedDictionary(q => q.Key, q => arns[q.Key], StringComparer.Ordinal),
            new Sheet(
                "revenue",
                "Revenue",
                new Row(
                    6,
                    new Visual.Kpi("revenue-total", "Revenue (EUR)", Sum(DataSetQuery.DailySales, "revenue_eur")),
                    new Visual.Kpi("items-total", "Items sold", Sum(DataSetQuery.DailySales, "quantity"))
                ),
                new Row(
                    12,
                    new Visual.Line(
                        "revenue-by-day",
                        "Revenue by day, with anomalies (EUR)",
                        new Dimension.Day(new Column(DataSetQuery.RevenueByDay.Key, "sales_date")),
                        Sum(DataSetQuery.RevenueByDay, "revenue_eur"),
                        Sum(DataSetQuery.RevenueByDay, "anomaly_eur")
                    )
                ),
                new Row(
                    12,
                    new Visual.Bar(
                        "revenue-by-country",
                        "Revenue by country (EUR)",
                        new Dimension.Category(new Column(DataSetQuery.DailySales.Key, "country")),
                        Sum(DataSetQuery.DailySales, "revenue_eur")
                    )
                )
            )
        );

    private static Measure Sum(DataSetQuery query, string column) => new(new Column(query.Key, column));
}
