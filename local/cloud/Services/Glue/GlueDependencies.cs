using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;
using CustomerLake.Local.Cloud.Services.Glue.Sql;
using CustomerLake.Local.Cloud.Services.Logs;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>What Glue is built on, besides the state.</summary>
internal sealed record GlueDependencies
{
    public required DataCatalog Catalog { get; init; }

    public required ObjectStore Objects { get; init; }

    /// <summary>Appends lines to a log stream of the caller's account: group, stream, lines.</summary>
    public required Action<CallContext, string, string, IReadOnlyList<string>> WriteLog { get; init; }

    public required ISparkSessions SparkSessions { get; init; }

    public required JobHost JobHost { get; init; }

    public required GlueRoles Roles { get; init; }

    public static GlueDependencies Of(
        CloudState state,
        Sessions sessions,
        GlueRoles roles,
        ObjectStore objects,
        LogStore logs
    )
    {
        var catalog = new DataCatalog(state.Database, state.Time);
        return new GlueDependencies
        {
            Catalog = catalog,
            Objects = objects,
            WriteLog = logs.Write,
            SparkSessions = new SparkSessions(catalog, objects, state.Options.SqlWorkers, state.Time),
            JobHost = new JobHost(state, sessions),
            Roles = roles,
        };
    }
}
