using System.Collections.Immutable;

namespace CustomerLake.Infra.Analyze;

/// <summary>A question that the lake answers.</summary>
/// <param name="Key">How outputs and the harness call it.</param>
/// <param name="File">Its SQL in <c>Analyze/Queries</c>.</param>
internal sealed record NamedQuery(string Key, string File, string Description)
{
    public static readonly ImmutableArray<NamedQuery> All =
    [
        new("kpis", "Kpis.sql", "Customers, orders and revenue in one row."),
        new("rejects", "Rejects.sql", "How many rows were rejected, by source and reason."),
        new(
            "revenueAnomalies",
            "RevenueAnomalies.sql",
            "Days on which a country's revenue is far from its other days."
        ),
        new("revenueByCountry", "RevenueByCountry.sql", "Revenue in euro by country, highest first."),
        new("salesByDay", "SalesByDay.sql", "Orders and revenue in euro by day."),
        new("segments", "Segments.sql", "Customers and their value by RFM segment."),
    ];
}

/// <summary>SQL texts, written for a database that each environment names.</summary>
internal static class SqlText
{
    private const string Placeholder = "${database}";

    public static string Read(string file, string database) =>
        ProgramText.Read(file).Replace(Placeholder, database, StringComparison.Ordinal).TrimEnd();
}
