using Microsoft.Data.Sqlite;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class StateConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public StateConnection(string path, Durability durability)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        _connection.Open();
        Execute("PRAGMA busy_timeout=10000");
        Execute(durability == Durability.Power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        Execute("PRAGMA cache_size=-32768");
    }

    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Bind(sql, arguments).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, ReadOnlySpan<object?> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of ours; values are always arguments.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < arguments.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
            }

            _statements.Add(sql, command);
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            command.Parameters[index].Value = arguments[index] ?? DBNull.Value;
            command.Parameters[index].ResetSqliteType();
        }

        return command;
    }
}
