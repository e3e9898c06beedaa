using System.Text.Json;
using CustomerLake.Local.Cloud.Storage;
using Microsoft.Data.Sqlite;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The rows of every version of every object, in key order (UTF-8 bytes), newest version first.</summary>
internal sealed class ObjectIndex
{
    private const string Columns =
        "bucket, key, sequence, version, latest, marker, size, etag, modified, content, attributes";

    // No key of a prefix sorts behind it: keys are at most 1,024 bytes of UTF-8.
    private const string AfterAll = "\U0010FFFF";
    private readonly StateDatabase _database;
    private long _sequence;

    public ObjectIndex(StateDatabase database)
    {
        _database = database;
        database.Execute(
            """
            CREATE TABLE IF NOT EXISTS s3_object(
              bucket TEXT NOT NULL, key TEXT NOT NULL, sequence INTEGER NOT NULL, version TEXT NOT NULL,
              latest INTEGER NOT NULL, marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
              modified INTEGER NOT NULL, content TEXT, attributes TEXT NOT NULL,
              PRIMARY KEY(bucket, key, sequence DESC)) WITHOUT ROWID
            """
        );
        database.Execute("CREATE UNIQUE INDEX IF NOT EXISTS s3_object_latest ON s3_object(bucket, key) WHERE latest=1");
        database.Execute(
            "CREATE INDEX IF NOT EXISTS s3_object_content ON s3_object(content) WHERE content IS NOT NULL"
        );
        database.Execute("CREATE TABLE IF NOT EXISTS s3_inline(id TEXT PRIMARY KEY, bytes BLOB NOT NULL)");
        _sequence = database.Query("SELECT coalesce(max(sequence), 0) FROM s3_object", row => row.GetInt64(0))[0];
    }

    public static string EndOf(string prefix) => prefix + AfterAll;

    public ObjectVersion? Latest(string bucket, string key) =>
        _database.QueryOne(
            $"SELECT {Columns} FROM s3_object WHERE bucket=$0 AND key=$1 AND latest=1",
            Read,
            bucket,
            key
        );

    public ObjectVersion? Find(string bucket, string key, string versionId) =>
        _database.QueryOne(
            $"SELECT {Columns} FROM s3_object WHERE bucket=$0 AND key=$1 AND version=$2",
            Read,
            bucket,
            key,
            versionId
        );

    /// <summary>Present objects behind <paramref name="after"/>, without delete markers.</summary>
    public List<ObjectVersion> Present(string bucket, string prefix, string after, int limit) =>
        _database.Query(
            $"""
            SELECT {Columns} FROM s3_object
            WHERE bucket=$0 AND key >= $1 AND key < $2 AND key > $3 AND latest=1 AND marker=0 ORDER BY key LIMIT $4
            """,
            Read,
            bucket,
            prefix,
            EndOf(prefix),
            after,
            limit
        );

    /// <summary>All versions and markers behind a key, or from one version of it on.</summary>
    public List<ObjectVersion> Versions(
        string bucket,
        string prefix,
        string afterKey,
        long beforeSequence,
        int limit
    ) =>
        _database.Query(
            $"""
            SELECT {Columns} FROM s3_object
            WHERE bucket=$0 AND key >= $1 AND key < $2 AND (key > $3 OR (key = $3 AND sequence < $4))
            ORDER BY key, sequence DESC LIMIT $5
            """,
            Read,
            bucket,
            prefix,
            EndOf(prefix),
            afterKey,
            beforeSequence,
            limit
        );

    public bool IsEmpty(string bucket) =>
        _database.Query("SELECT 1 FROM s3_object WHERE bucket=$0 LIMIT 1", _ => true, bucket).Count == 0;

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Adds a version as the newest. Part of a caller's transaction.</summary>
    public void Add(ObjectVersion version)
    {
        _database.Execute(
            "UPDATE s3_object SET latest=0 WHERE bucket=$0 AND key=$1 AND latest=1",
            version.Bucket,
            version.Key
        );
        Write(version);
    }

    public void Replace(ObjectVersion version) => Write(version);

    /// <summary>Removes one version and lets the next older one be the newest. Part of a caller's transaction.</summary>
    public void Remove(ObjectVersion version)
    {
        _database.Execute(
            "DELETE FROM s3_object WHERE bucket=$0 AND key=$1 AND sequence=$2",
            version.Bucket,
            version.Key,
            version.Sequence
        );
        if (version.IsLatest)
        {
            _database.Execute(
                """
                UPDATE s3_object SET latest=1 WHERE bucket=$0 AND key=$1
                AND sequence=(SELECT max(sequence) FROM s3_object WHERE bucket=$0 AND key=$1)
                """,
                version.Bucket,
                version.Key
            );
        }
    }

    public void AddInline(string id, byte[] bytes) =>
        _database.Execute("INSERT INTO s3_inline(id, bytes) VALUES($0, $1)", id, bytes);

    public byte[]? Inline(string id) =>
        _database.QueryOne("SELECT bytes FROM s3_inline WHERE id=$0", row => (byte[])row[0], id);

    public void RemoveInline(string id) => _database.Execute("DELETE FROM s3_inline WHERE id=$0", id);

    public bool IsUsed(string content) =>
        _database.Query("SELECT 1 FROM s3_object WHERE content=$0 LIMIT 1", _ => true, content).Count > 0;

    private void Write(ObjectVersion version) =>
        _database.Execute(
            $"INSERT OR REPLACE INTO s3_object({Columns}) VALUES($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            version.Bucket,
            version.Key,
            version.Sequence,
            version.VersionId,
            version.IsLatest ? 1 : 0,
            version.IsDeleteMarker ? 1 : 0,
            version.Size,
            version.ETag,
            version.Modified.ToUnixTimeMilliseconds(),
            version.Content,
            JsonSerializer.Serialize(version.Attributes)
        );

    private static ObjectVersion Read(SqliteDataReader row) =>
        new()
        {
            Bucket = row.GetString(0),
            Key = row.GetString(1),
            Sequence = row.GetInt64(2),
            VersionId = row.GetString(3),
            IsLatest = row.GetInt64(4) == 1,
            IsDeleteMarker = row.GetInt64(5) == 1,
            Size = row.GetInt64(6),
            ETag = row.GetString(7),
            Modified = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            Content = row.IsDBNull(9) ? null : row.GetString(9),
            Attributes =
                JsonSerializer.Deserialize<ObjectAttributes>(row.GetString(10))
                ?? throw new InvalidDataException("A stored object has no attributes."),
        };
}
