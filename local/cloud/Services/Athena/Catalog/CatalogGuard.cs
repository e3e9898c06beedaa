using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino;

namespace CustomerLake.Local.Cloud.Services.Athena.Catalog;

/// <summary>What the catalog decides before a query exists: SHOW COLUMNS and DESCRIBE of a missing table are refused.</summary>
internal static class CatalogGuard
{
    public static void CheckExists(AthenaStatement statement, QueryExecutionContext? context, ISqlCatalog catalog)
    {
        var table = statement.Hive switch
        {
            HiveStatement.ShowColumns show => show.Table,
            HiveStatement.Describe describe => describe.Table,
            _ => null,
        };
        if (table is null)
        {
            return;
        }

        var database = table.Database ?? context?.Database?.ToLowerInvariant() ?? SqlDatabase.DefaultName;
        if (catalog.FindTable(database, table.Name) is null)
        {
            throw AthenaErrors.NoEntity();
        }
    }
}
