using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>How Athena reaches the SQL room: a catalog and a storage as the caller, and the engine.</summary>
internal sealed record SqlRoom(
    Func<CallContext, ISqlCatalog> Catalog,
    Func<CallContext, ISqlStorage> Storage,
    IQueryExecutor Executor
)
{
    public TrinoSession Open(CallContext call, TrinoSessionOptions options) =>
        new(Catalog(call), Storage(call), Executor, options);
}
