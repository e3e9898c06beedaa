using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>One run of a crawler: list, classify, decide on tables, write the catalog in one transaction.</summary>
internal sealed class Crawl(
    CrawlerRecord crawler,
    ClassifierChain classifiers,
    ICrawlSource source,
    DataCatalog catalog,
    CrawlLog log,
    TimeProvider time
)
{
    private readonly CrawlerConfiguration _configuration = CrawlerConfiguration.Parse(crawler.Configuration);

    /// <param name="call">The crawler's role, in whose name objects are read.</param>
    /// <param name="cancellationToken">Ends the crawl before anything is written.</param>
    public async Task<CrawlChanges> RunAsync(CallContext call, CancellationToken cancellationToken)
    {
        log.Benchmark($"Running Start Crawl for Crawler {crawler.Name}");
        var found = new List<(S3Target Target, IReadOnlyList<FoundTable> Tables)>();
        foreach (var target in crawler.Targets.S3Targets!)
        {
            found.Add((target, await FindAsync(target, call, cancellationToken)));
        }

        var database = (crawler.DatabaseName ?? "default").ToLowerInvariant();
        log.Benchmark($"Classification complete, writing results to database {database}");
        var policy = crawler.SchemaChangePolicy;
        log.Say(
            $"Crawler configured with SchemaChangePolicy {{\"UpdateBehavior\":\"{policy.UpdateBehavior}\","
                + $"\"DeleteBehavior\":\"{policy.DeleteBehavior}\"}}. Note that values in the Configuration override "
                + "values in the SchemaChangePolicy for S3 Targets."
        );
        CheckThreshold(found.Sum(target => target.Tables.Count));
        cancellationToken.ThrowIfCancellationRequested();
        var changes = catalog.InTransaction(() => Write(found, database, call));
        Report(changes);
        return changes;
    }

    private async Task<IReadOnlyList<FoundTable>> FindAsync(
        S3Target target,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var path = S3Path.Parse(target.Path);
        var exclusions = new Exclusions(target.Exclusions ?? []);
        using var listing = await source.ListAsync(path, call, cancellationToken);
        // A path names one object, or else a folder: 'data' must not take in 'data2/'.
        var single = listing.Objects.FirstOrDefault(item => item.Key == path.Key && !path.Key.EndsWith('/'));
        if (single is { Size: > 0 })
        {
            return [TableFinder.OfFile(await ClassifyAsync(path.Bucket, single, cancellationToken))];
        }

        var prefix = path.FolderPrefix;
        // Zero-byte objects are the consoles' folder markers: neither data nor format.
        var objects = listing.Objects.Where(item =>
            item.Size > 0
            && item.Key.StartsWith(prefix, StringComparison.Ordinal)
            && !exclusions.Matches(item.Key[prefix.Length..])
        );
        var level = 1 + prefix.Count(character => character == '/');
        var root = new Folder(prefix, path.Name, level);
        foreach (var (item, isSampled) in Sample([.. objects], target.SampleSize))
        {
            root.Add(
                isSampled
                    ? await ClassifyAsync(path.Bucket, item, cancellationToken)
                    : new CrawledFile(item.Key, item.Size, Classification: null)
            );
        }

        return new TableFinder(_configuration).Find(root);
    }

    /// <summary>SampleSize counts files of a leaf folder. AWS picks at random; here they are spread over the listing.</summary>
    private static IEnumerable<(SourceObject Item, bool IsSampled)> Sample(
        IReadOnlyList<SourceObject> objects,
        int? sampleSize
    )
    {
        foreach (var folder in objects.GroupBy(item => item.Key[..(item.Key.LastIndexOf('/') + 1)]))
        {
            var files = folder.ToList();
            var step = sampleSize is { } size && size < files.Count ? (double)files.Count / size : 1;
            var next = 0.0;
            foreach (var (index, item) in files.Index())
            {
                var isSampled = index >= Math.Floor(next);
                next += isSampled ? step : 0;
                yield return (item, isSampled);
            }
        }
    }

    private async Task<CrawledFile> ClassifyAsync(string bucket, SourceObject item, CancellationToken cancellationToken)
    {
        var content = await classifiers.ClassifyAsync(item.Key, item.Size, item.Open, cancellationToken);
        foreach (var note in content.Notes)
        {
            log.Warn($"s3://{bucket}/{item.Key}: {note}");
        }

        return new CrawledFile(item.Key, item.Size, content);
    }

    private void CheckThreshold(int tables)
    {
        if (_configuration.TableThreshold is { } threshold && tables > threshold)
        {
            throw GlueErrors.InvalidInput(
                $"The number of tables detected ({tables}) is greater than the table threshold provided ({threshold}). "
                    + "No tables are written."
            );
        }
    }

    private CrawlChanges Write(
        List<(S3Target Target, IReadOnlyList<FoundTable> Tables)> found,
        string database,
        CallContext call
    )
    {
        var changes = new CrawlChanges();
        if (catalog.Databases.Find(call.Scope, database) is null)
        {
            catalog.Databases.Create(call.Scope, new DatabaseInput { Name = database });
        }

        var context = new WriteContext
        {
            Scope = call.Scope,
            Database = database,
            TablePrefix = crawler.TablePrefix,
            CreatedBy = $"{call.CallerArn}",
            Rules = ChangeRules.Of(crawler.SchemaChangePolicy, _configuration),
        };
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (target, tables) in found)
        {
            Explain(tables, target, changes);
            Writer(target, context, changes).Write(tables, names);
        }

        // New folders only: what is gone is none of this crawler's business.
        foreach (var (target, _) in crawler.CrawlsNewFoldersOnly ? [] : found)
        {
            var path = S3Path.Parse(target.Path);
            Writer(target, context, changes).Retire(crawler.Name, $"s3://{path.Bucket}/{path.FolderPrefix}", names);
        }

        return changes;
    }

    private CatalogWriter Writer(S3Target target, WriteContext context, CrawlChanges changes) =>
        new(catalog, context, new TableInputs(crawler.Name, crawler.CrawlId!, target, time), changes, time);

    private static void Explain(IReadOnlyList<FoundTable> tables, S3Target target, CrawlChanges changes)
    {
        var bucket = S3Path.Parse(target.Path).Bucket;
        foreach (var table in tables)
        {
            if (table.IsObject && !target.Path.EndsWith(table.Key, StringComparison.Ordinal))
            {
                changes.Warn(
                    $"s3://{bucket}/{table.Key} is unlike its neighbours and becomes a table of its own, located at one "
                        + "object. Athena lists a location as a folder, so the table will have no rows: move the file "
                        + "into a folder of its own."
                );
            }

            var columns = table
                .Content.Columns.Select(column => column.Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var key in table.PartitionKeys.Where(columns.Contains))
            {
                changes.Warn(
                    $"Partition key '{key}' of s3://{bucket}/{table.Key} is also a column of the data: Athena refuses "
                        + "the table for its duplicate columns. Rename the folder's key or the column."
                );
            }
        }
    }

    private void Report(CrawlChanges changes)
    {
        foreach (var (level, text) in changes.Lines)
        {
            log.Line(level, text);
        }

        log.Benchmark("Finished writing to Catalog");
        foreach (var line in changes.Summarize())
        {
            log.Say(line);
        }
    }
}
