using System.Text.Json;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>Every resource of one kind: JSON records by scope and key, in key order (UTF-8 bytes).</summary>
internal sealed class ResourceTable<T>(StateDatabase database, string kind)
    where T : class
{
    // The end of a prefix range: no key holds a character beyond it.
    private const string AfterAll = "\U0010FFFF";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public StateDatabase Database => database;

    public T? Find(Scope scope, string key) =>
        database.QueryOne(
            "SELECT value FROM resource WHERE kind=$0 AND account=$1 AND region=$2 AND key=$3",
            reader => Parse(reader.GetString(0)),
            kind,
            scope.AccountId,
            scope.Region,
            key
        );

    /// <summary>In key order. <paramref name="after"/> starts behind a key, for paging.</summary>
    public IReadOnlyList<KeyValuePair<string, T>> Entries(
        Scope scope,
        string prefix = "",
        string? after = null,
        int limit = int.MaxValue
    ) =>
        database.Query(
            """
            SELECT key, value FROM resource
            WHERE kind=$0 AND account=$1 AND region=$2 AND key >= $3 AND key < $4 AND key > $5 ORDER BY key LIMIT $6
            """,
            reader => KeyValuePair.Create(reader.GetString(0), Parse(reader.GetString(1))),
            kind,
            scope.AccountId,
            scope.Region,
            prefix,
            prefix + AfterAll,
            // Nothing sorts before a blob in SQLite but NULL, numbers and text: "" lets every key but the empty one pass.
            after ?? "",
            limit
        );

    public IReadOnlyList<T> List(Scope scope, string prefix = "", string? after = null, int limit = int.MaxValue) =>
        [.. Entries(scope, prefix, after, limit).Select(entry => entry.Value)];

    /// <summary>All scopes: for start-up work such as resuming schedules.</summary>
    public IReadOnlyList<(Scope Scope, string Key, T Value)> ListEverywhere() =>
        database.Query(
            "SELECT account, region, key, value FROM resource WHERE kind=$0 ORDER BY account, region, key",
            reader =>
                (new Scope(reader.GetString(0), reader.GetString(1)), reader.GetString(2), Parse(reader.GetString(3))),
            kind
        );

    public void Put(Scope scope, string key, T value) =>
        database.Execute(
            "INSERT OR REPLACE INTO resource(kind, account, region, key, value) VALUES($0, $1, $2, $3, $4)",
            kind,
            scope.AccountId,
            scope.Region,
            key,
            JsonSerializer.Serialize(value, Options)
        );

    /// <summary>False, and nothing changed, when the key exists.</summary>
    public bool TryAdd(Scope scope, string key, T value) =>
        database.Execute(
            "INSERT OR IGNORE INTO resource(kind, account, region, key, value) VALUES($0, $1, $2, $3, $4)",
            kind,
            scope.AccountId,
            scope.Region,
            key,
            JsonSerializer.Serialize(value, Options)
        ) == 1;

    /// <summary>Reads, changes and writes as one step. Null when there is no such key, or when <paramref name="change"/> declines.</summary>
    public T? Update(Scope scope, string key, Func<T, T?> change) =>
        database.InTransaction(() =>
        {
            if (Find(scope, key) is not { } current || change(current) is not { } changed)
            {
                return null;
            }

            Put(scope, key, changed);
            return changed;
        });

    public bool Delete(Scope scope, string key) =>
        database.Execute(
            "DELETE FROM resource WHERE kind=$0 AND account=$1 AND region=$2 AND key=$3",
            kind,
            scope.AccountId,
            scope.Region,
            key
        ) == 1;

    /// <summary>Deletes every key that starts with <paramref name="prefix"/>; returns how many.</summary>
    public int DeleteAll(Scope scope, string prefix) =>
        database.Execute(
            "DELETE FROM resource WHERE kind=$0 AND account=$1 AND region=$2 AND key >= $3 AND key < $4",
            kind,
            scope.AccountId,
            scope.Region,
            prefix,
            prefix + AfterAll
        );

    private static T Parse(string json) =>
        JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvalidDataException($"A stored '{typeof(T).Name}' is null.");
}
