using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Catalog;
using CustomerLake.Local.Cloud.Services.Athena.Ddl;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;

namespace CustomerLake.Local.Cloud.Services.Athena;

/// <summary>
/// Amazon Athena, engine version 3: SQL over the Glue Data Catalog, results in S3. Sessions and notebooks (Spark),
/// capacity reservations, federated and Iceberg tables are not emulated.
/// <see href="https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html"/>
/// </summary>
internal sealed partial class AthenaService : IAwsService
{
    public AthenaService(CloudState state, DataCatalog glue, SqlRoom sql, IResultStore results)
    {
        var tags = new AthenaTags(state.Database);
        var saved = new SavedQueries(state.Database);
        var tokens = new RequestTokens(state.Database);
        WorkGroups = new WorkGroupStore(state.Database, tags, saved, state.Time);
        var catalogs = new DataCatalogs(state.Database, tags);
        var prepared = new PreparedStatements(saved, WorkGroups, state.Time)
        {
            CheckStatement = text => AthenaStatement.Read(text),
        };
        var files = new ResultFiles(results);
        var executions = new ExecutionStore(state.Database, state.Time);
        var runner = new QueryRunner(
            sql,
            new EngineStatements(files, state),
            new HiveRunner(glue, sql, state.Time),
            new PreparedRunner(prepared),
            new ResultReuse(executions, files, state.Time),
            files,
            catalogs,
            state.Time
        );
        var runs = new QueryRuns(executions, runner, state.Work);
        var submissions = new QuerySubmissions(
            state.Database,
            WorkGroups,
            prepared,
            tokens,
            executions,
            runs,
            sql,
            state.Ids,
            state.Time
        );
        Queries = new AthenaQueries(submissions, executions, runs, files, state.Ids);
        tags.Exists = (scope, arn) =>
            arn.Split(':', 6) is ["arn", _, "athena", _, var account, var resource]
            && account == scope.AccountId
            && resource.Split('/', 2) switch
            {
                ["workgroup", var name] => WorkGroups.Find(scope, name) is not null,
                ["datacatalog", var name] => catalogs.Find(scope, name) is not null,
                _ => false,
            };
        AddWorkGroups(WorkGroups);
        AddExecutions(submissions, runs, executions, new ResultPages(executions, files));
        AddSaved(saved, new NamedQueries(saved, WorkGroups, tokens, state.Ids), prepared);
        AddCatalogs(catalogs, new CatalogMetadata(catalogs, glue));
        AddTags(tags);
    }

    public string SigningName => "athena";

    public AwsProtocol Protocol { get; } = AwsProtocol.Json("AmazonAthena");

    public OperationTable Operations { get; } = new();

    public WorkGroupStore WorkGroups { get; }

    /// <summary>Queries for other services in this process.</summary>
    public AthenaQueries Queries { get; }
}
