using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>
/// AWS Glue: the Data Catalog, crawlers with their classifiers, and jobs.
/// <see href="https://docs.aws.amazon.com/glue/latest/webapi/WebAPI_Welcome.html"/>
/// </summary>
internal sealed partial class GlueService : IAwsService
{
    private readonly DatabaseOperations _databases;
    private readonly TableOperations _tables;
    private readonly TableVersionOperations _versions;
    private readonly PartitionOperations _partitions;
    private readonly PartitionBatchOperations _partitionBatches;
    private readonly PartitionIndexOperations _indexes;
    private readonly CustomClassifiers _classifiers;
    private readonly CrawlerOperations _crawlers;
    private readonly CrawlHistoryOperations _crawls;
    private readonly JobOperations _jobs;
    private readonly JobRunOperations _runs;
    private readonly SecurityConfigurations _security;
    private readonly Tagging _tags;

    public GlueService(CloudState state, GlueDependencies dependencies)
    {
        var catalog = dependencies.Catalog;
        _tags = new Tagging(state.Database);
        _databases = new DatabaseOperations(catalog, _tags);
        _tables = new TableOperations(catalog);
        _versions = new TableVersionOperations(catalog);
        _partitions = new PartitionOperations(catalog);
        _partitionBatches = new PartitionBatchOperations(catalog);
        _indexes = new PartitionIndexOperations(catalog);
        _security = new SecurityConfigurations(state.Database, state.Time);
        _classifiers = new CustomClassifiers(state.Database, state.Time);
        var crawlRunner = new CrawlRunner(
            new CrawlServices
            {
                Database = state.Database,
                Catalog = catalog,
                Classifiers = _classifiers,
                Source = new S3CrawlSource(dependencies.Objects),
                WriteLog = dependencies.WriteLog,
                Background = state.Work,
                Time = state.Time,
            }
        );
        _crawlers = new CrawlerOperations(
            state.Database,
            crawlRunner,
            _classifiers,
            _security,
            dependencies.Roles,
            _tags,
            state.Ids,
            state.Time
        );
        _crawls = new CrawlHistoryOperations(state.Database, crawlRunner, state.Time);
        var runs = new JobRuns(state.Database, state.Time);
        var jobRunner = new JobRunner(
            new JobServices
            {
                Runs = runs,
                Objects = dependencies.Objects,
                Sessions = dependencies.SparkSessions,
                WriteLog = dependencies.WriteLog,
                Background = state.Work,
                Host = dependencies.JobHost,
                SecurityConfigurations = _security,
                Roles = dependencies.Roles,
                Time = state.Time,
            }
        );
        _jobs = new JobOperations(state.Database, runs, _security, _tags, state.Time);
        _runs = new JobRunOperations(state.Database, runs, jobRunner, _security, state.Ids, state.Time);
        Operations = new OperationTable();
        AddCatalog(Operations);
        AddPartitions(Operations);
        AddCrawlers(Operations);
        AddJobs(Operations);
        crawlRunner.Recover();
        runs.Recover();
    }

    public string SigningName => "glue";

    public AwsProtocol Protocol { get; } = AwsProtocol.Json("AWSGlue");

    public OperationTable Operations { get; }
}
