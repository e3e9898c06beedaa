using Amazon.Glue;
using Amazon.Glue.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Runs a crawler to its end and reads the tables of its database.</summary>
internal static class Crawling
{
    public static async Task<IReadOnlyList<Table>> RunAsync(
        StageContext context,
        StageName stage,
        string crawler,
        string database,
        CancellationToken cancellationToken
    )
    {
        using var glue = context.Options.Target.Glue();
        await StageContext.TryAsync(
            stage,
            $"crawler {crawler}",
            () => CrawlAsync(context, glue, stage, crawler, cancellationToken)
        );
        return await StageContext.TryAsync(
            stage,
            $"database {database}",
            () => TablesAsync(glue, database, cancellationToken)
        );
    }

    private static async Task<bool> CrawlAsync(
        StageContext context,
        AmazonGlueClient glue,
        StageName stage,
        string crawler,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await glue.StartCrawlerAsync(new StartCrawlerRequest { Name = crawler }, cancellationToken);
        }
        catch (CrawlerRunningException)
        {
            // Someone else's crawl may have passed our files already: wait for it, then crawl again.
            await ReadyAsync();
            await glue.StartCrawlerAsync(new StartCrawlerRequest { Name = crawler }, cancellationToken);
        }

        var last = (await ReadyAsync()).LastCrawl;
        return last?.Status == LastCrawlStatus.SUCCEEDED
            ? true
            : throw new StageException(
                stage,
                $"crawler {crawler}",
                last?.ErrorMessage ?? $"its last crawl is {last?.Status?.Value ?? "unknown"}",
                await JobLog.TailAsync(context, last?.LogGroup, last?.LogStream, cancellationToken)
            );

        Task<Crawler> ReadyAsync() =>
            context.Polling.UntilAsync(
                $"Crawler {crawler}",
                async token => (await glue.GetCrawlerAsync(new GetCrawlerRequest { Name = crawler }, token)).Crawler,
                seen => seen.State == CrawlerState.READY,
                cancellationToken
            );
    }

    private static async Task<IReadOnlyList<Table>> TablesAsync(
        AmazonGlueClient glue,
        string database,
        CancellationToken cancellationToken
    )
    {
        var tables = new List<Table>();
        string? next = null;
        do
        {
            var page = await glue.GetTablesAsync(
                new GetTablesRequest { DatabaseName = database, NextToken = next },
                cancellationToken
            );
            tables.AddRange(page.TableList ?? []);
            next = page.NextToken;
        } while (next is not null);

        return tables;
    }
}
