using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>The catalog as one DDL statement sees it: the caller, the current database, and Hive's words for what is missing.</summary>
internal sealed class HiveContext(DataCatalog catalog, QueryExecution execution, CallContext call)
{
    public DataCatalog Catalog => catalog;

    public CallContext Call => call;

    public Scope Scope => call.Scope;

    public string CurrentDatabase => execution.Context.Database ?? SqlDatabase.DefaultName;

    public string DatabaseOf(HiveTableName table) => table.Database ?? CurrentDatabase;

    /// <summary><c>default</c> is there for whoever asks, though Glue need not have it.</summary>
    public void CheckDatabase(string name)
    {
        if (catalog.Databases.Find(Scope, name) is null)
        {
            throw HiveFailure.DatabaseNotFound(name);
        }
    }

    public TableRecord? Find(HiveTableName table) => catalog.Tables.Find(Scope, DatabaseOf(table), table.Name);

    public TableRecord Get(HiveTableName table) =>
        Find(table) ?? throw HiveFailure.TableNotFound(DatabaseOf(table), table.Name);

    public void Update(TableRecord table, TableInput input) => catalog.Tables.Update(Scope, table.Database, input);

    public static bool IsView(TableRecord table) => table.Input.TableType == "VIRTUAL_VIEW";

    public static bool IsIceberg(TableRecord table) =>
        table.Parameters.TryGetValue("table_type", out var type)
        && type.Equals("ICEBERG", StringComparison.OrdinalIgnoreCase);
}
