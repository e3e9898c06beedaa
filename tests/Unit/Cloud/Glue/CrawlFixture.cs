using System.IO.Compression;
using System.Text;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

/// <summary>A catalog in a temporary folder and a bucket in memory, to be crawled.</summary>
internal sealed class CrawlFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glue-crawl-").FullName;
    private readonly MemorySource _source = new();
    private readonly StateDatabase _database;
    private int _crawls;

    public CrawlFixture()
    {
        _database = new StateDatabase(Path.Combine(_folder, "state.db"));
        Catalog = new DataCatalog(_database, TimeProvider.System);
    }

    public DataCatalog Catalog { get; }

    public List<string> Log { get; } = [];

    public static CallContext Call { get; } =
        new()
        {
            AccountId = "000000000000",
            Region = "eu-central-1",
            CallerArn = "arn:aws:sts::000000000000:assumed-role/crawler/AWS-Crawler",
            RequestId = "test",
            AccessKeyId = "test",
        };

    public CrawlerRecord Crawler { get; set; } =
        new()
        {
            Name = "crawler",
            Role = "crawler",
            Targets = new CrawlerTargets { S3Targets = [new S3Target { Path = "s3://lake/" }] },
            DatabaseName = "raw",
            SchemaChangePolicy = CrawlerRules.WithDefaults((SchemaChangePolicy?)null),
            RecrawlPolicy = CrawlerRules.WithDefaults((RecrawlPolicy?)null),
            LineageConfiguration = CrawlerRules.WithDefaults((LineageConfiguration?)null),
            CreationTime = DateTimeOffset.UnixEpoch,
            LastUpdated = DateTimeOffset.UnixEpoch,
        };

    public void Put(string key, string content) => Put(key, Encoding.UTF8.GetBytes(content));

    public void Put(string key, byte[] content) => _source.Objects[key] = content;

    public void PutGzip(string key, string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        Put(key, packed.ToArray());
    }

    public void Remove(string key) => _source.Objects.Remove(key);

    public void Target(string path, params string[] exclusions) =>
        Crawler = Crawler with
        {
            Targets = new CrawlerTargets { S3Targets = [new S3Target { Path = path, Exclusions = exclusions }] },
        };

    public void Policy(string update, string delete) =>
        Crawler = Crawler with
        {
            SchemaChangePolicy = new SchemaChangePolicy { UpdateBehavior = update, DeleteBehavior = delete },
        };

    public async Task<CrawlChanges> CrawlAsync(params IClassifier[] classifiers)
    {
        var id = $"crawl-{++_crawls}";
        Log.Clear();
        var crawl = new Crawl(
            Crawler with
            {
                CrawlId = id,
            },
            new ClassifierChain(classifiers),
            _source,
            Catalog,
            new CrawlLog(id, Log.Add),
            TimeProvider.System
        );
        return await crawl.RunAsync(Call, TestContext.Current.CancellationToken);
    }

    public TableRecord Table(string name) => Catalog.Tables.Get(Call.Scope, "raw", name);

    public string TableNames() => string.Join(" ", Catalog.Tables.List(Call.Scope, "raw").Select(table => table.Name));

    /// <summary>Such as <c>id:bigint name:string</c>.</summary>
    public string Columns(string table) => Spell(Table(table).Input.StorageDescriptor!.Columns!);

    public string Keys(string table) => Spell(Table(table).PartitionKeys);

    public IReadOnlyList<PartitionRecord> Partitions(string table) => Catalog.Partitions.List(Call.Scope, Table(table));

    public static string Spell(IEnumerable<Column> columns) =>
        string.Join(" ", columns.Select(column => $"{column.Name}:{column.Type}"));

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class MemorySource : ICrawlSource
    {
        public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

        public Task<CrawlListing> ListAsync(S3Path prefix, CallContext call, CancellationToken cancellationToken) =>
            Task.FromResult(
                new CrawlListing([
                    .. Objects
                        .Where(item => item.Key.StartsWith(prefix.Key, StringComparison.Ordinal))
                        .Select(item => new SourceObject(
                            item.Key,
                            item.Value.Length,
                            () => new MemoryStream(item.Value)
                        )),
                ])
            );
    }
}
