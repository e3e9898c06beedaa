using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>A database as it is kept.</summary>
internal sealed record DatabaseRecord(DatabaseInput Input, DateTimeOffset CreateTime)
{
    public string Name => Input.Name;
}

/// <summary>Databases of the Data Catalog. Names are folded to lower case.</summary>
internal sealed class Databases(StateDatabase database, TimeProvider time)
{
    private readonly ResourceTable<DatabaseRecord> _records = new(database, "glue.database");

    public void Create(Scope scope, DatabaseInput input)
    {
        var record = new DatabaseRecord(Folded(input), time.GetUtcNow());
        if (!_records.TryAdd(scope, record.Name, record))
        {
            throw GlueErrors.AlreadyExists("Database");
        }
    }

    public DatabaseRecord? Find(Scope scope, string name) => _records.Find(scope, name.ToLowerInvariant());

    /// <exception cref="AwsException">EntityNotFoundException.</exception>
    public DatabaseRecord Get(Scope scope, string name) => Find(scope, name) ?? throw GlueErrors.DatabaseNotFound(name);

    public IReadOnlyList<DatabaseRecord> List(Scope scope, string? after = null, int limit = int.MaxValue) =>
        _records.List(scope, after: after, limit: limit);

    public void Update(Scope scope, string name, DatabaseInput input)
    {
        var folded = Folded(input);
        if (!folded.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            throw GlueErrors.NotEmulated($"renaming a database ('{name}' to '{input.Name}')");
        }

        _ =
            _records.Update(scope, folded.Name, current => current with { Input = folded })
            ?? throw GlueErrors.DatabaseNotFound(name);
    }

    public void Delete(Scope scope, string name)
    {
        if (!_records.Delete(scope, name.ToLowerInvariant()))
        {
            throw GlueErrors.DatabaseNotFound(name);
        }
    }

    private static DatabaseInput Folded(DatabaseInput input) =>
        input with
        {
            Name = GlueNames.Fold(input.Name, "databaseInput.name"),
        };
}
