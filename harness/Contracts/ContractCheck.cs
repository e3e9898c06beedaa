using Amazon.Glue.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Contracts;

/// <summary>Holds a table of the catalog against its contract: a new column or field is noted, a missing or retyped one is a fault.</summary>
internal static class ContractCheck
{
    public static (IReadOnlyList<Mismatch> Faults, IReadOnlyList<string> Notes) Check(
        DataContract contract,
        Table table
    )
    {
        var actual = (table.StorageDescriptor?.Columns ?? [])
            .Concat(table.PartitionKeys ?? [])
            .ToDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase);
        var additional = actual
            .Keys.Except(contract.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase)
            .ToList();
        var faults = contract
            .Columns.Where(column =>
                !actual.TryGetValue(column.Name, out var type)
                || !CatalogType.Parse(type).Keeps(CatalogType.Parse(column.Type), column.Name, additional)
            )
            .Select(column => new Mismatch(
                "contract",
                $"{contract.Source}.{column.Name}",
                column.Type,
                actual.GetValueOrDefault(column.Name)
            ))
            .ToList();
        return (faults, [.. additional.Select(name => $"source '{contract.Source}' has a new column '{name}'")]);
    }
}
