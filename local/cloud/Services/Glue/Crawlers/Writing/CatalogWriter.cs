using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>The database a crawl writes to, in whose name, and by which rules.</summary>
internal sealed record WriteContext
{
    public required Scope Scope { get; init; }

    public required string Database { get; init; }

    public required string? TablePrefix { get; init; }

    public required string CreatedBy { get; init; }

    public required ChangeRules Rules { get; init; }
}

/// <summary>Brings the tables of one target in line with what was found there. Runs inside one transaction.</summary>
internal sealed class CatalogWriter(
    DataCatalog catalog,
    WriteContext context,
    TableInputs inputs,
    CrawlChanges changes,
    TimeProvider time
)
{
    private readonly PartitionWriter _partitions = new(catalog, context, inputs, changes, time);

    /// <returns>The names of the tables that stand for what was found.</returns>
    public IReadOnlyCollection<string> Write(IReadOnlyList<FoundTable> found, ISet<string> namesInUse)
    {
        var written = new List<string>();
        foreach (var table in found)
        {
            var input = inputs.Table(table, NameOf(table, namesInUse));
            namesInUse.Add(input.Name);
            written.Add(input.Name);
            WriteTable(table, input);
        }

        return written;
    }

    /// <summary>Tables of this crawler below the target for which no data was found any more.</summary>
    public void Retire(string crawler, string root, IReadOnlySet<string> kept)
    {
        foreach (var table in catalog.Tables.List(context.Scope, context.Database))
        {
            var location = table.Input.StorageDescriptor?.Location ?? "";
            if (
                table.Parameters.GetValueOrDefault(TableInputs.UpdatedBy) != crawler
                || kept.Contains(table.Name)
                || !(location + "/").StartsWith(root, StringComparison.Ordinal)
            )
            {
                continue;
            }

            Retire(table);
        }
    }

    private void Retire(TableRecord table)
    {
        switch (context.Rules.Delete)
        {
            case DeleteBehavior.Log:
                changes.Warn($"Table {table.Name} has no data at its location any more; the policy is to log only.");
                break;
            case DeleteBehavior.DeleteFromDatabase:
                catalog.DeleteTable(context.Scope, context.Database, table.Name);
                changes.TableDeleted(context.Database, table.Name);
                break;
            default:
                Deprecate(table, "a matching schema was not found at the table's location.");
                break;
        }
    }

    private void Deprecate(TableRecord table, string why)
    {
        if (table.Parameters.ContainsKey(TableInputs.DeprecatedBy))
        {
            return;
        }

        var parameters = new SortedDictionary<string, string>(table.Parameters.ToDictionary(), StringComparer.Ordinal)
        {
            [TableInputs.DeprecatedBy] = time.GetUtcNow()
                .ToUnixTimeMilliseconds()
                .ToString(CultureInfo.InvariantCulture),
        };
        catalog.Tables.Update(context.Scope, context.Database, table.Input with { Parameters = parameters });
        changes.TableDeprecated(table.Name, why);
    }

    /// <summary>The folder's name, or with a suffix when another location has it already.</summary>
    private string NameOf(FoundTable table, ISet<string> namesInUse)
    {
        var name = TableNames.Of(context.TablePrefix, table.Name);
        var location = inputs.LocationOf(table.Key);
        var isTaken =
            namesInUse.Contains(name)
            || catalog.Tables.Find(context.Scope, context.Database, name) is { } existing
                && !IsSamePlace(existing.Input.StorageDescriptor?.Location, location);
        return isTaken ? TableNames.Distinct(name, location) : name;
    }

    private static bool IsSamePlace(string? existing, string found) =>
        existing is not null && existing.TrimEnd('/') == found.TrimEnd('/');

    private void WriteTable(FoundTable found, TableInput input)
    {
        if (catalog.Tables.Find(context.Scope, context.Database, input.Name) is not { } existing)
        {
            var created = catalog.Tables.Create(context.Scope, context.Database, input, context.CreatedBy);
            changes.TableAdded(context.Database, input.Name);
            if (context.Rules.CreatesPartitionIndex && created.PartitionKeys.Count > 0)
            {
                catalog.Indexes.Create(
                    context.Scope,
                    created,
                    new PartitionIndex
                    {
                        IndexName = "crawler_partition_index",
                        Keys = [.. created.PartitionKeys.Select(key => key.Name)],
                    }
                );
            }

            _partitions.Write(created, found);
            return;
        }

        if (UpdateOf(existing, input) is not { } updated)
        {
            return;
        }

        var keysDiffer = !existing.PartitionKeys.Select(key => key.Name).SequenceEqual(found.PartitionKeys);
        if (keysDiffer && context.Rules.Update != UpdateBehavior.UpdateInDatabase)
        {
            changes.Warn($"Table {input.Name} has other partition keys than the data; its partitions are left alone.");
            return;
        }

        var current = existing;
        if (TableChange.Differs(existing.Input, updated))
        {
            current = catalog.Tables.Update(context.Scope, context.Database, updated);
            changes.TableUpdated(context.Database, input.Name);
        }

        if (keysDiffer)
        {
            catalog.Partitions.DeleteAll(context.Scope, existing);
            catalog.Indexes.DeleteAll(context.Scope, existing);
        }

        _partitions.Write(current, found);
    }

    /// <summary>What an existing table becomes; null when it is left alone with all its partitions.</summary>
    private TableInput? UpdateOf(TableRecord existing, TableInput found)
    {
        switch (context.Rules.Update)
        {
            case UpdateBehavior.Log:
                if (TableChange.DiffersInSchema(existing.Input, found))
                {
                    changes.Warn($"Table {found.Name} differs from the data; the policy is to log only.");
                }

                return existing.Input;
            case UpdateBehavior.MergeNewColumns when TableChange.Incompatibility(existing.Input, found) is { } why:
                Deprecate(existing, why);
                return null;
            case UpdateBehavior.MergeNewColumns:
                return TableChange.MergeNewColumns(existing.Input, found);
            default:
                return found;
        }
    }
}
