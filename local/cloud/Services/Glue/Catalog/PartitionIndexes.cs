using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>The declared partition indexes of a table. They cost nothing here and speed up nothing: key order serves.</summary>
internal sealed class PartitionIndexes(StateDatabase database)
{
    private const int Most = 3;

    private readonly ResourceTable<PartitionIndex> _records = new(database, "glue.partitionindex");

    public void Create(Scope scope, TableRecord table, PartitionIndex index)
    {
        GlueNames.Require(index.IndexName, "partitionIndex.indexName");
        var unknown = index.Keys.FirstOrDefault(key => table.PartitionKeys.All(column => column.Name != key));
        if (index.Keys.Count == 0 || unknown is not null)
        {
            throw GlueErrors.InvalidInput(
                unknown is null ? "Index keys must not be empty." : $"Index key {unknown} is no partition key."
            );
        }

        if (List(scope, table).Count >= Most)
        {
            throw new AwsException(
                "ResourceNumberLimitExceededException",
                $"Table {table.Name} has {Most} partition indexes, the limit."
            );
        }

        if (!_records.TryAdd(scope, KeyOf(table, index.IndexName), index))
        {
            throw GlueErrors.AlreadyExists($"Index {index.IndexName}");
        }
    }

    public IReadOnlyList<PartitionIndex> List(Scope scope, TableRecord table) => _records.List(scope, KeyOf(table, ""));

    public void Delete(Scope scope, TableRecord table, string name)
    {
        if (!_records.Delete(scope, KeyOf(table, name)))
        {
            throw GlueErrors.NotFound($"Index {name} not found.");
        }
    }

    public void DeleteAll(Scope scope, TableRecord table) => _records.DeleteAll(scope, KeyOf(table, ""));

    private static string KeyOf(TableRecord table, string index) =>
        Tables.KeyOf(table.Database, table.Name) + GlueNames.Separator + index;
}
