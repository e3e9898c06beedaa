using CustomerLake.Local.Cloud.Console;
using CustomerLake.Local.Cloud.Console.Runs;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.CloudControl;
using CustomerLake.Local.Cloud.Services.Glue;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Sql;
using CustomerLake.Local.Cloud.Services.Iam;
using CustomerLake.Local.Cloud.Services.Kms;
using CustomerLake.Local.Cloud.Services.Logs;
using CustomerLake.Local.Cloud.Services.QuickSight;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Cloud;

/// <summary>The composition: the domain classes that services share, then the services, one a line.</summary>
internal sealed class CloudServices
{
    public CloudServices(CloudState state, Sessions sessions, Keys keys, ObjectStore objects, IQueryExecutor engine)
    {
        var roles = new Roles(state);
        var roleSessions = new RoleSessions(roles, sessions);
        Logs = new LogStore(state);
        var glue = GlueDependencies.Of(state, sessions, new GlueRoles(roles, roleSessions), objects, Logs);
        Objects = objects;
        Catalog = glue.Catalog;
        Glue = new GlueService(state, glue);
        var sql = new SqlRoom(
            call => new GlueSqlCatalog(Catalog, call),
            call => new S3SqlStorage(Objects, call),
            engine
        );
        Athena = new AthenaService(state, Catalog, sql, new S3ResultStore(Objects));
        QuickSight = new QuickSightService(state, Athena.WorkGroups, new DataSetQueries(Athena.Queries));
        All =
        [
            Glue,
            new S3Service(Objects, state),
            new IamService(roles, new ManagedPolicies(state), state),
            new KmsService(keys, state.Time),
            new LogsService(Logs, state.Time),
            new StsService(sessions, roleSessions),
            Athena,
            QuickSight,
            new CloudControlService(state, new DashboardHandler(state, QuickSight)),
        ];
    }

    public ObjectStore Objects { get; }

    public LogStore Logs { get; }

    public DataCatalog Catalog { get; }

    public GlueService Glue { get; }

    public AthenaService Athena { get; }

    public QuickSightService QuickSight { get; }

    public IReadOnlyList<IAwsService> All { get; }

    public ConsoleLake ToConsole(CloudState state) =>
        new(state, Objects, Catalog, Glue, Athena, QuickSight, new RunStore(state));
}
