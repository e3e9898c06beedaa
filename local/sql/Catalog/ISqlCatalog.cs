namespace CustomerLake.Local.Sql.Catalog;

/// <summary>
/// The tables that a session sees, already scoped to its caller: what the caller may not see is absent, what it may see
/// but not change refuses with a <see cref="SqlException"/>. Names are lower case. Implementations are thread-safe;
/// calls are quick (no network), hence not asynchronous.
/// </summary>
public interface ISqlCatalog
{
    IReadOnlyList<SqlDatabase> ListDatabases();

    /// <summary>The database, or null.</summary>
    SqlDatabase? FindDatabase(string database);

    /// <summary>Tables and views of a database, ordered by name; empty if there is no such database.</summary>
    IReadOnlyList<SqlTable> ListTables(string database);

    /// <summary>The table or view, or null.</summary>
    SqlTable? FindTable(string database, string table);

    /// <summary>All partitions of a partitioned table, in no particular order.</summary>
    IReadOnlyList<SqlPartition> ListPartitions(SqlTable table);

    /// <exception cref="SqlException"><c>SCHEMA_ALREADY_EXISTS</c>.</exception>
    void CreateDatabase(SqlDatabase database);

    /// <exception cref="SqlException"><c>SCHEMA_NOT_FOUND</c>, <c>SCHEMA_NOT_EMPTY</c>.</exception>
    void DropDatabase(string database);

    /// <exception cref="SqlException"><c>TABLE_ALREADY_EXISTS</c>, <c>SCHEMA_NOT_FOUND</c>.</exception>
    void CreateTable(SqlTable table);

    /// <summary>Replaces the definition of an existing table or view.</summary>
    /// <exception cref="SqlException"><c>TABLE_NOT_FOUND</c>.</exception>
    void UpdateTable(SqlTable table);

    /// <summary>Drops a table or view with its partitions; data stay where they are.</summary>
    /// <exception cref="SqlException"><c>TABLE_NOT_FOUND</c>.</exception>
    void DropTable(string database, string table);

    /// <summary>Adds partitions; one that exists already keeps its definition.</summary>
    void AddPartitions(SqlTable table, IReadOnlyList<SqlPartition> partitions);

    /// <summary>Drops the partitions with these values; absent ones are passed over.</summary>
    void DropPartitions(SqlTable table, IReadOnlyList<IReadOnlyList<string>> values);
}
