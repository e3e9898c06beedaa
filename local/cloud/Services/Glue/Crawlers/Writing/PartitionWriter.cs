using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>Adds, updates and removes the partitions of one table. New ones are added whatever the policy says.</summary>
internal sealed class PartitionWriter(
    DataCatalog catalog,
    WriteContext context,
    TableInputs inputs,
    CrawlChanges changes,
    TimeProvider time
)
{
    public void Write(TableRecord table, FoundTable found)
    {
        if (table.PartitionKeys.Count == 0)
        {
            return;
        }

        var known = catalog
            .Partitions.List(context.Scope, table)
            .ToDictionary(partition => Partitions.KeyOf(table, partition.Values), StringComparer.Ordinal);
        foreach (var partition in found.Partitions)
        {
            var input = context.Rules.PartitionsInherit
                ? inputs.Inheriting(partition, table.Input)
                : inputs.Partition(partition);
            known.Remove(Partitions.KeyOf(table, partition.Values), out var existing);
            Write(table, existing, input);
        }

        foreach (var gone in known.Values)
        {
            Remove(table, gone);
        }
    }

    private void Write(TableRecord table, PartitionRecord? existing, PartitionInput input)
    {
        if (existing is null)
        {
            catalog.Partitions.Create(context.Scope, table, input);
            changes.Partition("ADD", table.Name, input.Values!);
            return;
        }

        // InheritFromTable rewrites existing partitions even when the table's schema change is only logged.
        var mayUpdate = context.Rules.Update == UpdateBehavior.UpdateInDatabase || context.Rules.PartitionsInherit;
        var merged =
            context.Rules.Update == UpdateBehavior.MergeNewColumns && !context.Rules.PartitionsInherit
                ? Merge(existing.Input, input)
                : input;
        if (
            (mayUpdate || context.Rules.Update == UpdateBehavior.MergeNewColumns)
            && TableChange.Differs(existing.Input, merged)
        )
        {
            catalog.Partitions.Update(context.Scope, table, existing.Values, merged);
            changes.Partition("UPDATE", table.Name, existing.Values);
        }
    }

    private static PartitionInput Merge(PartitionInput existing, PartitionInput found) =>
        found with
        {
            StorageDescriptor = found.StorageDescriptor! with
            {
                Columns = ColumnMerge.AddNew(
                    existing.StorageDescriptor?.Columns ?? [],
                    found.StorageDescriptor.Columns ?? []
                ),
            },
        };

    private void Remove(TableRecord table, PartitionRecord partition)
    {
        switch (context.Rules.Delete)
        {
            case DeleteBehavior.DeleteFromDatabase:
                catalog.Partitions.Delete(context.Scope, table, partition.Values);
                changes.Partition("DELETE", table.Name, partition.Values);
                break;
            case DeleteBehavior.DeprecateInDatabase
                when partition.Input.Parameters?.ContainsKey(TableInputs.DeprecatedBy) != true:
                Deprecate(table, partition);
                break;
        }
    }

    private void Deprecate(TableRecord table, PartitionRecord partition)
    {
        var parameters = new SortedDictionary<string, string>(
            (partition.Input.Parameters ?? new Dictionary<string, string>()).ToDictionary(),
            StringComparer.Ordinal
        )
        {
            [TableInputs.DeprecatedBy] = time.GetUtcNow()
                .ToUnixTimeMilliseconds()
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        catalog.Partitions.Update(
            context.Scope,
            table,
            partition.Values,
            partition.Input with
            {
                Values = partition.Values,
                Parameters = parameters,
            }
        );
        changes.Partition("UPDATE", table.Name, partition.Values);
    }
}
