using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>
/// The one SQLite database of every index and resource. One writer, any number of readers (WAL): a commit is in the
/// kernel when it returns, so it survives <c>kill -9</c>; only a power cut needs <see cref="Durability.Power"/>.
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    /// <summary>Of the form in which things are kept; a program reads those up to its own.</summary>
    private const int Version = 1;

    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    private readonly string _path;
    private readonly Durability _durability;
    private readonly StateConnection _writer;
    private readonly ConcurrentBag<StateConnection> _readers = [];
    private readonly Lock _writing = new();
    private int _depth;

    public StateDatabase(string path, Durability durability = Durability.Process)
    {
        _path = path;
        _durability = durability;
        try
        {
            _writer = Connect();
            Open();
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is NoDatabase or Corrupt)
        {
            _writer?.Dispose();
            throw new IOException(
                $"The state '{path}' is damaged, or no state of the local cloud ({fault.Message}). Move its folder away to start "
                    + "with an empty one.",
                fault
            );
        }
    }

    private void Open()
    {
        var version = _writer.Query("PRAGMA user_version", row => row.GetInt32(0), [])[0];
        if (version > Version)
        {
            _writer.Dispose();
            throw new IOException(
                $"The state '{_path}' has version {version}, written by a newer program; this one reads up to {Version}. Use the "
                    + "newer program, or another state folder."
            );
        }

        _writer.Execute("PRAGMA journal_mode=WAL");
        _writer.Execute("PRAGMA wal_autocheckpoint=4000");
        if (version < Version)
        {
            _writer.Execute("PRAGMA user_version=1");
        }

        Execute(
            """
            CREATE TABLE IF NOT EXISTS resource(
              kind TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
              PRIMARY KEY(kind, account, region, key)) WITHOUT ROWID
            """
        );
    }

    /// <summary>Runs <paramref name="work"/> in one transaction; calls inside calls join it. It must not await.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        lock (_writing)
        {
            if (_depth > 0)
            {
                return work();
            }

            _writer.Execute("BEGIN IMMEDIATE");
            _depth++;
            try
            {
                var result = work();
                _writer.Execute("COMMIT");
                return result;
            }
            catch
            {
                _writer.Execute("ROLLBACK");
                throw;
            }
            finally
            {
                _depth--;
            }
        }
    }

    public void InTransaction(Action work) =>
        InTransaction(() =>
        {
            work();
            return true;
        });

    /// <summary>Arguments are <c>$0</c>, <c>$1</c>… in the text. Returns the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        lock (_writing)
        {
            return _writer.Execute(sql, arguments);
        }
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
    {
        // Inside a transaction of this thread the writer sees what was just written.
        if (_writing.IsHeldByCurrentThread)
        {
            return _writer.Query(sql, read, arguments);
        }

        var reader = _readers.TryTake(out var free) ? free : Connect();
        try
        {
            return reader.Query(sql, read, arguments);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public T? QueryOne<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
        where T : class
    {
        var rows = Query(sql, read, arguments);
        return rows.Count == 0 ? null : rows[0];
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
    }

    private StateConnection Connect() => new(_path, _durability);
}

/// <summary>What an acknowledged write survives.</summary>
public enum Durability
{
    /// <summary>The death of the process.</summary>
    Process,

    /// <summary>A power cut: every commit and every blob is flushed to the disk.</summary>
    Power,
}
