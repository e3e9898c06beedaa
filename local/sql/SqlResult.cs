using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql;

/// <summary>A result column.</summary>
public sealed record SqlResultColumn(string Name, SqlType Type);

/// <summary>What a statement gave.</summary>
public sealed record SqlResult
{
    public static readonly SqlResult Empty = new() { Columns = [], Rows = [] };

    public required IReadOnlyList<SqlResultColumn> Columns { get; init; }

    /// <summary>
    /// Rows, a value per column: null, <see cref="bool"/>, <see cref="long"/> (all integers), <see cref="double"/> (real
    /// and double), <see cref="string"/> (text, char, json, uuid; decimal plain with its scale; date, time, timestamp and
    /// interval in the dialect's ISO-like form, such as <c>2020-01-02 03:04:05.678</c>, with a zone after a space),
    /// <c>byte[]</c> (varbinary), <c>object?[]</c> (array and row), and <see cref="SqlMap"/>.
    /// Empty if the rows went to a sink.
    /// </summary>
    public required IReadOnlyList<object?[]> Rows { get; init; }

    /// <summary>Bytes read from the store, measured.</summary>
    public long BytesScanned { get; init; }

    /// <summary>Rows written by INSERT, CTAS, UNLOAD; null for a query.</summary>
    public long? UpdateCount { get; init; }

    /// <summary><c>INSERT</c>, <c>CREATE TABLE</c>, …; null for a query.</summary>
    public string? UpdateType { get; init; }

    /// <summary>URIs of the objects written.</summary>
    public IReadOnlyList<string> WrittenObjects { get; init; } = [];

    /// <summary>The partitions that rows were written to: a value per key, NULL as <c>__HIVE_DEFAULT_PARTITION__</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> WrittenPartitions { get; init; } = [];
}

/// <summary>A map value: its entries in the engine's order.</summary>
public sealed record SqlMap(IReadOnlyList<KeyValuePair<object, object?>> Entries);
