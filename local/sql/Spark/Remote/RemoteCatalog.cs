using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>The parent's catalog, in the name of the run's role.</summary>
internal sealed class RemoteCatalog(ParentCalls parent) : ISqlCatalog
{
    public IReadOnlyList<SqlDatabase> ListDatabases() => parent.Call<IReadOnlyList<SqlDatabase>>(nameof(ListDatabases));

    public SqlDatabase? FindDatabase(string database) => parent.Call<SqlDatabase?>(nameof(FindDatabase), database);

    public IReadOnlyList<SqlTable> ListTables(string database) =>
        parent.Call<IReadOnlyList<SqlTable>>(nameof(ListTables), database);

    public SqlTable? FindTable(string database, string table) =>
        parent.Call<SqlTable?>(nameof(FindTable), database, table);

    public IReadOnlyList<SqlPartition> ListPartitions(SqlTable table) =>
        parent.Call<IReadOnlyList<SqlPartition>>(nameof(ListPartitions), table);

    public void CreateDatabase(SqlDatabase database) => parent.Call<object?>(nameof(CreateDatabase), database);

    public void DropDatabase(string database) => parent.Call<object?>(nameof(DropDatabase), database);

    public void CreateTable(SqlTable table) => parent.Call<object?>(nameof(CreateTable), table);

    public void UpdateTable(SqlTable table) => parent.Call<object?>(nameof(UpdateTable), table);

    public void DropTable(string database, string table) => parent.Call<object?>(nameof(DropTable), database, table);

    public void AddPartitions(SqlTable table, IReadOnlyList<SqlPartition> partitions) =>
        parent.Call<object?>(nameof(AddPartitions), table, partitions);

    public void DropPartitions(SqlTable table, IReadOnlyList<IReadOnlyList<string>> values) =>
        parent.Call<object?>(nameof(DropPartitions), table, values);
}
