using System.Collections.Concurrent;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>What crawls need from the rest of the server.</summary>
internal sealed record CrawlServices
{
    public required StateDatabase Database { get; init; }

    public required DataCatalog Catalog { get; init; }

    public required CustomClassifiers Classifiers { get; init; }

    public required ICrawlSource Source { get; init; }

    /// <summary>Appends lines to a log stream of the caller's account: group, stream, lines.</summary>
    public required Action<CallContext, string, string, IReadOnlyList<string>> WriteLog { get; init; }

    public required BackgroundWork Background { get; init; }

    public required TimeProvider Time { get; init; }
}

/// <summary>Runs crawls in the background, moves crawlers through their states and keeps their history.</summary>
internal sealed class CrawlRunner(CrawlServices services)
{
    private const string Interrupted = "Internal Service Exception: the local cloud stopped while the crawl ran.";

    private readonly ResourceTable<CrawlerRecord> _crawlers = new(services.Database, "glue.crawler");
    private readonly ResourceTable<CrawlRecord> _history = new(services.Database, "glue.crawl");
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>A crawl that a killed server left behind has failed; its crawler can start again.</summary>
    public void Recover()
    {
        foreach (var (scope, _, crawler) in _crawlers.ListEverywhere())
        {
            if (crawler.State != CrawlerRecord.Ready)
            {
                MoveToStopping(scope, crawler.Name);
                Finish(scope, crawler, "FAILED", Interrupted, null);
            }
        }
    }

    /// <summary>The crawler is RUNNING already; its crawl goes on after the request has been answered.</summary>
    public void Start(CrawlerRecord crawler, CallContext call)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(services.Background.Stopping);
        _running[crawler.CrawlId!] = stop;
        _history.Put(
            call.Scope,
            HistoryKey(crawler),
            new CrawlRecord
            {
                Crawler = crawler.Name,
                Id = crawler.CrawlId!,
                State = "RUNNING",
                LogGroup = crawler.LogGroup,
                StartTime = crawler.CrawlStarted!.Value,
            }
        );
        services.Background.Start($"crawl of {crawler.Name}", _ => RunAsync(crawler, call, stop));
    }

    public void Stop(CrawlerRecord crawler)
    {
        if (crawler.CrawlId is { } id && _running.TryGetValue(id, out var stop))
        {
            stop.Cancel();
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CrawlRecord> HistoryOf(Scope scope, string crawler) =>
        [.. _history.List(scope, crawler + GlueNames.Separator).Reverse()];

    public void Forget(Scope scope, string crawler) => _history.DeleteAll(scope, crawler + GlueNames.Separator);

    private async Task RunAsync(CrawlerRecord crawler, CallContext call, CancellationTokenSource stop)
    {
        var log = new CrawlLog(
            crawler.CrawlId!,
            line => services.WriteLog(call, crawler.LogGroup, crawler.Name, [line])
        );
        try
        {
            if (_crawlers.Find(call.Scope, crawler.Name)?.State == CrawlerRecord.Stopping)
            {
                // Stopped before it was known here.
                await stop.CancelAsync();
            }

            var custom = crawler.Classifiers.Select(name => services.Classifiers.Get(call.Scope, name).ToClassifier());
            var crawl = new Crawl(
                crawler,
                new ClassifierChain([.. custom]),
                services.Source,
                services.Catalog,
                log,
                services.Time
            );
            var changes = await crawl.RunAsync(call, stop.Token);
            MoveToStopping(call.Scope, crawler.Name);
            Finish(call.Scope, crawler, "SUCCEEDED", null, changes);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            MoveToStopping(call.Scope, crawler.Name);
            var isStopping = services.Background.Stopping.IsCancellationRequested;
            log.Warn("The crawl was stopped; nothing was written to the catalog.");
            Finish(call.Scope, crawler, isStopping ? "FAILED" : "CANCELLED", isStopping ? Interrupted : null, null);
        }
        catch (Exception fault) when (fault is AwsException or UnsupportedDataException or InvalidDataException)
        {
            MoveToStopping(call.Scope, crawler.Name);
            log.Fail(fault.Message);
            Finish(call.Scope, crawler, "FAILED", fault.Message, null);
        }
        catch
        {
            MoveToStopping(call.Scope, crawler.Name);
            Finish(call.Scope, crawler, "FAILED", "Internal Service Exception", null);
            throw;
        }
        finally
        {
            _running.TryRemove(crawler.CrawlId!, out _);
            log.Benchmark("Crawler has finished running and is in state READY");
            stop.Dispose();
        }
    }

    private void MoveToStopping(Scope scope, string name) =>
        CrawlerRecord.States.TryMove(
            _crawlers,
            scope,
            name,
            CrawlerRecord.Stopping,
            crawler => crawler.State,
            crawler => crawler with { State = CrawlerRecord.Stopping }
        );

    private void Finish(
        Scope scope,
        CrawlerRecord crawler,
        string status,
        string? error,
        Writing.CrawlChanges? changes
    ) =>
        services.Database.InTransaction(() =>
        {
            _history.Update(
                scope,
                HistoryKey(crawler),
                crawl =>
                    crawl with
                    {
                        State = status switch
                        {
                            "SUCCEEDED" => "COMPLETED",
                            "CANCELLED" => "STOPPED",
                            _ => "FAILED",
                        },
                        EndTime = services.Time.GetUtcNow(),
                        ErrorMessage = error,
                        Summary = changes?.ToJson(),
                        TablesCreated = changes?.TablesAdded ?? 0,
                        TablesUpdated = changes?.TablesUpdated ?? 0,
                        TablesDeleted = changes?.TablesDeleted ?? 0,
                    }
            );
            CrawlerRecord.States.TryMove(
                _crawlers,
                scope,
                crawler.Name,
                CrawlerRecord.Ready,
                current => current.State,
                current =>
                    current with
                    {
                        State = CrawlerRecord.Ready,
                        CrawlId = null,
                        CrawlStarted = null,
                        LastCrawl = new LastCrawl
                        {
                            Status = status,
                            ErrorMessage = error,
                            LogGroup = crawler.LogGroup,
                            LogStream = crawler.Name,
                            MessagePrefix = crawler.CrawlId!,
                            StartTime = crawler.CrawlStarted!.Value,
                        },
                    }
            );
        });

    private static string HistoryKey(CrawlerRecord crawler) =>
        $"{crawler.Name}{GlueNames.Separator}{crawler.CrawlStarted!.Value.UtcTicks:D19}{GlueNames.Separator}{crawler.CrawlId}";
}
