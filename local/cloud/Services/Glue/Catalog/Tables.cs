using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Tables and views of the Data Catalog with their versions. Names are folded to lower case.</summary>
internal sealed class Tables(StateDatabase database, Databases databases, TimeProvider time)
{
    private readonly ResourceTable<TableRecord> _records = new(database, "glue.table");
    private readonly ResourceTable<TableRecord> _archive = new(database, "glue.tableversion");

    public TableRecord Create(Scope scope, string databaseName, TableInput input, string createdBy)
    {
        var now = time.GetUtcNow();
        var record = new TableRecord
        {
            Database = databases.Get(scope, databaseName).Name,
            Input = Folded(input),
            CreateTime = now,
            UpdateTime = now,
            CreatedBy = createdBy,
        };
        return _records.TryAdd(scope, KeyOf(record.Database, record.Name), record)
            ? record
            : throw GlueErrors.AlreadyExists("Table");
    }

    public TableRecord? Find(Scope scope, string databaseName, string name) =>
        _records.Find(scope, KeyOf(databaseName, name));

    /// <exception cref="AwsException">EntityNotFoundException, of the database or of the table.</exception>
    public TableRecord Get(Scope scope, string databaseName, string name)
    {
        if (Find(scope, databaseName, name) is { } found)
        {
            return found;
        }

        databases.Get(scope, databaseName);
        throw GlueErrors.TableNotFound(name);
    }

    /// <summary>In order of names.</summary>
    public IReadOnlyList<TableRecord> List(Scope scope, string databaseName) =>
        _records.List(scope, KeyOf(databases.Get(scope, databaseName).Name, ""));

    public IReadOnlyList<TableRecord> ListEverywhere(Scope scope) => _records.List(scope);

    /// <summary>With an expected version, the update is refused when another one came first.</summary>
    public TableRecord Update(
        Scope scope,
        string databaseName,
        TableInput input,
        bool skipArchive = false,
        string? expectedVersion = null
    )
    {
        var folded = Folded(input);
        return database.InTransaction(() =>
        {
            var current = Get(scope, databaseName, folded.Name);
            if (expectedVersion is not null && expectedVersion != current.ToVersion(scope).VersionId)
            {
                throw GlueErrors.ConcurrentModification(folded.Name);
            }

            if (!skipArchive)
            {
                _archive.Put(scope, VersionKey(current), current);
            }

            var changed = current with { Input = folded, UpdateTime = time.GetUtcNow(), Version = current.Version + 1 };
            _records.Put(scope, KeyOf(changed.Database, changed.Name), changed);
            return changed;
        });
    }

    public void Delete(Scope scope, string databaseName, string name) =>
        database.InTransaction(() =>
        {
            var record = Get(scope, databaseName, name);
            _records.Delete(scope, KeyOf(record.Database, record.Name));
            _archive.DeleteAll(scope, KeyOf(record.Database, record.Name) + GlueNames.Separator);
        });

    /// <summary>All versions that are kept, the current one first.</summary>
    public IReadOnlyList<TableRecord> Versions(Scope scope, string databaseName, string name)
    {
        var current = Get(scope, databaseName, name);
        var archived = _archive.List(scope, KeyOf(current.Database, current.Name) + GlueNames.Separator);
        return [current, .. archived.Reverse()];
    }

    public TableRecord GetVersion(Scope scope, string databaseName, string name, string? version)
    {
        var current = Get(scope, databaseName, name);
        return version is null
            ? current
            : Versions(scope, databaseName, name)
                .FirstOrDefault(candidate => candidate.ToVersion(scope).VersionId == version)
                ?? throw GlueErrors.VersionNotFound(version);
    }

    public void DeleteVersion(Scope scope, string databaseName, string name, string version)
    {
        var record = GetVersion(scope, databaseName, name, version);
        if (record.Version == Get(scope, databaseName, name).Version)
        {
            throw GlueErrors.InvalidInput($"Version {version} is the current version of table {name}.");
        }

        _archive.Delete(scope, VersionKey(record));
    }

    public static string KeyOf(string databaseName, string name) =>
        $"{databaseName.ToLowerInvariant()}{GlueNames.Separator}{name.ToLowerInvariant()}";

    // Padded: keys sort as text.
    private static string VersionKey(TableRecord record) =>
        $"{KeyOf(record.Database, record.Name)}{GlueNames.Separator}{record.Version:D10}";

    private static TableInput Folded(TableInput input)
    {
        foreach (var column in (input.StorageDescriptor?.Columns ?? []).Concat(input.PartitionKeys ?? []))
        {
            GlueNames.Require(column.Name, "tableInput.column.name");
        }

        return input with
        {
            Name = GlueNames.Fold(input.Name, "tableInput.name"),
        };
    }
}
