using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>Asks a data set something through Athena, in its data source's workgroup.</summary>
internal sealed class DataSetQueries(AthenaQueries athena)
{
    public Task<QueryExecution> RunAsync(
        DataSourceDescription source,
        string sql,
        CallContext call,
        CancellationToken cancellationToken
    ) => athena.RunAsync(call, sql, DataSourceStore.WorkGroupOf(source), null, cancellationToken);

    public Task<IReadOnlyList<string?[]>> RowsAsync(
        QueryExecution execution,
        int limit,
        CallContext call,
        CancellationToken cancellationToken
    ) => athena.RowsAsync(execution, call, limit, cancellationToken);
}
