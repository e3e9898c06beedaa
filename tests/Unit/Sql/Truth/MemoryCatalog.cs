using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary>A catalog in memory.</summary>
internal sealed class MemoryCatalog : ISqlCatalog
{
    private readonly Dictionary<string, SqlDatabase> _databases = [];
    private readonly Dictionary<(string, string), SqlTable> _tables = [];
    private readonly Dictionary<(string, string), List<SqlPartition>> _partitions = [];

    public IReadOnlyList<SqlDatabase> ListDatabases() => [.. _databases.Values];

    public SqlDatabase? FindDatabase(string database) => _databases.GetValueOrDefault(database);

    public IReadOnlyList<SqlTable> ListTables(string database) =>
        [
            .. _tables
                .Values.Where(table => table.Database == database)
                .OrderBy(table => table.Name, StringComparer.Ordinal),
        ];

    public SqlTable? FindTable(string database, string table) => _tables.GetValueOrDefault((database, table));

    public IReadOnlyList<SqlPartition> ListPartitions(SqlTable table) => PartitionsOf(table);

    private List<SqlPartition> PartitionsOf(SqlTable table) =>
        _partitions.TryGetValue((table.Database, table.Name), out var list)
            ? list
            : _partitions[(table.Database, table.Name)] = [];

    public void CreateDatabase(SqlDatabase database) => _databases.Add(database.Name, database);

    public void DropDatabase(string database) => _databases.Remove(database);

    public void CreateTable(SqlTable table)
    {
        if (!_tables.TryAdd((table.Database, table.Name), table))
        {
            throw new SqlException("TABLE_ALREADY_EXISTS", $"Table '{table.Name}' already exists");
        }
    }

    public void UpdateTable(SqlTable table) => _tables[(table.Database, table.Name)] = table;

    public void DropTable(string database, string table)
    {
        _tables.Remove((database, table));
        _partitions.Remove((database, table));
    }

    public void AddPartitions(SqlTable table, IReadOnlyList<SqlPartition> partitions)
    {
        var known = PartitionsOf(table);
        known.AddRange(
            partitions.Where(partition => !known.Any(other => other.Values.SequenceEqual(partition.Values)))
        );
    }

    public void DropPartitions(SqlTable table, IReadOnlyList<IReadOnlyList<string>> values) =>
        PartitionsOf(table).RemoveAll(partition => values.Any(dropped => dropped.SequenceEqual(partition.Values)));
}
