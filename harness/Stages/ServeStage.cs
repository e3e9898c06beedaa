using Amazon.QuickSight.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Serve: the dashboard is published, and each of its data sets answers through Athena.</summary>
internal static class ServeStage
{
    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        using var quickSight = context.Options.Target.QuickSight();
        using var athena = context.Options.Target.Athena();
        var account = context.Outputs.AccountId;
        var id = context.Outputs.Dashboard;
        var dashboard = await StageContext.TryAsync(
            StageName.Serve,
            $"dashboard {id}",
            async () =>
                (
                    await quickSight.DescribeDashboardAsync(
                        new DescribeDashboardRequest { AwsAccountId = account, DashboardId = id },
                        cancellationToken
                    )
                ).Dashboard
        );
        if (dashboard.Version?.Status?.Value is not ("CREATION_SUCCESSFUL" or "UPDATE_SUCCESSFUL"))
        {
            var errors = string.Join(
                "; ",
                (dashboard.Version?.Errors ?? []).Select(error => $"{error.Type}: {error.Message}")
            );
            throw new StageException(
                StageName.Serve,
                $"dashboard {id}",
                $"its version is {dashboard.Version?.Status?.Value ?? "missing"} {errors}"
            );
        }

        var queries = context.Queries(athena);
        var (rows, bytes) = (0L, 0L);
        foreach (var (key, dataSetId) in context.Outputs.DataSets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var answer = await StageContext.TryAsync(
                StageName.Serve,
                $"data set {key} ({dataSetId})",
                async () =>
                {
                    var dataSet = (
                        await quickSight.DescribeDataSetAsync(
                            new DescribeDataSetRequest { AwsAccountId = account, DataSetId = dataSetId },
                            cancellationToken
                        )
                    ).DataSet;
                    return await queries.RunAsync(SqlOf(dataSet), context.Outputs.CuratedDatabase, cancellationToken);
                }
            );
            if (answer.Rows.Count == 0)
            {
                context.Mismatches.Add(new Mismatch("data set rows", key, "at least 1 row", "0 rows"));
            }

            rows += answer.Rows.Count;
            bytes += answer.BytesScanned;
        }

        return new StageRecord
        {
            Name = StageName.Serve,
            In = context.Outputs.DataSets.Count,
            InUnit = "data sets",
            Out = rows,
            OutUnit = "rows",
            Bytes = bytes,
        };
    }

    private static string SqlOf(DataSet dataSet)
    {
        var tables = dataSet.PhysicalTableMap?.Values.ToList() ?? [];
        return tables switch
        {
            [{ CustomSql: { } custom }] => custom.SqlQuery,
            [{ RelationalTable: { } table }] =>
                $"SELECT {string.Join(", ", table.InputColumns.Select(column => Quoted(column.Name)))} FROM {Quoted(table.Schema)}.{Quoted(table.Name)}",
            _ => throw new StageException(
                StageName.Serve,
                $"data set {dataSet.DataSetId}",
                $"it has {tables.Count} physical tables; one table or one custom SQL is what can be asked"
            ),
        };
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
