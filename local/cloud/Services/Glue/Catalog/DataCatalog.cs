using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>
/// The Data Catalog of every account and region, for services in this process: Athena, crawlers, job runs. Faults are
/// <see cref="AwsException"/>s as Glue's API words them.
/// </summary>
internal sealed class DataCatalog
{
    private readonly StateDatabase _database;

    public DataCatalog(StateDatabase database, TimeProvider time)
    {
        _database = database;
        Databases = new Databases(database, time);
        Tables = new Tables(database, Databases, time);
        Partitions = new Partitions(database, Tables, time);
        Indexes = new PartitionIndexes(database);
    }

    public Databases Databases { get; }

    public Tables Tables { get; }

    public Partitions Partitions { get; }

    public PartitionIndexes Indexes { get; }

    /// <summary>With its partitions, versions and indexes.</summary>
    public void DeleteTable(Scope scope, string databaseName, string name) =>
        _database.InTransaction(() =>
        {
            var table = Tables.Get(scope, databaseName, name);
            Partitions.DeleteAll(scope, table);
            Indexes.DeleteAll(scope, table);
            Tables.Delete(scope, databaseName, name);
        });

    /// <summary>With its tables. AWS deletes them a little later, this server at once.</summary>
    public void DeleteDatabase(Scope scope, string name) =>
        _database.InTransaction(() =>
        {
            foreach (var table in Tables.List(scope, name))
            {
                DeleteTable(scope, name, table.Name);
            }

            Databases.Delete(scope, name);
        });

    /// <summary>All changes or none; readers see them at once.</summary>
    public T InTransaction<T>(Func<T> work) => _database.InTransaction(work);

    public void InTransaction(Action work) => _database.InTransaction(work);
}
