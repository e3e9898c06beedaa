using System.Collections.Immutable;
using CustomerLake.Infra.Analyze;

namespace CustomerLake.Infra.Serve;

/// <param name="Type">QuickSight's: STRING, INTEGER, DECIMAL or DATETIME.</param>
internal sealed record DataSetColumn(string Name, string Type);

/// <summary>A query whose result is a data set.</summary>
/// <param name="Key">How outputs and dashboards call it.</param>
/// <param name="Word">The last word of its id.</param>
internal sealed record DataSetQuery(
    string Key,
    string Word,
    string Title,
    Func<string, string> Sql,
    ImmutableArray<DataSetColumn> Columns
)
{
    public static readonly DataSetQuery DailySales = new(
        "dailySales",
        "dailysales",
        "Sales by day, country and category",
        database =>
            $"""
                SELECT
                    CAST(sales_date AS date) AS sales_date,
                    country,
                    category,
                    orders,
                    quantity,
                    CAST(revenue_eur AS double) AS revenue_eur
                FROM {database}.daily_sales
                """,
        [
            new("sales_date", "DATETIME"),
            new("country", "STRING"),
            new("category", "STRING"),
            new("orders", "INTEGER"),
            new("quantity", "INTEGER"),
            new("revenue_eur", "DECIMAL"),
        ]
    );

    /// <summary>A line of revenue, and beside it the part of it that is an anomaly.</summary>
    public static readonly DataSetQuery RevenueByDay = new(
        "revenueByDay",
        "revenuebyday",
        "Revenue by day with anomalies",
        database =>
            $"""
                WITH anomalies AS (
                {SqlText.Read("RevenueAnomalies.sql", database)}
                ),
                days AS (
                    SELECT CAST(sales_date AS date) AS sales_date, country, CAST(sum(revenue_eur) AS double) AS revenue_eur
                    FROM {database}.daily_sales
                    GROUP BY sales_date, country
                )
                SELECT days.sales_date, days.country, days.revenue_eur, anomalies.revenue_eur AS anomaly_eur
                FROM days
                LEFT JOIN anomalies ON anomalies.sales_date = days.sales_date AND anomalies.country = days.country
                """,
        [
            new("sales_date", "DATETIME"),
            new("country", "STRING"),
            new("revenue_eur", "DECIMAL"),
            new("anomaly_eur", "DECIMAL"),
        ]
    );

    public static readonly ImmutableArray<DataSetQuery> All = [DailySales, RevenueByDay];
}
