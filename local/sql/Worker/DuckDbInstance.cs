using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>One in-memory DuckDB for one query.</summary>
internal sealed class DuckDbInstance : IAsyncDisposable
{
    private bool _isMeasured;

    public DuckDbInstance(DuckDbLimits limits, string spillFolder)
    {
        Connection = Open(limits, spillFolder);
    }

    /// <summary>An in-memory database within limits, which loads nothing from outside and shows every instant in UTC.</summary>
    public static DuckDBConnection Open(DuckDbLimits limits, string spillFolder)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SET temp_directory={DuckSql.Literal(spillFolder)};
            SET max_temp_directory_size='{limits.SpillBytes.ToString(CultureInfo.InvariantCulture)}B';
            SET memory_limit='{limits.MemoryBytes.ToString(CultureInfo.InvariantCulture)}B';
            SET threads={limits.Threads.ToString(CultureInfo.InvariantCulture)};
            SET max_expression_depth={limits.ExpressionDepth.ToString(CultureInfo.InvariantCulture)};
            SET autoinstall_known_extensions=false;
            SET autoload_known_extensions=false;
            SET allow_community_extensions=false;
            SET allow_persistent_secrets=false;
            SET enable_external_file_cache=false;
            SET preserve_insertion_order=true;
            SET TimeZone='UTC';
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    public DuckDBConnection Connection { get; }

    /// <summary>Opens the query's files, registers the functions it names, and locks the rest.</summary>
    public void Prepare(EngineQuery query)
    {
        RuntimeFunctions.Register(Connection, query.Sql, []);
        _isMeasured = query.Files.Any(file => file.Columnar);
        if (_isMeasured)
        {
            Run("CALL enable_logging('FileSystem')");
        }

        var paths = string.Join(", ", query.Files.Select(file => DuckSql.Literal(file.Path)).Distinct());
        Run($"SET allowed_paths=[{paths}]");
        if (query.Output is { } output)
        {
            Run($"SET allowed_directories=[{DuckSql.Literal(output.Folder + "/")}]");
        }

        Run("SET enable_external_access=false; SET lock_configuration=true");
    }

    public void CheckScanCutoff(EngineQuery query)
    {
        if (query.ScanCutoff is { } cutoff && MeasureBytes(query) > cutoff)
        {
            throw new SqlException("EXCEEDED_SCAN_LIMIT", "Bytes scanned limit was exceeded");
        }
    }

    /// <summary>
    /// Bytes read: of columnar files what the file system was asked for, of text files each one's size, once per reading.
    /// </summary>
    public long MeasureBytes(EngineQuery query)
    {
        var text = query.Files.Where(file => !file.Columnar).Sum(file => file.Size);
        if (!_isMeasured)
        {
            return text;
        }

        // A connection of its own: a second statement would close the result that is being streamed.
        using var beside = Connection.Duplicate();
        beside.Open();
        using var command = beside.CreateCommand();
        var paths = string.Join(
            ", ",
            query.Files.Where(file => file.Columnar).Select(file => DuckSql.Literal(file.Path)).Distinct()
        );
        command.CommandText =
            $"SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM duckdb_logs_parsed('FileSystem') WHERE op = 'READ' AND path IN ({paths})";
        return text + Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
