using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>A catalog in memory, for a script outside any job: it lives as long as the session, as Spark's own does.</summary>
public sealed class LocalCatalog : ISqlCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SqlDatabase> _databases;
    private readonly Dictionary<(string, string), SqlTable> _tables = [];
    private readonly Dictionary<(string, string), List<SqlPartition>> _partitions = [];

    /// <param name="warehouse">The folder of managed tables.</param>
    public LocalCatalog(string warehouse) => _databases = new() { ["default"] = new SqlDatabase("default", warehouse) };

    public IReadOnlyList<SqlDatabase> ListDatabases()
    {
        lock (_lock)
        {
            return [.. _databases.Values.OrderBy(database => database.Name, StringComparer.Ordinal)];
        }
    }

    public SqlDatabase? FindDatabase(string database)
    {
        lock (_lock)
        {
            return _databases.GetValueOrDefault(database);
        }
    }

    public IReadOnlyList<SqlTable> ListTables(string database)
    {
        lock (_lock)
        {
            return
            [
                .. _tables
                    .Values.Where(table => table.Database == database)
                    .OrderBy(table => table.Name, StringComparer.Ordinal),
            ];
        }
    }

    public SqlTable? FindTable(string database, string table)
    {
        lock (_lock)
        {
            return _tables.GetValueOrDefault((database, table));
        }
    }

    public IReadOnlyList<SqlPartition> ListPartitions(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_lock)
        {
            return [.. _partitions.GetValueOrDefault((table.Database, table.Name)) ?? []];
        }
    }

    public void CreateDatabase(SqlDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        lock (_lock)
        {
            if (!_databases.TryAdd(database.Name, database))
            {
                throw new SqlException(
                    "SCHEMA_ALREADY_EXISTS",
                    $"Cannot create schema `{database.Name}` because it already exists."
                );
            }
        }
    }

    public void DropDatabase(string database)
    {
        lock (_lock)
        {
            if (!_databases.Remove(database))
            {
                throw new SqlException("SCHEMA_NOT_FOUND", $"The schema `{database}` cannot be found.");
            }
        }
    }

    public void CreateTable(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_lock)
        {
            if (!_databases.ContainsKey(table.Database))
            {
                throw new SqlException("SCHEMA_NOT_FOUND", $"The schema `{table.Database}` cannot be found.");
            }

            if (!_tables.TryAdd((table.Database, table.Name), table))
            {
                throw new SqlException(
                    "TABLE_OR_VIEW_ALREADY_EXISTS",
                    $"Cannot create table or view `{table.Database}`.`{table.Name}` because it already exists."
                );
            }
        }
    }

    public void UpdateTable(SqlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_lock)
        {
            _tables[(table.Database, table.Name)] = table;
        }
    }

    public void DropTable(string database, string table)
    {
        lock (_lock)
        {
            _partitions.Remove((database, table));
            if (!_tables.Remove((database, table)))
            {
                throw new SqlException(
                    "TABLE_OR_VIEW_NOT_FOUND",
                    $"The table or view `{database}`.`{table}` cannot be found."
                );
            }
        }
    }

    public void AddPartitions(SqlTable table, IReadOnlyList<SqlPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_lock)
        {
            var key = (table.Database, table.Name);
            if (!_partitions.TryGetValue(key, out var known))
            {
                _partitions[key] = known = [];
            }

            known.AddRange(
                partitions.Where(partition => known.All(own => !own.Values.SequenceEqual(partition.Values)))
            );
        }
    }

    public void DropPartitions(SqlTable table, IReadOnlyList<IReadOnlyList<string>> values)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_lock)
        {
            _partitions
                .GetValueOrDefault((table.Database, table.Name))
                ?.RemoveAll(own => values.Any(own.Values.SequenceEqual));
        }
    }
}
