using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Cloud.Services.Glue.Sql;

/// <summary>The Data Catalog as a SQL session sees it, in the account and region of one caller.</summary>
internal sealed class GlueSqlCatalog(DataCatalog catalog, CallContext call) : ISqlCatalog
{
    private readonly Scope _scope = call.Scope;

    public IReadOnlyList<SqlDatabase> ListDatabases() =>
        [.. catalog.Databases.List(_scope).Select(GlueSqlMapping.ToSql)];

    public SqlDatabase? FindDatabase(string database) =>
        catalog.Databases.Find(_scope, database) is { } found ? GlueSqlMapping.ToSql(found) : null;

    public IReadOnlyList<SqlTable> ListTables(string database) =>
        catalog.Databases.Find(_scope, database) is null
            ? []
            : [.. catalog.Tables.List(_scope, database).Select(GlueSqlMapping.ToSql)];

    public SqlTable? FindTable(string database, string table) =>
        catalog.Tables.Find(_scope, database, table) is { } found ? GlueSqlMapping.ToSql(found) : null;

    public IReadOnlyList<SqlPartition> ListPartitions(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return catalog.Tables.Find(_scope, table.Database, table.Name) is { } found
            ? [.. catalog.Partitions.List(_scope, found).Select(GlueSqlMapping.ToSql)]
            : [];
    }

    public void CreateDatabase(SqlDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        Run(
            () =>
                catalog.Databases.Create(
                    _scope,
                    new DatabaseInput { Name = database.Name, LocationUri = database.Location }
                ),
            "SCHEMA_ALREADY_EXISTS",
            $"Schema '{database.Name}' already exists"
        );
    }

    public void DropDatabase(string database)
    {
        if (catalog.Databases.Find(_scope, database) is null)
        {
            throw new SqlException("SCHEMA_NOT_FOUND", $"Schema '{database}' does not exist");
        }

        if (catalog.Tables.List(_scope, database).Count > 0)
        {
            throw new SqlException("SCHEMA_NOT_EMPTY", $"Schema not empty: {database}");
        }

        catalog.DeleteDatabase(_scope, database);
    }

    public void CreateTable(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (catalog.Databases.Find(_scope, table.Database) is null)
        {
            throw new SqlException("SCHEMA_NOT_FOUND", $"Schema '{table.Database}' does not exist");
        }

        Run(
            () => catalog.Tables.Create(_scope, table.Database, GlueSqlMapping.ToInput(table, null), call.CallerArn),
            "TABLE_ALREADY_EXISTS",
            $"Table '{table.Database}.{table.Name}' already exists"
        );
    }

    public void UpdateTable(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var current = Require(table.Database, table.Name);
        catalog.Tables.Update(_scope, table.Database, GlueSqlMapping.ToInput(table, current.Input));
    }

    public void DropTable(string database, string table)
    {
        Require(database, table);
        catalog.DeleteTable(_scope, database, table);
    }

    public void AddPartitions(SqlTable table, IReadOnlyList<SqlPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(partitions);
        var owner = Require(table.Database, table.Name);
        catalog.InTransaction(() =>
        {
            foreach (var partition in partitions)
            {
                if (catalog.Partitions.Find(_scope, owner, partition.Values) is null)
                {
                    catalog.Partitions.Create(_scope, owner, GlueSqlMapping.ToInput(partition, owner));
                }
            }
        });
    }

    public void DropPartitions(SqlTable table, IReadOnlyList<IReadOnlyList<string>> values)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(values);
        var owner = Require(table.Database, table.Name);
        catalog.InTransaction(() =>
        {
            foreach (var key in values)
            {
                if (catalog.Partitions.Find(_scope, owner, key) is not null)
                {
                    catalog.Partitions.Delete(_scope, owner, key);
                }
            }
        });
    }

    private TableRecord Require(string database, string table) =>
        catalog.Tables.Find(_scope, database, table)
        ?? throw new SqlException("TABLE_NOT_FOUND", $"Table '{database}.{table}' does not exist");

    private static void Run(Action work, string codeWhenTaken, string messageWhenTaken)
    {
        try
        {
            work();
        }
        catch (AwsException fault)
        {
            throw fault.Code == "AlreadyExistsException"
                ? new SqlException(codeWhenTaken, messageWhenTaken, fault)
                : new SqlException("HIVE_METASTORE_ERROR", fault.Message, fault);
        }
    }
}
