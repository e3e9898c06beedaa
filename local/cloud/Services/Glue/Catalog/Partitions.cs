using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>A partition as it is kept.</summary>
internal sealed record PartitionRecord(
    string Database,
    string Table,
    IReadOnlyList<string> Values,
    PartitionInput Input,
    DateTimeOffset CreationTime
)
{
    public PartitionDescription ToDescription(Scope scope, bool withColumns = true) =>
        new()
        {
            Values = Values,
            DatabaseName = Database,
            TableName = Table,
            CreationTime = CreationTime,
            LastAccessTime = Input.LastAccessTime,
            LastAnalyzedTime = Input.LastAnalyzedTime,
            StorageDescriptor = Describe(withColumns),
            Parameters = Input.Parameters,
            CatalogId = scope.AccountId,
        };

    private StorageDescriptor? Describe(bool withColumns)
    {
        var storage = Input.StorageDescriptor?.WithDefaults();
        return withColumns || storage is null ? storage : storage with { Columns = null };
    }
}

/// <summary>Partitions of tables, keyed by their values in the order of the table's partition keys.</summary>
internal sealed class Partitions(StateDatabase database, Tables tables, TimeProvider time)
{
    private readonly ResourceTable<PartitionRecord> _records = new(database, "glue.partition");

    public void Create(Scope scope, TableRecord table, PartitionInput input)
    {
        var values = Check(table, input.Values ?? []);
        var record = new PartitionRecord(table.Database, table.Name, values, input, time.GetUtcNow());
        if (!_records.TryAdd(scope, KeyOf(table, values), record))
        {
            throw GlueErrors.AlreadyExists("Partition");
        }
    }

    public PartitionRecord? Find(Scope scope, TableRecord table, IReadOnlyList<string> values) =>
        _records.Find(scope, KeyOf(table, values));

    public PartitionRecord Get(Scope scope, TableRecord table, IReadOnlyList<string> values) =>
        Find(scope, table, Check(table, values)) ?? throw GlueErrors.PartitionNotFound();

    /// <summary>In order of keys; <see cref="KeyOf"/> of the last one continues the list.</summary>
    public IReadOnlyList<PartitionRecord> List(
        Scope scope,
        TableRecord table,
        string? after = null,
        int limit = int.MaxValue
    ) => _records.List(scope, Prefix(table), after, limit);

    /// <summary>May change the values too, unless another partition has them.</summary>
    public void Update(Scope scope, TableRecord table, IReadOnlyList<string> values, PartitionInput input) =>
        database.InTransaction(() =>
        {
            var current = Get(scope, table, values);
            var changed = current with { Values = Check(table, input.Values ?? values), Input = input };
            if (!changed.Values.SequenceEqual(values))
            {
                if (Find(scope, table, changed.Values) is not null)
                {
                    throw GlueErrors.AlreadyExists("Partition");
                }

                _records.Delete(scope, KeyOf(table, values));
            }

            _records.Put(scope, KeyOf(table, changed.Values), changed);
        });

    public void Delete(Scope scope, TableRecord table, IReadOnlyList<string> values)
    {
        if (!_records.Delete(scope, KeyOf(table, Check(table, values))))
        {
            throw GlueErrors.PartitionNotFound();
        }
    }

    public int DeleteAll(Scope scope, TableRecord table) => _records.DeleteAll(scope, Prefix(table));

    public TableRecord TableOf(Scope scope, string databaseName, string tableName) =>
        tables.Get(scope, databaseName, tableName);

    public static string KeyOf(TableRecord table, IReadOnlyList<string> values) =>
        Prefix(table) + string.Join(GlueNames.Separator, values);

    private static string Prefix(TableRecord table) => Tables.KeyOf(table.Database, table.Name) + GlueNames.Separator;

    private static IReadOnlyList<string> Check(TableRecord table, IReadOnlyList<string> values)
    {
        if (values.Count != table.PartitionKeys.Count)
        {
            throw GlueErrors.InvalidInput(
                $"The number of partition keys do not match the number of partition values: table {table.Name} has "
                    + $"{table.PartitionKeys.Count} keys, {values.Count} values were given."
            );
        }

        foreach (var value in values)
        {
            if (value.Contains(GlueNames.Separator))
            {
                throw GlueErrors.InvalidInput("A partition value holds the control character U+001F.");
            }
        }

        return values;
    }
}
