using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>What crawlers did: ListCrawls and GetCrawlerMetrics.</summary>
internal sealed class CrawlHistoryOperations(StateDatabase database, CrawlRunner runner, TimeProvider time)
{
    private const int LargestPage = 1000;
    private const int LargestHistoryPage = 100;
    private const int UsualHistoryPage = 20;

    private readonly ResourceTable<CrawlerRecord> _records = new(database, "glue.crawler");

    public Task<ListCrawlsResponse> ListAsync(ListCrawlsRequest request, CallContext call, CancellationToken _)
    {
        if (_records.Find(call.Scope, request.CrawlerName) is null)
        {
            throw GlueErrors.CrawlerNotFound(request.CrawlerName);
        }

        var page = Paging.Take(
            runner.HistoryOf(call.Scope, request.CrawlerName),
            // Newest first: the keys must ascend.
            crawl =>
                (long.MaxValue - crawl.StartTime.UtcTicks).ToString("D19", CultureInfo.InvariantCulture) + crawl.Id,
            request.NextToken,
            request.MaxResults,
            LargestHistoryPage,
            UsualHistoryPage
        );
        return Task.FromResult(
            new ListCrawlsResponse([.. page.Items.Select(crawl => crawl.ToDescription())], page.NextToken)
        );
    }

    public Task<GetCrawlerMetricsResponse> MetricsAsync(
        GetCrawlerMetricsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var wanted = request.CrawlerNameList is { Count: > 0 } names ? names.ToHashSet(StringComparer.Ordinal) : null;
        var page = Paging.Take(
            _records.List(call.Scope).Where(crawler => wanted?.Contains(crawler.Name) ?? true),
            crawler => crawler.Name,
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        return Task.FromResult(
            new GetCrawlerMetricsResponse(
                [.. page.Items.Select(crawler => Measure(crawler, runner.HistoryOf(call.Scope, crawler.Name)))],
                page.NextToken
            )
        );
    }

    private CrawlerMetrics Measure(CrawlerRecord crawler, IReadOnlyList<CrawlRecord> history)
    {
        var done = history.Where(crawl => crawl.EndTime is not null).ToList();
        var seconds = done.Select(crawl => (crawl.EndTime!.Value - crawl.StartTime).TotalSeconds).ToList();
        var median = seconds.Count == 0 ? 0 : seconds.Order().ElementAt(seconds.Count / 2);
        var isRunning = crawler.State != CrawlerRecord.Ready;
        var elapsed = crawler.CrawlStarted is { } started ? (time.GetUtcNow() - started).TotalSeconds : 0;
        return new CrawlerMetrics
        {
            CrawlerName = crawler.Name,
            TimeLeftSeconds = isRunning ? Math.Max(0, median - elapsed) : 0,
            StillEstimating = isRunning && seconds.Count == 0,
            LastRuntimeSeconds = seconds.Count == 0 ? 0 : seconds[0],
            MedianRuntimeSeconds = median,
            TablesCreated = done.Count == 0 ? 0 : done[0].TablesCreated,
            TablesUpdated = done.Count == 0 ? 0 : done[0].TablesUpdated,
            TablesDeleted = done.Count == 0 ? 0 : done[0].TablesDeleted,
        };
    }
}
