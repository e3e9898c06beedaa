using System.Globalization;
using Amazon.Athena.Model;
using CustomerLake.Harness.Expectations;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Analyze: the named queries answer, the anomaly surfaces, and every curated table holds what is expected.</summary>
internal static class AnalyzeStage
{
    private const string AnomalyQuery = "revenueAnomalies";

    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        using var athena = context.Options.Target.Athena();
        var queries = context.Queries(athena);
        var (rows, bytes) = (0L, 0L);
        var answers = await Task.WhenAll(
            context
                .Outputs.NamedQueries.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(async pair =>
                    (
                        pair.Key,
                        Answer: await StageContext.TryAsync(
                            StageName.Analyze,
                            $"named query {pair.Key} ({pair.Value})",
                            async () =>
                            {
                                var named = (
                                    await athena.GetNamedQueryAsync(
                                        new GetNamedQueryRequest { NamedQueryId = pair.Value },
                                        cancellationToken
                                    )
                                ).NamedQuery;
                                return await queries.RunAsync(named.QueryString, named.Database, cancellationToken);
                            }
                        )
                    )
                )
        );
        foreach (var (key, answer) in answers)
        {
            rows += answer.Rows.Count;
            bytes += answer.BytesScanned;
            if (key == AnomalyQuery)
            {
                context.Anomalies.AddRange(
                    Enumerable.Range(0, answer.Rows.Count).Select(row => ReadAnomaly(answer, row))
                );
            }
        }

        bytes += context.Expected is null
            ? await CheckRejectsAsync(context, queries, cancellationToken)
            : await CompareAsync(context, queries, cancellationToken);
        return new StageRecord
        {
            Name = StageName.Analyze,
            In = context.Outputs.NamedQueries.Count,
            InUnit = "queries",
            Out = rows,
            OutUnit = "rows",
            Bytes = bytes,
            Notes = [.. context.Anomalies.Select(Describe)],
        };
    }

    private static async Task<long> CompareAsync(
        StageContext context,
        AthenaQueries queries,
        CancellationToken cancellationToken
    )
    {
        var compared = await Task.WhenAll(
            context.Expected!.Tables.Select(async pair =>
            {
                var sql = TableComparison.SqlFor(context.Outputs.CuratedDatabase, pair.Key, pair.Value);
                var answer = await StageContext.TryAsync(
                    StageName.Analyze,
                    $"table {pair.Key}",
                    () => queries.RunAsync(sql, context.Outputs.CuratedDatabase, cancellationToken)
                );
                return (
                    Mismatches: TableComparison.Compare(pair.Key, pair.Value, answer.Rows).ToList(),
                    answer.BytesScanned
                );
            })
        );
        context.Mismatches.AddRange(compared.SelectMany(table => table.Mismatches));
        if (context.Expected.Anomaly is { } anomaly)
        {
            var found = string.Join(", ", context.Anomalies.Select(each => $"{each.Day} {each.Country}"));
            var expected = $"{anomaly.Day} {anomaly.Country}";
            if (found != expected)
            {
                context.Mismatches.Add(
                    new Mismatch("anomaly", AnomalyQuery, expected, found.Length == 0 ? null : found)
                );
            }
        }

        return compared.Sum(table => table.BytesScanned);
    }

    /// <summary>Without expected results: what lies in <c>rejects</c> must be what the job says it rejected.</summary>
    private static async Task<long> CheckRejectsAsync(
        StageContext context,
        AthenaQueries queries,
        CancellationToken cancellationToken
    )
    {
        var answer = await StageContext.TryAsync(
            StageName.Analyze,
            "table rejects",
            () =>
                queries.RunAsync(
                    "SELECT source, reason, count(*) AS n FROM rejects GROUP BY source, reason",
                    context.Outputs.CuratedDatabase,
                    cancellationToken
                )
        );
        var stored = answer.Rows.ToDictionary(
            row => $"{row[0]}: {row[1]}",
            row => long.Parse(row[2]!, CultureInfo.InvariantCulture)
        );
        var counted = context
            .Sources.SelectMany(source =>
                source.Value.Rejected.Select(reason => ($"{source.Key}: {reason.Key}", reason.Value))
            )
            .ToDictionary(pair => pair.Item1, pair => pair.Value);
        foreach (
            var key in stored
                .Keys.Union(counted.Keys)
                .Where(key => stored.GetValueOrDefault(key) != counted.GetValueOrDefault(key))
        )
        {
            context.Mismatches.Add(
                new Mismatch(
                    "rejects rows",
                    key,
                    $"{counted.GetValueOrDefault(key)} rows",
                    $"{stored.GetValueOrDefault(key)} rows"
                )
            );
        }

        return answer.BytesScanned;
    }

    private static Anomaly ReadAnomaly(QueryAnswer answer, int row) =>
        new(
            answer.Cell(row, "sales_date")!,
            answer.Cell(row, "country")!,
            decimal.Parse(answer.Cell(row, "revenue_eur")!, NumberStyles.Float, CultureInfo.InvariantCulture),
            Math.Round(decimal.Parse(answer.Cell(row, "mean")!, NumberStyles.Float, CultureInfo.InvariantCulture), 2),
            Math.Round(double.Parse(answer.Cell(row, "score")!, CultureInfo.InvariantCulture), 1)
        );

    private static string Describe(Anomaly anomaly) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"anomaly: {anomaly.Country} on {anomaly.Day}, revenue {anomaly.RevenueEur:N2} EUR against {anomaly.MeanEur:N2} on other days (score {anomaly.Score:F1})"
        );
}
