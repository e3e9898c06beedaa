using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Logs;

internal sealed record LogGroup
{
    public required string Name { get; init; }

    public required long Created { get; init; }

    public int? RetentionInDays { get; init; }

    public string Class { get; init; } = "STANDARD";

    public string? KmsKeyId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

internal sealed record LogStream
{
    public required string Name { get; init; }

    public required long Created { get; init; }

    public long? FirstEvent { get; init; }

    public long? LastEvent { get; init; }

    public long? LastIngestion { get; init; }
}

/// <summary>One event; <paramref name="Id"/> is its place in the store and orders events of the same millisecond.</summary>
internal sealed record StoredEvent(long Id, string Stream, long Timestamp, long Ingestion, string Message);

/// <summary>Log groups, streams and events, as other services write them and as the wire reads them.</summary>
internal sealed class LogStore
{
    private readonly CloudState _state;
    private readonly ResourceTable<LogGroup> _groups;
    private readonly ResourceTable<LogStream> _streams;

    public LogStore(CloudState state)
    {
        _state = state;
        _groups = state.Table<LogGroup>("log-group");
        _streams = state.Table<LogStream>("log-stream");
        state.Database.Execute(
            """
            CREATE TABLE IF NOT EXISTS log_event(
              id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, region TEXT NOT NULL, grp TEXT NOT NULL,
              stream TEXT NOT NULL, time INTEGER NOT NULL, ingestion INTEGER NOT NULL, message TEXT NOT NULL)
            """
        );
        state.Database.Execute(
            "CREATE INDEX IF NOT EXISTS log_event_stream ON log_event(account, region, grp, stream, time, id)"
        );
        state.Database.Execute(
            "CREATE INDEX IF NOT EXISTS log_event_group ON log_event(account, region, grp, time, id)"
        );
    }

    /// <summary>
    /// Appends lines at the present time for a service that acts in the account; group and stream are made when they
    /// are missing, as AWS services do.
    /// </summary>
    public void Write(CallContext call, string group, string stream, IReadOnlyList<string> lines)
    {
        var now = _state.Time.GetUtcNow().ToUnixTimeMilliseconds();
        _state.Database.InTransaction(() =>
        {
            _groups.TryAdd(call.Scope, group, new LogGroup { Name = group, Created = now });
            _streams.TryAdd(call.Scope, StreamKey(group, stream), new LogStream { Name = stream, Created = now });
            Append(call.Scope, group, stream, [.. lines.Select(line => (now, line))], now);
        });
    }

    /// <summary>The messages of a stream in order; empty when there is none.</summary>
    public IReadOnlyList<string> Read(CallContext call, string group, string stream) =>
        [.. Events(call.Scope, group, stream, new EventRange(), int.MaxValue).Select(entry => entry.Message)];

    public LogGroup RequireGroup(Scope scope, string name) =>
        _groups.Find(scope, name) ?? throw LogsErrors.NoSuchGroup();

    public LogStream RequireStream(Scope scope, string group, string name)
    {
        RequireGroup(scope, group);
        return _streams.Find(scope, StreamKey(group, name)) ?? throw LogsErrors.NoSuchStream();
    }

    public void AddGroup(Scope scope, LogGroup group)
    {
        if (!_groups.TryAdd(scope, group.Name, group))
        {
            throw LogsErrors.GroupExists();
        }
    }

    public void ChangeGroup(Scope scope, string name, Func<LogGroup, LogGroup> change)
    {
        if (_groups.Update(scope, name, change) is null)
        {
            throw LogsErrors.NoSuchGroup();
        }
    }

    public void DeleteGroup(Scope scope, string name) =>
        _state.Database.InTransaction(() =>
        {
            RequireGroup(scope, name);
            _groups.Delete(scope, name);
            _streams.DeleteAll(scope, name + "\n");
            _state.Database.Execute(
                "DELETE FROM log_event WHERE account=$0 AND region=$1 AND grp=$2",
                scope.AccountId,
                scope.Region,
                name
            );
        });

    public IReadOnlyList<LogGroup> Groups(Scope scope, string prefix) => _groups.List(scope, prefix);

    public void AddStream(Scope scope, string group, string name)
    {
        RequireGroup(scope, group);
        var stream = new LogStream { Name = name, Created = _state.Time.GetUtcNow().ToUnixTimeMilliseconds() };
        if (!_streams.TryAdd(scope, StreamKey(group, name), stream))
        {
            throw LogsErrors.StreamExists();
        }
    }

    public void DeleteStream(Scope scope, string group, string name) =>
        _state.Database.InTransaction(() =>
        {
            RequireStream(scope, group, name);
            _streams.Delete(scope, StreamKey(group, name));
            _state.Database.Execute(
                "DELETE FROM log_event WHERE account=$0 AND region=$1 AND grp=$2 AND stream=$3",
                scope.AccountId,
                scope.Region,
                group,
                name
            );
        });

    public IReadOnlyList<LogStream> Streams(Scope scope, string group, string prefix) =>
        _streams.List(scope, StreamKey(group, prefix));

    public void Put(Scope scope, string group, string stream, IReadOnlyList<(long Time, string Message)> events) =>
        _state.Database.InTransaction(() =>
        {
            RequireStream(scope, group, stream);
            Append(scope, group, stream, events, _state.Time.GetUtcNow().ToUnixTimeMilliseconds());
        });

    public long SizeOf(Scope scope, string group) =>
        _state.Database.Query(
            "SELECT coalesce(sum(length(message) + 26), 0) FROM log_event WHERE account=$0 AND region=$1 AND grp=$2",
            row => row.GetInt64(0),
            scope.AccountId,
            scope.Region,
            group
        )[0];

    /// <summary>Events of one stream (or all, with null) in order of time, behind an event.</summary>
    public IReadOnlyList<StoredEvent> Events(Scope scope, string group, string? stream, EventRange range, int limit) =>
        _state.Database.Query(
            """
            SELECT id, stream, time, ingestion, message FROM log_event
            WHERE account=$0 AND region=$1 AND grp=$2 AND ($3 IS NULL OR stream=$3) AND time >= $4 AND time < $5
              AND (time > $6 OR (time = $6 AND id > $7))
            ORDER BY time, id LIMIT $8
            """,
            row => new StoredEvent(
                row.GetInt64(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetString(4)
            ),
            scope.AccountId,
            scope.Region,
            group,
            stream,
            range.From,
            range.To,
            range.AfterTime,
            range.AfterId,
            limit
        );

    private void Append(
        Scope scope,
        string group,
        string stream,
        IReadOnlyList<(long Time, string Message)> events,
        long now
    )
    {
        foreach (var (time, message) in events)
        {
            _state.Database.Execute(
                "INSERT INTO log_event(account, region, grp, stream, time, ingestion, message) VALUES($0,$1,$2,$3,$4,$5,$6)",
                scope.AccountId,
                scope.Region,
                group,
                stream,
                time,
                now,
                message
            );
        }

        if (events.Count > 0)
        {
            var (first, last) = (events.Min(entry => entry.Time), events.Max(entry => entry.Time));
            _streams.Update(
                scope,
                StreamKey(group, stream),
                current =>
                    current with
                    {
                        FirstEvent = Math.Min(current.FirstEvent ?? first, first),
                        LastEvent = Math.Max(current.LastEvent ?? last, last),
                        LastIngestion = now,
                    }
            );
        }
    }

    /// <summary>No group name holds a line break.</summary>
    private static string StreamKey(string group, string stream) => $"{group}\n{stream}";
}

/// <summary>Which events: from a time (inclusive) to a time (exclusive), behind one event.</summary>
internal sealed record EventRange(
    long From = 0,
    long To = long.MaxValue,
    long AfterTime = long.MinValue,
    long AfterId = long.MinValue
);
